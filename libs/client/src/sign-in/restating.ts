import { randomBytes, toB64 } from '@consilium/bytes';
import {
  Problem,
  standingStatement,
  workplaces,
  type Join,
  type Passkey,
  type Statement,
  type UnprovenJoin,
} from '@consilium/domain';
import { joinChallenge, readJoin, signJoin } from '@consilium/ledger';
import { gestureOf } from '../vault/gesture';
import type { Service, Vault } from '../vault/vault';
import type { OwnStatementView } from './views';
import { statementOf, type Details } from './stating';

/** What somebody types who states themselves anew: all of it, and where they work. */
export interface Restated extends Details {
  /** Id, or "" for an officer of the register itself. */
  readonly organisation: string;
}

const none = (): Problem =>
  new Problem('wrong-state', 'There is nothing of yours to state anew: the first officers do not run out.');

const notMine = (): Problem =>
  new Problem('not-allowed', 'What the service says you signed was not signed by you. Tell your registration officer.');

/** A person's own statement, made once more with the keys they have: to be renewed, to move, or to correct. */
export class Restating {
  private before: Join | undefined;

  constructor(
    private readonly vault: Vault,
    private readonly service: () => Promise<Service>,
  ) {}

  /** What stands now, to begin from, and where one may work or belong. */
  async look(): Promise<OwnStatementView> {
    const { vault } = this;
    const request = await vault.transport.call('register', 'myRequest', {});
    if (request.join === '') throw none();
    const { join } = await readJoin(request.join, await this.service());
    const { me, session } = vault;
    if (join.person !== me || join.signing !== session.opened.signer.public) throw notMine();
    this.before = join;
    const states = this.standing(join);
    const kind = workplaces[states.role];
    const places = request.organisations.filter((each) => each.kind === kind);
    const isIn = request.standing !== 'waiting';
    const state = isIn ? request.renewal : request.state === 'refused' ? 'refused' : 'waiting';
    return {
      ...{ state, reason: state === 'refused' ? request.reason : '', role: states.role, name: states.name },
      ...{ profession: states.profession, specialty: states.specialty, defence: states.defence },
      ...{
        registerNumber: states.register[0]?.number ?? '',
        staffNumber: states.staff,
        organisation: states.organisation,
      },
      // A joiner was invited to one place.
      places: isIn ? places.map(({ id, name }) => ({ id, name })) : [],
      defenceOrganisations: request.organisations
        .filter((each) => each.kind === 'defence')
        .map(({ id, name }) => ({ id, name })),
    };
  }

  async state(details: Restated): Promise<void> {
    const { before, vault } = this;
    if (before === undefined) throw new Problem('wrong-state', 'Start again from the first step.');
    const { role } = this.standing(before);
    const states = statementOf({ role, organisation: details.organisation }, details);
    const { signer, sealing } = vault.session.opened;
    const passkey = await this.passkeyAtHand(before);
    const { credential, cose, rpId } = passkey;
    const unproven: UnprovenJoin = {
      ...{ v: 1, root: vault.root, person: vault.me, states },
      ...{ signing: signer.public, sealing: sealing.publicKey, recovery: this.recovery(before) },
      ...{ passkeys: [{ credential, cose, rpId }], at: Math.max(vault.clock.stamp(), before.at + 1) },
    };
    const nonce = toB64(randomBytes(32));
    const asked = await joinChallenge(unproven, rpId, nonce);
    const proof = gestureOf(await vault.gesture({ challenge: asked, rpId, allow: [credential] }), nonce);
    const join = await signJoin({ ...unproven, proofs: [proof] }, signer);
    await vault.transport.call('register', 'restate', { join });
    vault.changed({ about: 'register' });
    vault.changed({ about: 'session' });
  }

  /** What stands of this person in the register, where it is here; what they said last, where they wait for it. */
  private standing({ states }: Join): Statement {
    const known = this.vault.person(this.vault.me);
    return known === undefined ? states : standingStatement(known);
  }

  /** The passkeys that stand of this person: in the register, if they are in it and it is here. */
  private listed(before: Join): readonly Passkey[] {
    const { vault } = this;
    return vault.person(vault.me)?.passkeys ?? before.passkeys;
  }

  private recovery(before: Join): string {
    const { vault } = this;
    return vault.person(vault.me)?.recovery ?? before.recovery;
  }

  /** The one that proves the statement is named in it, so whoever has several is asked first which one is here. */
  private async passkeyAtHand(before: Join): Promise<Passkey> {
    const all = this.listed(before);
    const [only, ...more] = all;
    if (only === undefined) throw new Problem('wrong-state', 'No passkey of yours is known here. Add one first.');
    if (more.length === 0) return only;
    const allow = all.map(({ credential }) => credential);
    const { id } = await this.vault.gesture({ challenge: toB64(randomBytes(32)), rpId: only.rpId, allow });
    return all.find(({ credential }) => credential === id) ?? only;
  }
}
