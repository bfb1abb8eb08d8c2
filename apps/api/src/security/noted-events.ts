import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Outbox } from '../ledgers/outbox/outbox';
import { Clock } from '../settings/clock';
import { SETTINGS, type Settings } from '../settings/config';
import { Database } from '../storage/database';
import { log, placeOf } from '../telemetry/log';
import { SecurityLog, type SecurityEvent } from '../telemetry/security-log';
import { minuteOf, SecurityLogStore, type CountedEvent } from './security-log.store';

const writeEvery = 1000;
const forgetEverySeconds = 3600;
/** Different events kept in mind while the database is away; further ones are lost. */
const most = 20_000;
const day = 86_400;

/**
 * Events are counted in mind and written once a second, so that whoever floods the door writes one row a minute and
 * waits for no disk. A process that is killed loses its last second.
 */
@Injectable()
export class NotedEvents extends SecurityLog implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private noted = new Map<string, CountedEvent>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly store: SecurityLogStore,
    private readonly outbox: Outbox,
  ) {
    super();
  }

  onModuleInit(): void {
    this.outbox.every(forgetEverySeconds, 'forget-security-log', () => this.forgetOld());
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.written(), writeEvery).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.written();
  }

  override note(event: SecurityEvent): void {
    const at = this.clock.now();
    const key = [minuteOf(at), event.act, event.person, event.about].join(' ');
    const before = this.noted.get(key);
    if (before === undefined && this.noted.size >= most) return;
    this.noted.set(key, { ...event, at, times: (before?.times ?? 0) + 1 });
  }

  /** Resolves once everything noted until now is written, or could not be and is kept in mind. */
  written(): Promise<void> {
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  async forgetOld(): Promise<void> {
    await this.store.forget(this.clock.now() - this.settings.securityLogDays * day);
  }

  private async write(): Promise<void> {
    const events = this.noted;
    if (events.size === 0) return;
    this.noted = new Map();
    try {
      await this.store.add(this.database, [...events.values()]);
    } catch (error) {
      log.warn({ ...placeOf(error) }, 'the security log was not written');
      this.keepInMind(events);
    }
  }

  private keepInMind(events: ReadonlyMap<string, CountedEvent>): void {
    for (const [key, event] of events) {
      const times = (this.noted.get(key)?.times ?? 0) + event.times;
      this.noted.set(key, { ...event, times });
    }
  }
}
