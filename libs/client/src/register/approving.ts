import type { RegisterLookUp } from '@consilium/contracts';
import {
  humanBy,
  isSameName,
  mayPractise,
  numberAsSigned,
  numberWithBody,
  Problem,
  type ActToWrite,
  type BodyToWrite,
  type Join,
  type PersonId,
  type Statement,
} from '@consilium/domain';
import { joinHash, readJoin } from '@consilium/ledger';
import { isUsableSealingKey } from '@consilium/sealing';
import { inTurns } from '../turns/in-turns';
import { requireSeen, seenOf } from '../vault/acts';
import type { Vault } from '../vault/vault';
import { askedNow, isVouchedFor, notVouchedFor, renewalView, type Shown } from './asked';
import { organisationName } from './person-view';
import { lookAlikesOf } from './alike';
import { confirmersOf } from './officers';
import { isProposed } from './proposed';
import type { Approval, JoinRequestView, LookUpView } from './views';

/** How long a credential lasts before it has to be renewed (seconds). */
const credentialSeconds = 365 * 86_400;

const anotherStatement = (): Problem =>
  new Problem(
    'wrong-state',
    'They said something else of themselves since you looked. Read what stands there now, then decide.',
  );

const unreached = 'The register could not be reached. Reload the list, or look the number up yourself.';

function lookUpView({ found, name, status, specialty, source, next, checkedAt }: RegisterLookUp): LookUpView {
  return { found, name, status, mayPractise: mayPractise(status), specialty, source, next, checkedAt };
}

/** People of the register whose name looks like this one, or who have this number. */
function othersOf(vault: Vault, person: string, states: Statement) {
  const { name } = states;
  const owner = vault.register.state.numbers.get(humanBy(states, states.register[0]));
  return {
    numberTakenBy: owner === undefined || owner === (person as PersonId) ? '' : (vault.person(owner)?.name ?? ''),
    lookAlikes: lookAlikesOf(vault, person, name),
  };
}

/** What the register says of them, and whom they could be mistaken for: what is signed, or refused, holds of that. */
function seenOfRequest(vault: Vault, { asked, join }: Pick<Shown, 'asked' | 'join'>): string {
  const { person } = asked;
  const said = seenOf(vault, 'credential', { person });
  return JSON.stringify([said, isProposed(vault, asked), othersOf(vault, person, join.states)]);
}

async function requestView(vault: Vault, shown: Shown): Promise<JoinRequestView> {
  const { asked, join, statement, lookUp } = shown;
  const { name, role, organisation, defence, profession, specialty, register, staff } = join.states;
  const [number] = register;
  return {
    isProposed: isProposed(vault, asked),
    renewal: renewalView(vault, join),
    ...{ person: asked.person, statement, name, role, profession, specialty, at: asked.at },
    organisation: organisationName(vault, organisation),
    defence: organisationName(vault, defence),
    registerBody: number?.body ?? '',
    registerNumber: number?.number ?? '',
    isStaff: staff !== '',
    lookUp: lookUp && lookUpView(lookUp),
    proofHolds: await isVouchedFor(vault, shown),
    nameDiffers: lookUp?.found === true && !isSameName(name, lookUp.name),
    ...othersOf(vault, asked.person, join.states),
    confirmers: confirmersOf(vault, asked.person),
    seen: seenOfRequest(vault, shown),
  };
}

function registrationOf(
  { join, lookUp }: Shown,
  { byHand }: Approval,
  now: number,
): BodyToWrite<'credential'>['registration'] {
  const [number] = join.states.register;
  if (number === undefined) return [];
  if (byHand !== undefined) {
    const { name, status, source } = byHand;
    return [{ ...number, name: name.trim(), status, source: source.trim(), checkedAt: now }];
  }
  if (lookUp?.found !== true) {
    throw new Problem('bad-input', 'Nobody was found under this number. Look it up yourself and state what you found.');
  }
  const { name, status, source, checkedAt } = lookUp;
  return [{ ...number, name, status, source, checkedAt }];
}

