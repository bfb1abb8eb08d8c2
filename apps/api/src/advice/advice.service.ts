import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { endpoints, InputOf } from '@consilium/contracts';
import {
  Problem,
  newestView,
  clearanceEntryTypes,
  type AdviceBody,
  type ClearanceEntryType,
  type Books,
  type OrganisationId,
  type PersonId,
} from '@consilium/domain';
import { readClearance } from '@consilium/ledger';
import type { Accepted } from '../ledgers/accepted';
import { BOOKS } from '../ledgers/books.module';
import { Beginnings } from '../ledgers/beginnings';
import { LedgersService } from '../ledgers/ledgers.service';
import { Marks, mostListed, type Mark, type Page } from '../ledgers/marks';
import type { RegisterNow } from '../ledgers/replicas';
import { Clock } from '../settings/clock';
import { Stood } from '../ledgers/standings';
import type { Sql } from '../storage/database';
import { DecisionNonces } from '../sign-in/decision-nonces';
import { AdviceStore, type AdviceRow } from './advice.store';

/** A row with what its ledger's own first entry says. */
type BegunRow = AdviceRow & { readonly org: OrganisationId };

type ListAsked = InputOf<(typeof endpoints)['advice']['mine']>;

interface ListedPage {
  readonly rows: readonly BegunRow[];
  readonly page: { readonly whole: boolean; readonly mark: string; readonly next: string };
}

/** Requests for advice as lists; what they say is in their ledgers. Sees to it that a decision's gesture is fresh. */
@Injectable()
export class AdviceService implements OnModuleInit {
  constructor(
    private readonly store: AdviceStore,
    private readonly ledgers: LedgersService,
    private readonly nonces: DecisionNonces,
    private readonly clock: Clock,
    private readonly beginnings: Beginnings,
    private readonly marks: Marks,
    @Inject(BOOKS) private readonly books: Books,
  ) {}

  onModuleInit(): void {
    this.ledgers.on('advice', clearanceEntryTypes, (sql, accepted) => this.spendGestures(sql, accepted));
  }

  /** Requests of others to the organisation this adviser advises for now; another's are told as a whole, that of nobody is empty. */
  async queue(adviser: PersonId, asked: ListAsked): Promise<ListedPage> {
    const register = await this.ledgers.requireRegister();
    const now = this.clock.now();
    const advises = new Stood(register, now).advises(adviser);
    const read = (mark: Mark | undefined, after: string) => this.store.submittedTo(advises, mark, after);
    const page = await this.page(adviser, { ...asked, register, now }, read);
    const isListed = ({ org, requester }: BegunRow): boolean => org === advises && requester !== adviser;
    return { ...page, rows: page.rows.filter(isListed) };
  }

  async mine(requester: PersonId, asked: ListAsked): Promise<ListedPage> {
    const register = await this.ledgers.requireRegister();
    const read = (mark: Mark | undefined, after: string) => this.store.byRequester(requester, mark, after);
    const page = await this.page(requester, { ...asked, register, now: this.clock.now() }, read);
    return { ...page, rows: page.rows.filter((row) => row.requester === requester) };
  }

  private async page(
    person: PersonId,
    { since, after, register, now }: ListAsked & { readonly register: RegisterNow; readonly now: number },
    read: (mark: Mark | undefined, after: string) => Promise<Page<AdviceRow>>,
  ): Promise<ListedPage> {
    const { rows, place, whole } = await read(this.marks.read(since, person, register), after);
    const next = rows.length < mostListed ? '' : (rows.at(-1)?.ledger ?? '');
    return { rows: await this.begun(rows), page: { whole, mark: this.marks.of(place, register, now), next } };
  }

  /** A list's rows with what decides who may see them: from each request's own first entry, never from the list. */
  private async begun(rows: readonly AdviceRow[]): Promise<BegunRow[]> {
    const beginnings = await this.beginnings.of(
      'advice',
      rows.map(({ ledger }) => ledger),
    );
    return rows.flatMap((row) => {
      const beginning = beginnings.get(row.ledger);
      if (beginning === undefined) return [];
      const { org, room } = beginning.body as AdviceBody<'genesis'>;
      return [{ ...row, org, room, requester: beginning.by }];
    });
  }

  /**
   * Each gesture was made for a nonce this server gave that adviser in the last five minutes, once. The first of two was
   * fresh when it was proposed; the rule book lets no other follow in its place.
   */
  private async spendGestures(sql: Sql, { author, entries }: Accepted<'advice', ClearanceEntryType>): Promise<void> {
    for (const { type, body } of entries) {
      const { clearance, gesture } = body;
      const { payload } = await readClearance(this.books.advice, clearance);
      if (payload.by === author && !(await this.nonces.spend(author, gesture.nonce, sql, 'decision')))
        throw staleGesture();
      if (type === 'decision' && body.second !== undefined) await this.spendSecond(sql, body.second);
    }
  }

  private async spendSecond(sql: Sql, second: NonNullable<AdviceBody<'decision'>['second']>): Promise<void> {
    const { kid } = await readClearance(this.books.advice, second.jws);
    const register = this.ledgers.registerKnown();
    const signer =
      register &&
      newestView(register)
        .people()
        .find((person) => person.kid === kid);
    if (signer === undefined) throw staleGesture();
    if (!(await this.nonces.spend(signer.id, second.gesture.nonce, sql, 'second-decision'))) throw staleGesture();
  }
}

const staleGesture = (): Problem =>
  new Problem(
    'wrong-state',
    'The confirmation with the passkey is too old or was used before. Confirm the decision again.',
    {
      reason: 'gesture',
    },
  );
