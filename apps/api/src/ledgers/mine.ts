import { Inject, Injectable } from '@nestjs/common';
import type { InputOf, OutputOf, ReadsAs, endpoints } from '@consilium/contracts';
import {
  isMember,
  readsAdviceAs,
  type AdviceBody,
  type Books,
  type ClearanceId,
  type Insiders,
  type OrganisationId,
  type PersonId,
  type RegisterView,
  type Share,
} from '@consilium/domain';
import { Clock } from '../settings/clock';
import { Database } from '../storage/database';
import { Beginnings, type Beginning } from './beginnings';
import { BOOKS } from './books.module';
import { LedgersService } from './ledgers.service';
import { Marks, mostListed, type Mark, type Place } from './marks';
import { MineStore, type Candidate, type Way } from './mine.store';
import { newestViewOf } from './reading';

type Listed = OutputOf<(typeof endpoints)['ledgers']['mine']>;

/** Who asks, judged by what. */
interface Asker {
  readonly person: PersonId;
  readonly view: RegisterView;
  readonly now: number;
}

const isRead = (text: string): boolean => {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
};

/** Whether every row says what it has to: a replica of a release that knew less may have written it. */
const isWhole = ({ ways }: Candidate): boolean =>
  ways.every(({ clearance, recipient }) => clearance === '' || isRead(recipient));

function shareOf(person: PersonId, way: Way & { readonly stage: Share['stage']['stage'] }): [ClearanceId, Share] {
  const id = way.clearance as ClearanceId;
  const recipient = JSON.parse(way.recipient) as Share['clearance']['recipient'];
  const times = { joinBy: way.join_by, memberUntil: way.member_until };
  const clearance = { id, org: way.organisation as OrganisationId, recipient, ...times };
  return [id, { person, clearance, clearanceHash: way.clearance_hash, stage: { stage: way.stage } }];
}

/** What a room's rules have to know of one person, from the table's rows of them. */
function insidersOf(person: PersonId, { organisation, owner, ways }: Candidate): Insiders {
  const internals: [PersonId, { removedAt: number | undefined; known: number }][] = [];
  const outsiders: [ClearanceId, Share][] = [];
  for (const way of ways) {
    const { clearance, stage, known } = way;
    if (clearance === '') internals.push([person, { removedAt: stage === 'internal' ? undefined : 0, known }]);
    else if (stage !== 'internal' && stage !== 'left') outsiders.push(shareOf(person, { ...way, stage }));
  }
  return {
    org: organisation as OrganisationId,
    owner: owner as PersonId,
    internals: new Map(internals),
    outsiders: new Map(outsiders),
  };
}

/**
 * The list of somebody's ledgers: which there are stands in tables, who they are to each is judged by the same rules as at
 * the door and by the signed register, and no ledger is replayed for it. It opens nothing: every ledger's own door does.
 */
@Injectable()
export class Mine {
  constructor(
    @Inject(BOOKS) private readonly books: Books,
    private readonly database: Database,
    private readonly store: MineStore,
    private readonly ledgers: LedgersService,
    private readonly beginnings: Beginnings,
    private readonly marks: Marks,
    private readonly clock: Clock,
  ) {}

  /** What changed since a mark, or everything, a page at a time. */
  async page(person: PersonId, { since, after }: InputOf<(typeof endpoints)['ledgers']['mine']>): Promise<Listed> {
    const register = await this.ledgers.requireRegister();
    const asker = { person, view: newestViewOf(register), now: this.clock.now() };
    const mark = this.marks.read(since, person, register);
    const { place, whole, next, ...listed } = await this.fill(asker, mark, after);
    return { ...listed, whole, mark: this.marks.of(place, register, asker.now), next, now: asker.now };
  }

  /** Reads on until a page is full: what is nobody's business to this person fills none, and is not where the next begins. */
  private async fill(asker: Asker, mark: Mark | undefined, after: string) {
    const lists: Pick<Listed, 'ledgers' | 'unjudged' | 'ended'> = { ledgers: [], unjudged: [], ended: [] };
    const { person, view, now } = asker;
    const { advises = '' } = view.person(person) ?? {};
    let first: { readonly place: Place; readonly whole: boolean } | undefined;
    let [from, told, last] = [after, 0, ''];
    for (;;) {
      const page = await this.store.candidates(this.database, { person, advises, mark, after: from, now });
      first ??= { place: page.place, whole: page.whole };
      const begun = await this.begun(page.rows);
      for (const row of page.rows) {
        if (!this.tell(lists, row, this.readsAs(asker, row, begun.get(row.id)), page.whole)) continue;
        [told, last] = [told + 1, row.id];
        if (told === mostListed) return { ...lists, ...first, next: last };
      }
      if (page.rows.length < mostListed) return { ...lists, ...first, next: '' };
      [from] = page.rows.slice(-1).map(({ id }) => id) as [string];
    }
  }

  private begun(rows: readonly Candidate[]): Promise<ReadonlyMap<string, Beginning>> {
    const requests = rows.filter(({ kind }) => kind === 'advice');
    return this.beginnings.of(
      'advice',
      requests.map(({ id }) => id),
    );
  }

  /** Whether there was anything to tell of this ledger. */
  private tell(
    lists: Pick<Listed, 'ledgers' | 'unjudged' | 'ended'>,
    { id: ledger, kind, seq, hash, rules, own }: Candidate,
    as: ReadsAs | 'unjudged' | undefined,
    isWhole: boolean,
  ): boolean {
    if (as === undefined) {
      // That it ended is said once, when it did; what a case does after is not theirs to hear.
      if (own && !isWhole) lists.ended.push({ kind, ledger });
      return own && !isWhole;
    }
    if (as === 'unjudged' || rules > this.books[kind].knows) lists.unjudged.push({ kind, ledger });
    else lists.ledgers.push({ kind, ledger, head: { seq, hash }, as });
    return true;
  }

  private readsAs(
    { person, view, now }: Asker,
    row: Candidate,
    beginning: Beginning | undefined,
  ): ReadsAs | 'unjudged' | undefined {
    if (row.kind === 'register') return 'reader';

    if (row.kind === 'room')
      return isWhole(row) ? isMember(insidersOf(person, row), person, view, now) || undefined : 'unjudged';
    if (beginning === undefined) return undefined;
    const { by: requester, register: begunAt } = beginning;
    const { org } = beginning.body as AdviceBody<'genesis'>;
    return readsAdviceAs({ org, requester, begunAt, request: row.sent ? row.id : '' }, person, view, now);
  }
}
