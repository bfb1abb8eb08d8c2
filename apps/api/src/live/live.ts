import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Ended, Seen } from '@consilium/contracts';
import { SETTINGS, type Settings } from '../settings/config';
import { announcePresence, deliver } from './live-delivery';
import { LiveDoor, type Growth } from './live-door';
import { endSockets, ledgerRoom, personRoom, sessionRoom, type LiveServer } from './live-sockets';
import { log, placeOf } from '../telemetry/log';
import { Sessions } from '../http/sessions';

const sweepMilliseconds = 5000;
const presenceMilliseconds = 150;

/** What the live connection tells clients: notices and ephemeral presence. Nothing here is the truth; the entries call is. */
@Injectable()
export class Live implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private server: LiveServer | undefined;
  private sweeper: NodeJS.Timeout | undefined;
  private readonly presenceDue = new Map<string, NodeJS.Timeout>();
  private sessions: Sessions;
  private door: LiveDoor;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly modules: ModuleRef,
  ) {}

  /** Begins to tell the sockets of this server, and to hear what other replicas tell. */
  open(server: LiveServer): void {
    this.sessions = this.modules.get(Sessions, { strict: false });
    this.door = this.modules.get(LiveDoor, { strict: false });
    this.server = server;
    server.on('end', (room, reason) => {
      endSockets(server, room, reason);
    });
    server.on('grew', (ledger, from) => {
      void this.hear(ledger, from);
    });
  }

  onApplicationBootstrap(): void {
    this.sweeper = setInterval(() => void this.sweep().catch(troubled), sweepMilliseconds);
  }

  /** The sockets themselves are closed by their adapter. */
  beforeApplicationShutdown(): void {
    clearInterval(this.sweeper);
    for (const timer of this.presenceDue.values()) clearTimeout(timer);
    this.presenceDue.clear();
    this.server = undefined;
  }

  /** A ledger grew in this process: tells its watchers here, and the other replicas. Call after commit. */
  grew(growth: Growth): void {
    if (this.server === undefined) return;
    deliver(this.server, growth);
    if (growth.kind === 'register') void this.reviewStandings().catch(troubled);
    if (this.settings.live.adapter !== 'single') this.server.serverSideEmit('grew', growth.ledger, growth.from);
  }

  /** Tells these officers, on all replicas, that the people who ask to join are others now. Call after commit. */
  waiting(officers: readonly string[]): void {
    if (officers.length > 0) this.server?.to(officers.map(personRoom)).emit('waiting', {});
  }

  /** Tells this person, on all replicas, how many things wait for them, and whether what is overdue changed. */
  told(person: string, count: number, overdue = false): void {
    this.server?.to(personRoom(person)).emit('told', { count, ...(overdue && { overdue }) });
  }

  /** Tells this person's devices, on all replicas, that one of them saved what they verified and looked at. */
  remembered(person: string, version: number): void {
    this.server?.to(personRoom(person)).emit('remembered', { version });
  }

  /** Tells these people, on all replicas, that somebody looked at a thread they read. */
  seen(readers: readonly string[], seen: Seen): void {
    if (readers.length > 0) this.server?.to(readers.map(personRoom)).emit('seen', seen);
  }

  /** Whether this person has the case on a screen, at any replica; false where that cannot be found out. */
  async isPresent(person: string, ledger: string): Promise<boolean> {
    try {
      const sockets = (await this.server?.in(ledgerRoom(ledger)).fetchSockets()) ?? [];
      return sockets.some(({ data }) => data.person === person && data.present.includes(ledger));
    } catch (error) {
      troubled(error);
      return false;
    }
  }

  /** Ends every socket of a session, on all replicas, at once. */
  endSession(session: string, reason: Ended['reason']): void {
    this.end(sessionRoom(session), reason);
  }

  /** Ends every socket of a person, on all replicas, at once. */
  endPerson(person: string, reason: Ended['reason']): void {
    this.end(personRoom(person), reason);
  }

  /** Open sockets of this process. */
  count(): number {
    return this.server?.engine.clientsCount ?? 0;
  }

  private end(room: string, reason: Ended['reason']): void {
    if (this.server === undefined) return;
    endSockets(this.server, room, reason);
    if (this.settings.live.adapter !== 'single') this.server.serverSideEmit('end', room, reason);
  }

  private async hear(ledger: string, from: number): Promise<void> {
    try {
      const growth = await this.door.growthOf(ledger, from);
      if (growth === undefined || this.server === undefined) return;
      deliver(this.server, growth);
      if (growth.kind === 'register') await this.reviewStandings();
    } catch (error) {
      troubled(error);
    }
  }

  /** After the register grew: whoever's status is no longer good is disconnected. */
  private async reviewStandings(): Promise<void> {
    const people = new Set([...this.running().of('/').sockets.values()].map(({ data }) => data.person));
    const active = await this.door.activeAmong([...people]);
    for (const person of people) {
      if (!active.has(person)) endSockets(this.running(), personRoom(person), 'status');
    }
  }

  /** Sessions end while sockets are open: idle, absolute, signed out on a replica whose message was lost. */
  private async sweep(): Promise<void> {
    const sockets = [...this.running().of('/').sockets.values()];
    if (sockets.length === 0) return;
    const open = await this.sessions.stillOpen([...new Set(sockets.map(({ data }) => data.session))]);
    const over = new Set(sockets.map(({ data }) => data.session).filter((session) => !open.has(session)));
    for (const session of over) endSockets(this.running(), sessionRoom(session), 'expired');
    await this.reviewStandings();
  }

  /** Tells the watchers of a ledger who has it open, once for all who come and go in a moment. */
  presenceSoon(ledger: string): void {
    if (this.server === undefined || this.presenceDue.has(ledger)) return;
    const announce = (): void => {
      this.presenceDue.delete(ledger);
      if (this.server !== undefined) announcePresence(this.server, ledger).catch(troubled);
    };
    this.presenceDue.set(ledger, setTimeout(announce, presenceMilliseconds));
  }

  private running(): LiveServer {
    if (this.server === undefined) throw new Error('The live connection is not open');
    return this.server;
  }
}

function troubled(error: unknown): void {
  log.warn({ ...placeOf(error) }, 'live');
}
