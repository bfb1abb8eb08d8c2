import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Problem, type PersonId } from '@consilium/domain';
import { setTimeout as pause } from 'node:timers/promises';
import { LedgersService } from '../ledgers/ledgers.service';
import { Outbox } from '../ledgers/outbox/outbox';
import { Standings } from '../ledgers/standings';
import { Live } from '../live/live';
import { Clock } from '../settings/clock';
import { Database } from '../storage/database';
import { log, placeOf } from '../telemetry/log';
import { Metrics } from '../telemetry/metrics';
import { Addresses } from './addresses';
import { ByMail } from './by-mail';
import { ByPush } from './push/by-push';
import { Digests, type Digest } from './digests';
import { PushDevices } from './push/push-devices';
import { quietFor } from './quiet-hours';
import type { Outcome, Road, Taken } from './roads';
import { TellingStore } from './telling.store';

/** Seconds between two looks for notices that are due by the clock, or that a killed process left. */
const lookSeconds = 15;
/** Seconds after which a notice is given up: whoever takes it was away for all of them, or quiet hours never ended. */
const givenUpAfter = 2 * 86_400;
/** Seconds before it is tried again: doubled each time, up to this. */
const longestWait = 120;
/** Seconds that somebody who has the case open just now is given to look at it before a notice says that it waits. */
const graceSeconds = 60;
/** Notices under way at once in this process, by each road. */
const atOnce = 4;
const goodbyeMilliseconds = 5000;

/** How the numbers of a road are called, and what is said there of whoever takes its notices. */
const roadNames = {
  mail: { one: 'consilium_notice', all: 'consilium_notices', by: 'the mail server' },
  push: { one: 'consilium_push', all: 'consilium_pushes', by: 'the push service' },
} as const;

const counted = {
  handed: (by: string) => `Notices that ${by} took.`,
  repeated: () => 'Notices handed over once more, since a process ended in the middle of it.',
  refused: (by: string) => `Notices that ${by} refused for good.`,
  gone: (by: string) => `Notices to where ${by} says that nobody is any more.`,
  away: () => 'Tries to hand over a notice that failed and are made again.',
  dropped: () => 'Notices that nobody needs any more: looked at, unwanted, or of somebody who left.',
} as const;
type Counted = keyof typeof counted;

/** One road and what goes by it just now: one that is slow holds up no other. */
interface Way {
  readonly road: Road;
  readonly counts: Map<Counted, number>;
  readonly rounds: Set<Promise<void>>;
  age: number;
}

/** The hour of one notice a day, and for how long quiet hours hold it. */
interface Daily {
  readonly minute: number;
  readonly zone: string;
  readonly quiet: number;
}

/** Hands over the notices that are due. Any replica does; which one says nothing. */
@Injectable()
export class Postman implements OnModuleInit, OnApplicationShutdown {
  private readonly ways: readonly Way[];
  private wakes = 0;
  private isClosed = false;

  constructor(
    byMail: ByMail,
    byPush: ByPush,
    private readonly database: Database,
    private readonly store: TellingStore,
    private readonly addresses: Addresses,
    private readonly devices: PushDevices,
    private readonly digests: Digests,
    private readonly ledgers: LedgersService,
    private readonly standings: Standings,
    private readonly outbox: Outbox,
    private readonly live: Live,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.ways = [byMail, byPush].map((road) => ({ road, counts: new Map(), rounds: new Set(), age: 0 }));
    for (const way of this.ways) measure(metrics, way);
  }

  onModuleInit(): void {
    this.outbox.every(lookSeconds, 'send-notices', async () => {
      const now = this.clock.now();
      await this.store.forgetOld(this.database, now);
      await this.digests.forgetOld();
      for (const way of this.ways) way.age = await this.store.oldest(this.database, way.road.kind, now);
      this.wake();
    });
    this.outbox.every(600, 'forget-addresses', () => this.forgetEnded());
  }

