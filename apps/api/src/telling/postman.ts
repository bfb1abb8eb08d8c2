import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Problem, type PersonId } from '@consilium/domain';
import { setTimeout as pause } from 'node:timers/promises';
import { LedgersService } from '../ledgers/ledgers.service';
import { Outbox } from '../ledgers/outbox/outbox';
import { Standings } from '../ledgers/standings';
import { Live } from '../live/live';
import { Clock } from '../settings/clock';
import { SETTINGS, type Settings } from '../settings/config';
import { Database } from '../storage/database';
import { log, placeOf } from '../telemetry/log';
import { Metrics } from '../telemetry/metrics';
import { Addresses } from './addresses';
import { MailServer } from './mail-server';
import { noticeWords } from './mails';
import { quietFor } from './quiet-hours';
import { TellingStore, type Taken } from './telling.store';

/** Seconds between two looks for notices that are due by the clock, or that a killed process left. */
const lookSeconds = 15;
/** Seconds after which a notice is given up: the mail server was away for all of them, or quiet hours never ended. */
const givenUpAfter = 2 * 86_400;
/** Seconds before it is tried again: doubled each time, up to this. */
const longestWait = 120;
/** Seconds that somebody who has the case open just now is given to look at it before a mail says that it waits. */
const graceSeconds = 60;
/** Mails under way at once in this process. */
const atOnce = 4;
const goodbyeMilliseconds = 5000;

const counted = {
  handed: 'Notices that the mail server took.',
  repeated: 'Notices handed over once more, since a process ended in the middle of it.',
  refused: 'Notices whose address the mail server refused.',
  away: 'Tries to hand over a notice that failed and are made again.',
  dropped: 'Notices that nobody needs any more: looked at, unwanted, or of somebody who left.',
} as const;

/** Mails the notices that are due. Any replica does; which one says nothing. */
@Injectable()
export class Postman implements OnModuleInit, OnApplicationShutdown {
  private readonly counts = new Map<string, number>();
  private readonly rounds = new Set<Promise<void>>();
  private age = 0;
  private wakes = 0;
  private isClosed = false;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly store: TellingStore,
    private readonly addresses: Addresses,
    private readonly server: MailServer,
    private readonly ledgers: LedgersService,
    private readonly standings: Standings,
    private readonly outbox: Outbox,
    private readonly live: Live,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    for (const [what, says] of Object.entries(counted)) {
      metrics.gauge(`consilium_notices_${what}_total`, says, () => this.counts.get(what) ?? 0);
    }
    metrics.gauge('consilium_notice_age_seconds', 'Of the oldest notice that is due and not mailed.', () => this.age);
  }

  onModuleInit(): void {
    this.outbox.every(lookSeconds, 'send-notices', async () => {
      const now = this.clock.now();
      await this.store.forgetOld(this.database, now);
      this.age = await this.store.oldest(this.database, now);
      this.wake();
    });
    this.outbox.every(600, 'forget-addresses', () => this.addresses.forgetEnded());
  }

  async onApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    await Promise.race([Promise.all(this.rounds), pause(goodbyeMilliseconds, undefined, { ref: false })]);
  }

  /** Something may be due. What comes while a round is under way is found by its last look. */
  wake(): void {
    this.wakes += 1;
    while (!this.isClosed && this.server.isThere && this.rounds.size < atOnce) {
      const round = this.round().finally(() => {
        this.rounds.delete(round);
      });
      this.rounds.add(round);
    }
  }

  private async round(): Promise<void> {
    try {
      while (!this.isClosed) {
        const { wakes } = this;
        const taken = await this.database.transaction((sql) => this.store.take(sql, this.clock.now()));
        if (taken !== undefined) await this.tell(taken);
        else if (this.wakes === wakes) return;
      }
    } catch (error) {
      // The database is away: what was taken is due again when its lease is over.
      log.warn({ ...placeOf(error) }, 'notices');
    }
  }

  private async tell(taken: Taken): Promise<void> {
    const now = this.clock.now();
    const told = await this.addresses.told(taken.person);
    const isWanted = told !== undefined && taken.reasons.some((reason) => !told.off.some((each) => each === reason));
    if (!isWanted || taken.looked || now - taken.at > givenUpAfter || !(await this.concerns(taken))) {
      this.count('dropped');
      await this.store.drop(this.database, taken.mail);
      return;
    }
    const wait = await this.waitFor(taken, taken.today && told.todayAnyway ? 0 : quietFor(told.quiet, now), now);
    if (wait > 0) await this.store.later(this.database, taken.mail, now + wait);
    else await this.hand(taken, told.address);
  }

  /** Quiet hours, or that they are just looking: a repeat was begun outside of both. */
  private async waitFor({ person, ledger, at, isRepeat }: Taken, quiet: number, now: number): Promise<number> {
    if (isRepeat || quiet > 0) return isRepeat ? 0 : quiet;
    const grace = at + graceSeconds - now;
    return grace > 0 && (await this.live.isPresent(person, ledger)) ? grace : 0;
  }

  /** Whether they may act here, and read what it is about: but for the end of that itself. */
  private async concerns({ person, ledger, reasons }: Taken): Promise<boolean> {
    const isActive = (await this.standings.now()).activeAmong([person as PersonId]).size > 0;
    if (!isActive || reasons.includes('access-cut')) return isActive;
    try {
      await this.ledgers.open(person as PersonId, ledger);
      return true;
    } catch (error) {
      if (error instanceof Problem && error.kind === 'not-found') return false;
      throw error;
    }
  }

  private async hand(taken: Taken, to: string): Promise<void> {
    if (taken.isRepeat) this.count('repeated');
    const outcome = await this.server.hand({
      to,
      id: taken.mail,
      ...noticeWords(this.settings.publicOrigin, taken.link),
    });
    this.count(outcome.is);
    const now = this.clock.now();
    if (outcome.is === 'handed') {
      await this.database.transaction((sql) => this.store.told(sql, taken, now));
    } else if (outcome.is === 'refused') {
      await this.addresses.refused(taken.person, outcome.why);
      await this.store.drop(this.database, taken.mail);
    } else {
      await this.store.later(this.database, taken.mail, now + Math.min(longestWait, 2 ** taken.attempts));
    }
  }

  private count(what: keyof typeof counted): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }
}