/** The number as the officer read it. Where it is not the one the person stated, nobody is signed. */
function staffRead({ join }: Shown, { staff }: Approval, now: number): BodyToWrite<'credential'>['staff'] {
  const stated = join.states.staff;
  if (stated === '') return [];
  if (staff === undefined || staff.source.trim() === '') {
    throw new Problem('bad-input', 'Write the staff number as it stands in the employer’s letter, and which letter.');
  }
  const number = numberAsSigned(staff.number);
  if (number !== stated) {
    throw new Problem(
      'bad-input',
      'The staff number in the employer’s letter is not the one this person stated. Find out which is right; if theirs is wrong, refuse with the reason.',
    );
  }
  return [{ number, source: staff.source.trim(), checkedAt: now }];
}

/** The requests as the officer was shown them: what is signed is what was read, whatever the service says in between. */
export class ShownRequests {
  private shown = new Map<string, Shown>();
  /** By register body and number. */
  private readonly found = new Map<string, RegisterLookUp>();

  constructor(private readonly vault: Vault) {}

  async look(): Promise<JoinRequestView[]> {
    const all = await askedNow(this.vault);
    const read = new Map<string, Shown>();
    await inTurns(all, async (asked) => {
      const { join } = await readJoin(asked.join, this.vault.view);
      const statement = await joinHash(asked.join);
      read.set(asked.person, { asked, join, statement, lookUp: await this.lookUp(join) });
    });
    this.shown = read;
    // Those of the list whose statement can be read, in its order: of the others nothing could be shown or signed.
    const inOrder = all.flatMap(({ person }) => read.get(person) ?? []);
    return Promise.all(inOrder.map((each) => requestView(this.vault, each)));
  }

  /** The statement that was looked at, as they signed it, and as it stands. */
  async asked(person: string, { statement, seen }: Pick<Approval, 'statement' | 'seen'>): Promise<Shown['asked']> {
    const shown = await this.shownOf(person);
    if (shown.statement !== statement) throw anotherStatement();
    requireSeen(seen, seenOfRequest(this.vault, shown));
    return shown.asked;
  }

  private async shownOf(person: string): Promise<Shown> {
    if (!this.shown.has(person)) await this.look();
    const shown = this.shown.get(person);
    if (shown === undefined) throw new Problem('not-found', 'This request is not waiting any more. Reload the list.');
    return shown;
  }

  /** What was shown of them is decided: what they say later is looked at anew. */
  forget(person: string): void {
    this.shown.delete(person);
  }

  /** Asked for once; again only after it could not be reached. */
  private async lookUp({ states: { register } }: Join): Promise<RegisterLookUp | undefined> {
    const [number] = register;
    if (number === undefined) return undefined;
    const name = numberWithBody(number);
    const known = this.found.get(name);
    if (known !== undefined) return known;
    try {
      const found = await this.vault.transport.call('register', 'lookUp', number);
      this.found.set(name, found);
      return found;
    } catch {
      const nothing = { found: false, name: '', status: 'not-found' as const, specialty: '', source: '' };
      return { ...number, ...nothing, next: unreached, checkedAt: this.vault.clock.stamp() };
    }
  }

  /** What stands of them now, as it was shown beside their statement. */
  async shows(person: string): Promise<() => string> {
    const shown = await this.shownOf(person);
    return () => seenOfRequest(this.vault, shown);
  }

  /** The credential of one of them. Everything the officer's own device checks before their key signs for somebody else's. */
  async credential(person: string, approval: Approval): Promise<ActToWrite<'credential'>> {
    const shown = await this.shownOf(person);
    const { asked, join, statement } = shown;
    if (approval.statement !== statement) throw anotherStatement();
    if (!(await isVouchedFor(this.vault, shown))) throw notVouchedFor();
    if (!(await isUsableSealingKey(join.sealing))) {
      throw new Problem(
        'not-allowed',
        'The keys offered cannot be used. Ask the person to join again with a new link.',
      );
    }
    const at = this.vault.clock.stamp();
    return {
      person: join.person,
      join: asked.join,
      level: this.vault.person(join.person)?.level ?? 'V1',
      registration: registrationOf(shown, approval, at),
      staff: staffRead(shown, approval, at),
      why: approval.why.trim(),
      expires: at + credentialSeconds,
    };
  }
}
