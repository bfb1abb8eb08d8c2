import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { SecurityAct } from '@consilium/contracts';
import { LessThan, LessThanOrEqual, MoreThan, Repository } from 'typeorm';
import type { SecurityEvent } from '../telemetry/security-log';
import type { Sql } from '../storage/database';
import { SecurityEventEntity, SecurityReadingEntity } from './security.entities';

/** How often something happened within a minute. */
export interface CountedEvent extends SecurityEvent {
  /** When it happened last, Unix seconds. */
  readonly at: number;
  readonly times: number;
}

export interface Reading {
  readonly reading: string;
  readonly asker: string;
  readonly reason: string;
  readonly askedAt: number;
  /** "" until another officer has confirmed. */
  readonly confirmer: string;
  readonly confirmedAt: number;
}

/** The minute a moment lies in: its first second. */
export const minuteOf = (at: number): number => at - (at % 60);

@Injectable()
export class SecurityLogStore {
  constructor(
    @InjectRepository(SecurityEventEntity) private readonly events: Repository<SecurityEventEntity>,
    @InjectRepository(SecurityReadingEntity) private readonly readings: Repository<SecurityReadingEntity>,
  ) {}

  /** Rows in one order, so that two processes that write at once wait for each other and never in a ring. */
  async add(sql: Sql, events: readonly CountedEvent[]): Promise<void> {
    await sql.run(
      `INSERT INTO security_events AS kept (minute, act, person, about, at, times)
       SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::integer[])
         AS told (minute, act, person, about, at, times) ORDER BY minute, act, person, about
       ON CONFLICT (minute, act, person, about)
         DO UPDATE SET at = greatest(kept.at, excluded.at), times = kept.times + excluded.times`,
      [
        events.map(({ at }) => minuteOf(at)),
        events.map(({ act }) => act),
        events.map(({ person }) => person),
        events.map(({ about }) => about),
        events.map(({ at }) => at),
        events.map(({ times }) => times),
      ],
    );
  }

  /** Newest first, of the minutes up to a moment. */
  async page(until: number, from: number, most: number): Promise<CountedEvent[]> {
    const found = await this.events.find({
      where: { minute: LessThanOrEqual(until) },
      order: { minute: 'DESC', act: 'ASC', person: 'ASC', about: 'ASC' },
      skip: from,
      take: most,
    });
    return found.map(({ act, person, about, at, times }) => ({ act: act as SecurityAct, person, about, at, times }));
  }

  async forget(before: number): Promise<void> {
    await this.events.delete({ minute: LessThan(before) });
    await this.readings.delete({ askedAt: LessThan(before) });
  }

  /** An officer asks one question at a time. */
  async ask(sql: Sql, { reading, asker, reason, askedAt }: Omit<Reading, 'confirmer' | 'confirmedAt'>): Promise<void> {
    await sql.run(`DELETE FROM security_readings WHERE asker = $1 AND confirmer = ''`, [asker]);
    await sql.run(
      `INSERT INTO security_readings (reading, asker, reason, asked_at, confirmer, confirmed_at)
       VALUES ($1, $2, $3, $4, '', 0)`,
      [reading, asker, reason, askedAt],
    );
  }

  /** False: somebody was faster. */
  async confirm(sql: Sql, reading: string, confirmer: string, at: number): Promise<boolean> {
    const changed = await sql.run(
      `UPDATE security_readings SET confirmer = $2, confirmed_at = $3 WHERE reading = $1 AND confirmer = ''`,
      [reading, confirmer, at],
    );
    return changed === 1;
  }

  async find(reading: string): Promise<Reading | undefined> {
    return (await this.readings.findOneBy({ reading })) ?? undefined;
  }

  /** Those asked for or confirmed since a moment, newest first. */
  since(since: number): Promise<Reading[]> {
    return this.readings.find({
      where: [{ askedAt: MoreThan(since) }, { confirmedAt: MoreThan(since) }],
      order: { askedAt: 'DESC', reading: 'ASC' },
    });
  }
}
