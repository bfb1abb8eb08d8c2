import { Inject, Injectable } from '@nestjs/common';
import {
  hasSameKeys,
  longestName,
  nameProblem,
  numberProblem,
  Problem,
  staffNumberProblem,
  workplaces,
  type Join,
  type PersonId,
  type Statement,
} from '@consilium/domain';
import { readJoin } from '@consilium/ledger';
import { Standings, type Stood } from '../ledgers/standings';
import type { Caller } from '../http/caller';
import { Clock } from '../settings/clock';
import { SETTINGS, siteOf, type Settings } from '../settings/config';
import { Live } from '../live/live';
import { RegisterRoot } from '../sign-in/register-root';
import { JoinRequestsStore } from './join-requests.store';
import { StatementsStore } from './statements.store';

/** Seconds that a device's clock may be ahead. */
const aheadSeconds = 600;

/** What people say of themselves: what no officer could sign is said to them, who can mend it; the rules judge again. */
@Injectable()
export class Statements {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly store: StatementsStore,
    private readonly requests: JoinRequestsStore,
    private readonly clock: Clock,
    private readonly root: RegisterRoot,
    private readonly standings: Standings,
    private readonly live: Live,
  ) {}

  async requireSignable(states: Statement, person: PersonId, stood: Stood): Promise<void> {
    const said = nameProblem(states.name, longestName) ?? numberSaid(states);
    if (said !== undefined) throw new Problem('bad-input', said);
    await this.requireOwnNumber(states, person, stood);
    requireDefence(states, stood);
  }

  /** Somebody in the register, to be renewed or to move, or a joiner who corrects: they wait for an officer. */
  async restate(caller: Caller, signed: string): Promise<void> {
    const { join } = await readJoin(signed, siteOf(this.settings));
    const { person } = caller;
    if (join.person !== person || join.root !== (await this.root.known())) {
      throw new Problem('bad-input', 'The statement is somebody else’s, or for another register. Start again.');
    }
    const now = this.clock.now();
    this.requireSignedNow(join);
    const stood = await this.standings.now();
    await this.requireSignable(join.states, person, stood);
    if (stood.known([person]).has(person)) {
      requirePlace(join.states, stood);
      requireNewer(join, stood);
      await this.store.keep({ person, join: signed, signedAt: join.at, at: now });
    } else {
      await this.requireSameRequest(person, join, stood);
      await this.requests.replaceJoin(person, signed, now);
    }
    this.live.waiting(stood.officers());
  }

  /** When others stated a number of this person's in the last thirty days, and were refused. */
  claimsOn(person: PersonId): Promise<number[]> {
    return this.store.claimsOn(person, this.clock.now() - 30 * 86_400);
  }

  /** What is dated ahead would be newer than all that is said later. */
  requireSignedNow({ at }: Pick<Join, 'at'>): void {
    if (at - this.clock.now() <= aheadSeconds) return;
    throw new Problem('wrong-state', 'The clock of this device is ahead. Set it right and try again.');
  }

  /** A joiner changes what they say, not what they were invited as, nor the keys they came with. */
  private async requireSameRequest(person: PersonId, join: Join, stood: Stood): Promise<void> {
    const { states } = join;
    const own = await this.requests.find(person);
    if (own === undefined) throw new Problem('not-found', 'There is no request of yours. Open your invitation link.');
    const { join: before } = await readJoin(own.request.join, siteOf(this.settings));
    const { role, organisation } = own.request;
    if (stood.isProposed(person)) {
      throw new Problem(
        'wrong-state',
        'An officer has signed what you said last; another one confirms it. Wait for them.',
      );
    }
    if (!hasSameKeys(join, before)) {
      throw new Problem('bad-input', 'The statement is signed with other keys than you came with. Ask for a new link.');
    }
    if (states.role === role && states.organisation === organisation) return;
    throw new Problem('bad-input', 'The statement is for another role or place than your link. Ask for a new link.');
  }

  private async requireOwnNumber(states: Statement, person: PersonId, stood: Stood): Promise<void> {
    const owner = stood.ownerOfNumber(states);
    if (owner === undefined || owner === person) return;
    await this.store.noteClaim(owner, this.clock.now());
    throw new Problem(
      'wrong-state',
      'Somebody here has this number. If it is you, sign in or use your recovery words; if not, tell your registration officer.',
    );
  }
}

/** What is missing or wrong about profession and numbers, as a sentence; undefined when nothing is. */
function numberSaid({ role, profession, register: [number], staff }: Statement): string | undefined {
  if (number === undefined) {
    return role === 'clinician'
      ? 'Fill in your professional register and your number in it.'
      : staffNumberProblem(staff);
  }
  if (staff !== '') return 'Whoever has a register number gives no staff number. Leave it out.';
  return profession === '' ? 'Choose your profession.' : numberProblem(profession, number.number);
}

function requireNewer({ person, at }: Pick<Join, 'person' | 'at'>, stood: Stood): void {
  const stated = stood.stated([{ person, signedAt: at }]);
  if (!stated.has(person)) return;
  throw new Problem('wrong-state', 'What stands of you in the register is newer than this. Reload the page.');
}

function requirePlace({ role, organisation }: Statement, stood: Stood): void {
  const kind = workplaces[role];
  const place = organisation === '' ? undefined : stood.organisation(organisation);
  if (organisation === '' ? kind === undefined : place !== undefined && (kind ?? place.kind) === place.kind) return;
  throw new Problem('bad-input', 'Choose the organisation you work for from the list.');
}

function requireDefence({ role, defence }: Statement, stood: Stood): void {
  if (defence === '') return;
  const organisation = stood.organisation(defence);
  if (role !== 'clinician' || organisation?.kind !== 'defence') {
    throw new Problem('bad-input', 'Choose your defence organisation from the list, or none.');
  }
}