  async onApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    const rounds = this.ways.flatMap((way) => [...way.rounds]);
    await Promise.race([Promise.all(rounds), pause(goodbyeMilliseconds, undefined, { ref: false })]);
  }

  /** Something may be due. What comes while a round is under way is found by its last look. */
  wake(): void {
    this.wakes += 1;
    for (const way of this.ways) this.begin(way, atOnce);
  }

  /** Rounds of a road, up to so many. */
  private begin(way: Way, most: number): void {
    while (!this.isClosed && way.road.isThere && way.rounds.size < most) {
      const round = this.round(way).finally(() => {
        way.rounds.delete(round);
      });
      way.rounds.add(round);
    }
  }

  /**
   * While one was taken, the lock on its place was held, and whoever looked for the same matter by another road passed it by:
   * they look once more, or it would wait for the next look by the clock.
   */
  private othersLook(way: Way): void {
    this.wakes += 1;
    for (const other of this.ways) if (other !== way) this.begin(other, 1);
  }

  private async round(way: Way): Promise<void> {
    try {
      while (!this.isClosed) {
        const { wakes } = this;
        const { kind } = way.road;
        const taken = await this.database.transaction((sql) => this.store.take(sql, kind, this.clock.now()));
        if (taken === undefined) {
          if (this.wakes === wakes) return;
        } else {
          this.othersLook(way);
          await this.tell(way, taken);
        }
      }
    } catch (error) {
      // The database is away: what was taken is due again when its lease is over.
      log.warn({ ...placeOf(error) }, 'notices');
    }
  }

  private async tell(way: Way, taken: Taken): Promise<void> {
    const now = this.clock.now();
    const choices = await this.addresses.choices(taken.person);
    const off = way.road.off(choices);
    const isWanted = taken.reasons.some((reason) => !off.includes(reason));
    if (!isWanted || taken.looked || now - taken.at > givenUpAfter || !(await this.concerns(taken))) {
      await this.drop(way, taken);
      return;
    }
    const quiet = taken.today && choices.todayAnyway ? 0 : quietFor(choices.quiet, now);
    const minute = way.road.daily(choices);
    if (!taken.today && minute >= 0) {
      await this.tellDaily(way, taken, { minute, zone: choices.quiet.zone, quiet });
      return;
    }
    const wait = await this.waitFor(taken, quiet, now);
    if (wait > 0) await this.store.later(this.database, taken.mail, [taken.ledger], now + wait);
    else await this.hand(way, await this.store.alone(this.database, taken));
  }

  /** With all else that is not for today, at its hour; where that is in quiet hours, when they are over. */
  private async tellDaily(way: Way, taken: Taken, { quiet, ...hour }: Daily): Promise<void> {
    const wait = taken.isRepeat ? 0 : Math.max(quiet, await this.digests.waitFor(taken, hour));
    if (wait > 0) {
      await this.store.later(this.database, taken.mail, [taken.ledger], this.clock.now() + wait);
      return;
    }
    const digest = await this.digests.begin(taken, hour);
    if (digest !== undefined) await this.hand(way, taken, digest);
  }

  /** Quiet hours, or that they are just looking: a repeat was begun outside of both. */
  private async waitFor({ person, ledger, at, isRepeat }: Taken, quiet: number, now: number): Promise<number> {
    if (isRepeat || quiet > 0) return isRepeat ? 0 : quiet;
    const grace = at + graceSeconds - now;
    return grace > 0 && (await this.live.isPresent(person, ledger)) ? grace : 0;
  }

  /** Whether they may act here, and read what it is about: but for the end of either. */
  private async concerns({ person, ledger, reasons }: Taken): Promise<boolean> {
    const isActive = (await this.standings.now()).activeAmong([person as PersonId]).size > 0;
    // That they may not act here any more is the last thing they are told.
    if (!isActive) return reasons.includes('standing');
    if (reasons.includes('access-cut')) return true;
    try {
      await this.ledgers.open(person as PersonId, ledger);
      return true;
    } catch (error) {
      if (error instanceof Problem && error.kind === 'not-found') return false;
      throw error;
    }
  }

  private async hand(way: Way, taken: Taken, digest?: Digest): Promise<void> {
    if (taken.isRepeat) count(way, 'repeated');
    const outcome = await way.road.hand({ ...taken, ...(digest !== undefined && { link: digest.link }) });
    if (outcome === undefined) await this.drop(way, taken, digest?.ledgers);
    else await this.settle(way, taken, outcome, digest?.ledgers);
    if (digest !== undefined && outcome?.is !== 'handed') await this.digests.over(this.database, taken);
  }

  private async settle(way: Way, taken: Taken, outcome: Outcome, several?: readonly string[]): Promise<void> {
    count(way, outcome.is);
    const now = this.clock.now();
    const spokeOf = several ?? [taken.ledger];
    if (outcome.is === 'handed') {
      await this.database.transaction(async (sql) => {
        await this.store.told(sql, taken, spokeOf, now);
        if (several !== undefined) await this.digests.over(sql, taken, now);
      });
    } else if (outcome.is === 'away') {
      const wait = Math.max(Math.min(longestWait, 2 ** taken.attempts), outcome.wait ?? 0);
      await this.store.later(this.database, taken.mail, spokeOf, now + wait);
    } else {
      await this.store.drop(this.database, taken.mail, spokeOf);
    }
  }

  private async drop(way: Way, { mail, ledger }: Taken, several: readonly string[] = [ledger]): Promise<void> {
    count(way, 'dropped');
    await this.store.drop(this.database, mail, several);
  }

  /** Whoever may act here no more is told that, and nothing after it: then neither their address nor their devices are kept. */
  private async forgetEnded(): Promise<void> {
    const everybody = [...(await this.addresses.everybody()), ...(await this.devices.everybody())];
    if (everybody.length === 0) return;
    const active = (await this.standings.now()).activeAmong(everybody as PersonId[]);
    const gone = everybody.filter((person) => !active.has(person as PersonId));
    // Nobody hands over what waits for a road that is not there, and what is given up is not waited for.
    const kinds = this.ways.filter((way) => way.road.isThere).map((way) => way.road.kind);
    const since = this.clock.now() - givenUpAfter;
    const waiting = await this.store.waiting(this.database, gone, 'standing', { kinds, since });
    const ended = gone.filter((person) => !waiting.has(person));
    await this.addresses.forget(ended);
    await this.devices.forget(ended);
    await this.digests.forget(ended);
  }
}

function measure(metrics: Metrics, way: Way): void {
  const { one, all, by } = roadNames[way.road.kind];
  for (const [what, says] of Object.entries(counted)) {
    metrics.gauge(`${all}_${what}_total`, says(by), () => way.counts.get(what as Counted) ?? 0);
  }
  metrics.gauge(`${one}_age_seconds`, `Of the oldest notice that is due and that ${by} does not have.`, () => way.age);
}

function count({ counts }: Way, what: Counted): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}
