import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost, ModuleRef } from '@nestjs/core';
import { liveEvents, livePath, type Ended } from '@consilium/contracts';
import type { Server as HttpServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Server } from 'socket.io';
import type { z } from 'zod';
import { SETTINGS, type Settings } from './config';
import { Handshakes } from './handshakes';
import { joinReplicas, type Release } from './live-adapter';
import { announcePresence, announceTyping, deliver, leave } from './live-delivery';
import { LiveDoor, type Growth } from './live-door';
import {
  endOldest,
  endSockets,
  ledgerRoom,
  personRoom,
  sessionRoom,
  type Acknowledge,
  type LiveServer,
  type LiveSocket,
} from './live-sockets';
import { log, placeOf } from './log';
import { RELEASE } from './release';
import { RateLimits } from './rate-limits';
import { tokenIn } from './session-cookie';
import { Sessions } from './sessions';

const sweepMilliseconds = 5000;
const presenceMilliseconds = 150;
const mostWatched = 300;
const goodbyeMilliseconds = 1000;

/** The live connection: notices and ephemeral presence from server to client. Nothing here is the truth; the entries call is. */
@Injectable()
export class Live implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private server: LiveServer | undefined;
  private release: Release = () => Promise.resolve();
  private sweeper: NodeJS.Timeout | undefined;
  private readonly presenceDue = new Map<string, NodeJS.Timeout>();
  private sessions: Sessions;
  private door: LiveDoor;
  private handshakes: Handshakes;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly adapterHost: HttpAdapterHost,
    private readonly limits: RateLimits,
    private readonly modules: ModuleRef,
    @Inject(RELEASE) private readonly says: string,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.sessions = this.modules.get(Sessions, { strict: false });
    this.door = this.modules.get(LiveDoor, { strict: false });
    this.handshakes = new Handshakes(this.settings, this.limits, this.sessions);
    const http = this.adapterHost.httpAdapter.getHttpServer() as HttpServer;
    const server: LiveServer = new Server(http, {
      path: livePath,
      transports: ['websocket'],
      serveClient: false,
      perMessageDeflate: false,
      httpCompression: false,
      maxHttpBufferSize: 4096,
      pingInterval: 20_000,
      pingTimeout: 15_000,
      connectTimeout: 5000,
      allowRequest: (request, decide) => {
        decide(null, this.handshakes.mayBegin(request));
      },
    });
    this.release = await joinReplicas(server, this.settings);
    this.server = server;
    server.use((socket, next) => {
      this.identify(socket).then(
        () => {
          next();
        },
        () => {
          next(new Error('not signed in'));
        },
      );
    });
    server.on('connection', (socket) => {
      this.makeRoom(socket);
      this.welcome(socket);
    });
    server.on('end', (room, reason) => {
      endSockets(server, room, reason);
    });
    server.on('grew', (ledger, from) => {
      void this.hear(ledger, from);
    });
    this.sweeper = setInterval(() => void this.sweep().catch(troubled), sweepMilliseconds);
  }

  /**
   * Before the HTTP server closes: it waits for every connection, and these would stay. They end as a line does that breaks,
   * so that clients come back by themselves; one that is told to go stays away.
   */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.sweeper);
    for (const timer of this.presenceDue.values()) clearTimeout(timer);
    this.presenceDue.clear();
    this.server?.engine.close();
    // What stands between replicas may be away: nobody waits for its goodbye.
    const closed = Promise.resolve(this.server?.of('/').adapter.close()).catch(troubled);
    await Promise.race([closed, pause(goodbyeMilliseconds, undefined, { ref: false })]);
    await this.release().catch(troubled);
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

  private async identify(socket: LiveSocket): Promise<void> {
    const token = tokenIn(socket.handshake.headers.cookie);
    const caller = token === undefined ? undefined : await this.sessions.find(token);
    if (caller !== undefined) this.handshakes.proved(socket.request);
    if (caller?.standing !== 'active') throw new Error('not signed in');
    socket.data = { person: caller.person, session: caller.session, watching: [], present: [] };
    await socket.join([sessionRoom(caller.session), personRoom(caller.person)]);
  }

  /** A connection that was cut lingers for half a minute: the newest counts, the oldest makes way. */
  private makeRoom({ data }: LiveSocket): void {
    const { sockets } = this.settings.limits;
    endOldest(this.running(), sessionRoom(data.session), sockets.session);
    endOldest(this.running(), personRoom(data.person), sockets.person);
  }

  private welcome(socket: LiveSocket): void {
    socket.emit('release', { says: this.says });
    const { fromClient } = liveEvents;
    const on = <T>(shape: z.ZodType<T>, act: (message: T) => Promise<boolean>) => {
      return (message: unknown, acknowledge?: Acknowledge): void => {
        const reply = typeof acknowledge === 'function' ? acknowledge : () => undefined;
        this.answer(socket, shape, message, act).then(
          (ok) => {
            reply({ ok });
          },
          () => {
            reply({ ok: false });
          },
        );
      };
    };
    socket.on(
      'watch',
      on(fromClient.watch, ({ ledger }) => this.watch(socket, ledger)),
    );
    socket.on(
      'unwatch',
      on(fromClient.unwatch, ({ ledger }) => this.unwatch(socket, ledger)),
    );
    socket.on(
      'typing',
      on(fromClient.typing, ({ ledger, thread }) => this.type(socket, ledger, thread)),
    );
    socket.on('disconnect', () => {
      for (const ledger of socket.data.present) this.presenceSoon(ledger);
    });
  }

  private async answer<T>(
    socket: LiveSocket,
    shape: z.ZodType<T>,
    message: unknown,
    act: (message: T) => Promise<boolean>,
  ) {
    this.limits.count('read', `live ${socket.data.person}`);
    const read = shape.safeParse(message);
    return read.success && act(read.data);
  }

  private async watch(socket: LiveSocket, ledger: string): Promise<boolean> {
    const { person } = socket.data;
    const kind = await this.door.watchable(person, ledger);
    const { watching, present } = socket.data;
    if (watching.length >= mostWatched || kind === undefined) return false;
    if (!watching.includes(ledger)) watching.push(ledger);
    // Who is online is for the members of a case to know: said of the register, it would tell everybody of everybody.
    if (kind === 'room' && !present.includes(ledger)) present.push(ledger);
    await socket.join(ledgerRoom(ledger));
    // Access may have ended while the door was asked: what ended meanwhile did not see this socket yet.
    if ((await this.door.watchable(person, ledger)) === undefined) {
      leave(this.running(), socket, ledger);
      return false;
    }
    if (kind === 'room') this.presenceSoon(ledger);
    return true;
  }

  private unwatch(socket: LiveSocket, ledger: string): Promise<boolean> {
    const wasPresent = socket.data.present.includes(ledger);
    leave(this.running(), socket, ledger);
    if (wasPresent) this.presenceSoon(ledger);
    return Promise.resolve(true);
  }

  private async type(socket: LiveSocket, ledger: string, thread: string): Promise<boolean> {
    if (!socket.data.watching.includes(ledger)) return false;
    const watching = await this.running().in(ledgerRoom(ledger)).fetchSockets();
    const people = [...new Set(watching.map(({ data }) => data.person))];
    const holders = await this.door.holders(ledger, thread, people);
    if (!holders.includes(socket.data.person)) return false;
    announceTyping(this.running(), { ledger, thread, person: socket.data.person }, holders);
    return true;
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

  private presenceSoon(ledger: string): void {
    if (this.presenceDue.has(ledger)) return;
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
