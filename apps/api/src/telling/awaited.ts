import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { OutputOf, endpoints } from '@consilium/contracts';
import { answerPolicy, asksSomebody, endsWaiting, isAnswer, type PersonId, type Telling } from '@consilium/domain';
import type { Accepted } from '../ledgers/accepted';
import { LedgersService, type AsItIs } from '../ledgers/ledgers.service';
import { Outbox } from '../ledgers/outbox/outbox';
import { Clock } from '../settings/clock';
import { Database, type Sql } from '../storage/database';
import { Away } from './away';
import { OnCall } from './on-call';
import { AwaitedStore } from './awaited.store';
import type { AwaitedEntity } from './telling.entities';
import { TellingStore } from './telling.store';

type Append = Accepted<'room', never> & { readonly entries: readonly { readonly type: string }[] };
type Overdue = OutputOf<(typeof endpoints)['telling']['mine']>['overdue'];

/** Seconds between two looks for questions that nobody came to. */
const lookSeconds = 15;

/**
 * Questions that nobody reads, or nobody answers: their asker, and whose case it is, are told to telephone, each time once;
 * where nobody answers, so are those who were asked, if they are several.
 * What is asked, and whether it was answered well, the service does not know.
 */
@Injectable()
export class Awaited implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly store: AwaitedStore,
    private readonly tellings: TellingStore,
    private readonly ledgers: LedgersService,
    private readonly outbox: Outbox,
    private readonly away: Away,
    private readonly onCall: OnCall,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.ledgers.on('room', 'every', (sql, accepted) => this.follow(sql, accepted as Append));
    this.outbox.every(lookSeconds, 'tell-overdue', async () => {
      await this.look();
      await this.store.forgetOld(this.clock.now());
      await this.away.forgetOld();
      await this.onCall.forgetOld();
    });
  }

  /** Somebody has these ledgers read. Gives whom it is news to that somebody did. */
  read(person: string, ledgers: readonly string[]): Promise<readonly string[]> {
    return this.store.read(this.database, person, ledgers, this.clock.now());
  }

  told(ledger: string): Promise<readonly string[]> {
    return this.store.told(ledger);
  }

  /** What this person was told of and still waits. */
  async overdue(person: PersonId): Promise<Overdue> {
    const rows = await this.store.of(person);
    return rows.flatMap(({ ledger, overdue: is, askedAt, overdueAt: at, answerBy, told, addressed }) => {
      const { readIn, answeredIn } = answerPolicy[answerBy];
      const after = is === 'unanswered' ? answeredIn : readIn;
      const asked = addressed.length > 1 && addressed.includes(person);
      return is === '' ? [] : [{ ledger, is, askedAt, at, after, told, asked }];
    });
  }

  /** Tells of every question that is due. A repeat, and another process at the same time, change nothing. */
  async look(): Promise<void> {
    for (;;) {
      const due = await this.store.due(this.clock.now());
      for (const question of due) await this.tell(question);
      if (due.length === 0) return;
    }
  }

  /** What an append to a case does to its question: in the append's own transaction. */
  private async follow(sql: Sql, append: Append): Promise<void> {
    const now = this.clock.now();
    const { replica, author, entries } = append;
    const news = await this.changed(sql, append, now);
    if (endsWaiting(entries)) news.push(...(await this.store.closed(sql, replica.ledger, now)));
    if (news.length > 0) await this.outbox.afterwards(sql, 'tell', replica.ledger);
    if (asksSomebody(entries)) await this.ask(sql, append, author, now);
  }

  private async changed(sql: Sql, { replica, author, entries }: Append, now: number): Promise<string[]> {
    const { ledger } = replica;
    return isAnswer(entries)
      ? [...(await this.store.answered(sql, author, ledger, now))]
      : [...(await this.store.read(sql, author, [ledger], now))];
  }

  private async ask(sql: Sql, append: Append, asker: PersonId, now: number): Promise<void> {
    const { replica, concerned, answerBy, reads } = append;
    // A case that somebody opened for themselves waits for nobody, unless it is for today.
    if (answerBy === undefined || (concerned.length === 0 && answerBy !== 'today')) return;
    const invited = concerned.filter(({ reason }) => reason === 'invited').map(({ person }) => person);
    const deputies = await this.away.deputiesOf(sql, invited, reads);
    const addressed = [...new Set([...invited, ...deputies.values()])].filter((person) => person !== asker);
    const asked = { ledger: replica.ledger, asker, answerBy, addressed };
    // Of people who are away, with nobody to stand in, nobody has to wait to be told.
    const wait = (await this.isAbsent(sql, addressed)) ? 0 : answerPolicy[answerBy].readIn;
    await this.store.ask(sql, asked, now, now + wait);
  }

  private async tell(question: AwaitedEntity): Promise<void> {
    const now = this.clock.now();
    const found = await this.ledgers.asItIs(question.ledger);
    const { readIn, answeredIn } = answerPolicy[question.answerBy];
    const isUnread = question.readAt === 0 && question.overdue === '';
    const is = isUnread
      ? (await this.isAbsent(this.database, question.addressed))
        ? 'absent'
        : 'unread'
      : 'unanswered';
    const told = found === undefined ? [] : await this.whom(found, question, isUnread);
    // The second time comes no sooner after the first than the first after the asking.
    const due = isUnread ? Math.max(question.askedAt + answeredIn, now + readIn) : 0;
    const notices = told.map((person): Telling => {
      return { person, reason: isUnread ? 'unread' : 'unanswered', today: question.answerBy === 'today' };
    });
    await this.database.transaction(async (sql) => {
      if (!(await this.store.tell(sql, question, { is, told, due }, now)) || told.length === 0) return;
      await this.tellings.add(sql, question.ledger, notices, now);
      await this.outbox.afterwards(sql, 'tell', question.ledger);
    });
    this.outbox.hint();
  }

  private async isAbsent(sql: Sql, addressed: readonly string[]): Promise<boolean> {
    return addressed.length > 0 && (await this.away.among(sql, addressed)).length === new Set(addressed).size;
  }

  /**
   * Who asked, and whose case it is, and who stands in for them: as far as they may read it. Where nobody answered, also
   * those who were asked, if there are several of whom each may think that another does, and who stands in for any of them.
   */
  private async whom({ replica, reads }: AsItIs, asked: AwaitedEntity, isUnread: boolean): Promise<string[]> {
    if (replica.kind !== 'room') return [];
    const own = [asked.asker, replica.state.owner];
    const addressed = isUnread ? [] : asked.addressed;
    const deputies = await this.away.deputiesOf(this.database, [...own, ...addressed], reads);
    const several = addressed.length > 1 ? addressed : [];
    return [...new Set([...own, ...several, ...deputies.values()])].filter(reads);
  }
}
