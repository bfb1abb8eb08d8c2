import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clocks } from '../../storage/clocks';
import { Database, type Sql } from '../../storage/database';
import { log, placeOf } from '../../telemetry/log';
import { Metrics } from '../../telemetry/metrics';
import { OutboxStore, topics, type Chore, type Handed, type Topic } from './outbox.store';

/** Milliseconds between two looks for chores that are due and for what a killed process, or one that failed, has left. */
const lookMilliseconds = 15_000;
/** Seconds a row is kept from others while it is handled; whoever takes longer may be repeated. */
const leaseSeconds = 60;
/** Seconds before a failed one is tried again: doubled each time, up to this; a chore's no more than its own. */
const longestWait = 600;

/**
 * Does what a row asks for. Called at least once for each row, so a repeat has to change nothing. `asOne`: done once, it is
 * done for every row like it that stood there then.
 */
interface Handler {
  readonly act: (handed: Handed) => Promise<unknown>;
  readonly asOne: boolean;
}

/**
 * What must happen once after an append: a row of the append's own statement, so it is there if and only if the append is.
 * It is handled at once after the commit, in this process; what that leaves is found by any other within a minute or so.
 * And what is done by the clock: a row that is due again each time it was done. A topic that takes long holds up no other.
 */
@Injectable()
export class Outbox implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly handlers = new Map<Handed['topic'], Handler>();
  /** Seconds between two times of each chore that its row does not say yet. */
  private readonly notExpected = new Map<Chore, number>();
  private readonly underWay = new Map<Handed['topic'], Promise<void>>();
  private ages: ReadonlyMap<string, number> = new Map();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isAsked = false;
  private isClosed = false;

  constructor(
    private readonly database: Database,
    private readonly store: OutboxStore,
    private readonly clocks: Clocks,
    metrics: Metrics,
  ) {
    const oldest = (): number => Math.max(0, ...topics.map((topic) => this.ages.get(topic) ?? 0));
    metrics.gauge('consilium_outbox_age_seconds', 'Of the oldest thing that has to happen after an append.', oldest);
    const tickAge = (): number => this.ages.get('ticks') ?? 0;
    metrics.gauge('consilium_tick_lag_seconds', 'Since a sweep of ticks was through; it is due every 30.', tickAge);
  }

  /** Who does what a topic asks for. Called once for each, before the application listens. */
  handles(topic: Topic, act: Handler['act'], { asOne }: Pick<Handler, 'asOne'>): void {
    this.add(topic, { act, asOne });
  }

  /**
   * Who does something every so many seconds. Called once for each, before the application listens. It goes by the time, so
   * it is left undone while the clocks part: what is due is due still when they agree.
   */
  every(seconds: number, chore: Chore, act: () => Promise<unknown>): void {
    this.add(chore, { act: async () => (await this.clocks.agree()) && act(), asOne: false });
    this.notExpected.set(chore, seconds);
  }

  /** In a transaction of somebody's: what a topic asks for is done after it, at least once. Hint once it is committed. */
  afterwards(sql: Sql, topic: Topic, ledger: string): Promise<void> {
    return this.store.add(sql, topic, ledger);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.expect();
    // Replicas that began together do not look together.
    const every = lookMilliseconds * (0.75 + Math.random() / 2);
    this.timer = setInterval(() => {
      void this.expect().then(() => {
        this.hint();
      });
      void this.measure();
    }, every).unref();
    this.hint();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.timer);
    await this.running;
    await Promise.all(this.underWay.values());
  }

  /** Something was committed: looks after the look under way; several asked for meanwhile become one. */
  hint(): void {
    this.look();
  }

  private look(): void {
    if (this.isAsked || this.isClosed) return;
    this.isAsked = true;
    this.running = this.running.then(async () => {
      this.isAsked = false;
      await this.drain().catch((error: unknown) => {
        log.error({ ...placeOf(error) }, 'outbox');
      });
    });
  }

  private add(topic: Handed['topic'], handler: Handler): void {
    if (this.handlers.has(topic)) throw new Error(`Two handlers of ${topic}`);
    this.handlers.set(topic, handler);
  }

  /** Begins what is due, one of each topic at a time. What only a newer build knows is left to one that does. */
  private async drain(): Promise<void> {
    for (;;) {
      const idle = [...this.handlers.keys()].filter((topic) => !this.underWay.has(topic));
      if (this.isClosed || idle.length === 0) return;
      const handed = await this.store.take(this.database, idle, leaseSeconds);
      if (handed === undefined) return;
      const handled = this.handle(handed).finally(() => {
        this.underWay.delete(handed.topic);
        this.look();
      });
      this.underWay.set(handed.topic, handled);
    }
  }

  private async handle(handed: Handed): Promise<void> {
    const handler = this.handlers.get(handed.topic);
    if (handler === undefined) return;
    try {
      await this.attempt(handed, handler);
    } catch (error) {
      // The database is away: the row is taken again when its lease is over.
      log.error({ ...placeOf(error), topic: handed.topic }, 'outbox');
    }
  }

  private async attempt(handed: Handed, { act, asOne }: Handler): Promise<void> {
    try {
      await act(handed);
    } catch (error) {
      log.error({ ...placeOf(error), topic: handed.topic, attempts: handed.attempts }, 'outbox');
      await this.store.later(this.database, handed, Math.min(handed.every ?? longestWait, 2 ** handed.attempts));
      return;
    }
    if (handed.every === null) await this.store.done(this.database, handed, asOne);
    else await this.store.again(this.database, handed);
  }

  /** Asks for the chores; again at the next look where the database takes nothing. */
  private async expect(): Promise<void> {
    try {
      for (const [chore, seconds] of this.notExpected) {
        await this.store.expect(this.database, chore, seconds);
        this.notExpected.delete(chore);
      }
    } catch (error) {
      log.warn({ ...placeOf(error) }, 'outbox');
    }
  }

  private async measure(): Promise<void> {
    try {
      this.ages = await this.store.ages(this.database);
    } catch (error) {
      log.warn({ ...placeOf(error) }, 'outbox');
    }
  }
}
