import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { PersonId } from '@consilium/domain';
import { LessThanOrEqual, MoreThan, Raw, Repository } from 'typeorm';
import { Standings } from '../ledgers/standings';
import type { Caller } from '../http/caller';
import { Clock } from '../settings/clock';
import { Clocks } from '../storage/clocks';
import { Database, type Sql } from '../storage/database';
import { Sessions } from '../http/sessions';
import { SessionEntity } from './sign-in.entities';
import {
  deleteSession,
  endSession,
  findSession,
  forgetEnded,
  insertSession,
  markSeen,
  openAmong,
  setIdle,
  wasEnded,
  type FoundSession,
  type StoredSession,
} from './sessions.store';

/** A session of this age is over, used or not (seconds). Nothing makes it longer. */
export const absoluteSeconds = 12 * 60 * 60;
/** So is one that nobody used for this long: a quarter of an hour where others sit down, to its end on one's own device. */
export const idleSeconds = { shared: 15 * 60, own: absoluteSeconds } as const;
/** Use is written down at most this often, so that reading costs no write. */
const seenEverySeconds = 20;

export interface NewSession {
  readonly person: PersonId;
  /** Passkey that opens it; "" for recovery words. */
  readonly credential: string;
  readonly device: string;
}

export interface OpenedSession {
  /** The cookie's value, 32 random bytes; known to nobody but the browser from here on. */
  readonly token: string;
  readonly session: StoredSession;
}

/** Cookies met lately that this process keeps in mind, by hash. */
const mostKnown = 20_000;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Sessions of people's devices: opened by a sign-in, each under a new id, ended by use, age or the person. */
@Injectable()
export class DeviceSessions extends Sessions {
  private readonly known = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly clocks: Clocks,
    private readonly standings: Standings,
    @InjectRepository(SessionEntity) private readonly sessions: Repository<SessionEntity>,
  ) {
    super();
  }

  override async find(token: string): Promise<Caller | undefined> {
    const hash = hashOf(token);
    const found = await findSession(this.database, hash);
    if (found === undefined) {
      this.known.delete(hash);
      return undefined;
    }
    this.meet(hash);
    const { session } = found;
    const now = this.clock.sure(found.databaseNow);
    if (session.absoluteUntil <= now || session.lastSeenAt <= now - session.idleSeconds) {
      await deleteSession(this.database, session.person, session.session);
      return undefined;
    }
    if (session.lastSeenAt <= now - seenEverySeconds) await markSeen(this.database, session.session, now);
    return { person: session.person, session: session.session, ...(await this.standingOf(found)) };
  }

  override met(token: string): string | undefined {
    const hash = hashOf(token);
    return this.known.has(hash) ? hash : undefined;
  }

  override async stillOpen(sessions: readonly string[]): Promise<ReadonlySet<string>> {
    const now = await this.clocks.sure();
    return new Set(await openAmong(this.database, sessions, now));
  }

  /** Opens a session under a new id and a new secret, whatever cookie came with the request. */
  async open(sql: Sql, { person, credential, device }: NewSession): Promise<OpenedSession> {
    const now = await this.clocks.sure(sql);
    const token = randomBytes(32).toString('base64url');
    const session: StoredSession = {
      session: randomBytes(16).toString('base64url'),
      person,
      credential,
      device,
      createdAt: now,
      lastSeenAt: now,
      idleSeconds: idleSeconds.shared,
      absoluteUntil: now + absoluteSeconds,
    };
    await insertSession(sql, hashOf(token), session);
    // Its first use is no stranger's cookie.
    this.meet(hashOf(token));
    return { token, session };
  }

  /** What its person says of the device it is on; until then it is on a shared computer. */
  async saysWhose(session: string, isOwn: boolean): Promise<void> {
    await setIdle(this.database, session, isOwn ? idleSeconds.own : idleSeconds.shared);
  }

  /** At the very device it is on, which has to be told of nothing. */
  leave({ person, session }: Caller): Promise<boolean> {
    return deleteSession(this.database, person, session);
  }

  /** False: the person has no such session. */
  end(person: PersonId, session: string): Promise<boolean> {
    return endSession(this.database, person, session);
  }

  /** Whether the session of this cookie was ended from elsewhere, within the last two days. */
  wasEnded(token: string): Promise<boolean> {
    return wasEnded(this.database, hashOf(token));
  }

  async byId(session: string): Promise<Omit<SessionEntity, 'tokenHash'> | undefined> {
    return (await this.sessions.findOneBy({ session })) ?? undefined;
  }

  /** Newest in use first. */
  async openOf(person: PersonId): Promise<Omit<SessionEntity, 'tokenHash'>[]> {
    const now = await this.clocks.sure();
    return this.sessions.find({
      where: {
        person,
        lastSeenAt: Raw((seen) => `${seen} + idle_seconds > :now`, { now }),
        absoluteUntil: MoreThan(now),
      },
      order: { lastSeenAt: 'DESC' },
    });
  }

  /** Removes what is over; `find` refuses it anyway. */
  async forgetOver(): Promise<void> {
    const now = this.clock.now();
    await this.sessions.delete({ lastSeenAt: Raw((seen) => `${seen} + idle_seconds <= :now`, { now }) });
    await this.sessions.delete({ absoluteUntil: LessThanOrEqual(now) });
    await forgetEnded(this.database);
  }

  private meet(hash: string): void {
    this.known.add(hash);
    if (this.known.size <= mostKnown) return;
    const oldest = this.known.keys().next();
    if (oldest.done !== true) this.known.delete(oldest.value);
  }

  /** By the register as it stood when the session was looked up, so that no session outlives a change of status. */
  private async standingOf({ session, requestedRole, register }: FoundSession) {
    const registered = (await this.standings.now(register)).of(session.person);
    return registered ?? ({ standing: 'waiting', role: requestedRole ?? 'clinician' } as const);
  }
}
