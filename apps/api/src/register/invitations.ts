import { Injectable } from '@nestjs/common';
import type { endpoints, InputOf, OutputOf } from '@consilium/contracts';
import {
  Problem,
  standingStatement,
  workplaces,
  type OrganisationId,
  type PersonId,
  type Role,
} from '@consilium/domain';
import { Standings } from '../ledgers/standings';
import type { Caller } from '../http/caller';
import { Clock } from '../settings/clock';
import { isDuplicate } from '../storage/database';
import { InvitationsStore, type Invitation } from './invitations.store';

type Table = (typeof endpoints)['register'];

interface Place {
  readonly role: Role;
  readonly organisation: OrganisationId | '';
}

/** Seconds an invitation is good for: seven days. */
const invitationSeconds = 7 * 24 * 60 * 60;

/** The same words for unknown, used and run out, so that nobody learns which links exist. */
export const invitationIsOver = (): Problem =>
  new Problem(
    'wrong-state',
    'This invitation cannot be used: it may have been used already or run out. Ask your registration officer for a new link.',
  );

/** One-time invitations. The link's secret is made and kept by the officer's client; the server sees the id only. */
@Injectable()
export class Invitations {
  constructor(
    private readonly store: InvitationsStore,
    private readonly clock: Clock,
    private readonly standings: Standings,
  ) {}

  async invite(caller: Caller, { invitation, person: known, ...of }: InputOf<Table['invite']>): Promise<number> {
    const person = (known ?? '') as PersonId | '';
    const { role, organisation: place } = await (person === '' ? this.newcomer(of) : this.ofRegister(person, caller));
    const expiresAt = this.clock.now() + invitationSeconds;
    try {
      await this.store.add(caller.person, { invitation, role, organisation: place, expiresAt, person });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      throw new Problem('wrong-state', 'This invitation was made already. Make a new one.');
    }
    return expiresAt;
  }

  async list(): Promise<OutputOf<Table['invitations']>> {
    return { invitations: await this.store.list(this.clock.now()) };
  }

  async revoke(invitation: string): Promise<void> {
    if (await this.store.deleteOpen(invitation)) return;
    throw new Problem(
      'wrong-state',
      'This link was used or taken back already. Look under People waiting: who used it can be refused there.',
    );
  }

  /** Throws `Problem('wrong-state')` unless the invitation can be used now. */
  async requireOpen(invitation: string): Promise<Invitation> {
    const found = await this.store.findOpen(invitation, this.clock.now());
    if (found === undefined) throw invitationIsOver();
    return found;
  }

  /** What the invited person needs to know before joining. */
  async lookAt(
    invitation: string,
  ): Promise<Pick<OutputOf<Table['lookAtInvitation']>, 'role' | 'organisation' | 'defence' | 'replaces'>> {
    const { role, organisation, person } = await this.requireOpen(invitation);
    const stood = await this.standings.now();
    const [workplace, defence] = [stood.organisation(organisation), stood.defenceOrganisations()];
    const known = person === '' ? undefined : stood.person(person);
    if (known !== undefined) {
      const states = JSON.stringify(standingStatement(known));
      const replaces = { person: known.id, states, keyring: known.keyring + 1 };
      return { role, ...(workplace && { organisation: workplace }), defence, replaces };
    }
    if (workplace !== undefined) return { role, organisation: workplace, defence };
    if (organisation === '') return { role, defence };
    throw new Problem(
      'wrong-state',
      'The organisation this invitation is for takes nobody in any more. Ask whoever invited you for another one.',
    );
  }

  /** Whose other keys it is for, in the role and place they have. */
  private async ofRegister(person: PersonId, caller: Caller): Promise<Place> {
    if (person === caller.person)
      throw new Problem('not-allowed', 'Nobody gives themselves other keys. Ask another officer.');
    const known = (await this.standings.now()).person(person);
    if (known !== undefined) return known;
    throw new Problem('bad-input', 'Other keys are for somebody in the register. Choose them there.');
  }

  private async newcomer({ role, organisation }: { role: Role; organisation: string }): Promise<Place> {
    const needed = workplaces[role];
    if (needed === undefined && organisation === '') return { role, organisation };
    const found = (await this.standings.now()).organisation(organisation);
    if (needed !== undefined && found?.kind === needed) return { role, organisation: found.id };
    const where = needed === undefined ? 'no organisation' : `a ${needed} organisation`;
    throw new Problem('bad-input', `An invitation for this role needs ${where}. Choose again.`);
  }
}
