import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../settings/clock';
import { Database } from '../../storage/database';
import { log, placeOf } from '../../telemetry/log';
import { OutboxStore, type Handed, type Topic } from './outbox.store';

/** Milliseconds between two looks for what a killed process, or one that failed, has left. */
const lookMilliseconds = 15_000;
/** Seconds a row is kept from others while it is handled; whoever takes longer may be repeated. */
const leaseSeconds = 60;
/** Seconds before a failed one is tried again: doubled each time, up to this. */
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
 */
@Injectable()
export class Outbox implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly handlers = new Map<Topic, Handler>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isAsked = false;
  private isClosed = false;

  constructor(
    private readonly database: Database,
    private readonly store: OutboxStore,
    private readonly clock: Clock,
  ) {}

  /** Who does what a topic asks for. Called once for each, before the application listens. */
  handles(topic: Topic, act: Handler['act'], { asOne }: Pick<Handler, 'asOne'>): void {
    if (this.handlers.has(topic)) throw new Error(`Two handlers of ${topic}`);
    this.handlers.set(topic, { act, asOne });
  }

  onApplicationBootstrap(): void {
    // Replicas that began together do not look together.
    const every = lookMilliseconds * (0.75 + Math.random() / 2);
    this.timer = setInterval(() => {
      this.hint();
    }, every).unref();
    this.hint();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Something was committed: looks after the look under way; several asked for meanwhile become one. */
  hint(): void {
    if (this.isAsked || this.isClosed) return;
    this.isAsked = true;
    this.running = this.running.then(async () => {
      this.isAsked = false;
      await this.drain().catch((error: unknown) => {
        log.error({ ...placeOf(error) }, 'outbox');
      });
    });
  }

  private async drain(): Promise<void> {
    for (;;) {
      if (this.isClosed) return;
      const handed = await this.store.take(this.database, this.clock.now(), leaseSeconds);
      if (handed === undefined) return;
      await this.handle(handed);
    }
  }

  private async handle(handed: Handed): Promise<void> {
    const handler = this.handlers.get(handed.topic);
    // A newer build may have asked for what this one does not know: it is left to one that does.
    if (handler === undefined) return;
    try {
      await handler.act(handed);
      await this.store.done(this.database, handed, handler.asOne);
    } catch (error) {
      log.error({ ...placeOf(error), topic: handed.topic, attempts: handed.attempts }, 'outbox');
      const wait = Math.min(longestWait, 2 ** handed.attempts);
      await this.store.later(this.database, handed, this.clock.now() + wait);
    }
  }
}
