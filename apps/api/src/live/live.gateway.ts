import { Inject } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import { liveEvents, livePath } from '@consilium/contracts';
import type { z } from 'zod';
import { SETTINGS, type Settings } from '../settings/config';
import { Handshakes } from './handshakes';
import { Live } from './live';
import { announceTyping, leave } from './live-delivery';
import { LiveDoor } from './live-door';
import { endOldest, ledgerRoom, personRoom, sessionRoom, type LiveServer, type LiveSocket } from './live-sockets';
import { RELEASE } from '../http/release';
import { RateLimits } from '../http/rate-limits';
import { tokenIn } from '../http/session-cookie';
import { Sessions } from '../http/sessions';

const mostWatched = 300;
const { fromClient } = liveEvents;

/** All that a client is told of what it said: whether it was done. */
interface Answer {
  readonly ok: boolean;
}

/** What clients say over the live connection: they come and go, watch ledgers, and type. What they are told is `Live`'s. */
@WebSocketGateway({
  path: livePath,
  transports: ['websocket'],
  serveClient: false,
  perMessageDeflate: false,
  httpCompression: false,
  maxHttpBufferSize: 4096,
  pingInterval: 20_000,
  pingTimeout: 15_000,
  connectTimeout: 5000,
})
export class LiveGateway
  implements OnGatewayInit<LiveServer>, OnGatewayConnection<LiveSocket>, OnGatewayDisconnect<LiveSocket>
{
  private server: LiveServer;
  private door: LiveDoor;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(RELEASE) private readonly says: string,
    private readonly live: Live,
    private readonly handshakes: Handshakes,
    private readonly sessions: Sessions,
    private readonly limits: RateLimits,
    private readonly modules: ModuleRef,
  ) {}

  afterInit(server: LiveServer): void {
    this.server = server;
    this.door = this.modules.get(LiveDoor, { strict: false });
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
    this.live.open(server);
  }

  /** A connection that was cut lingers for half a minute: the newest counts, the oldest makes way. */
  handleConnection(socket: LiveSocket): void {
    const { sockets } = this.settings.limits;
    endOldest(this.server, sessionRoom(socket.data.session), sockets.session);
    endOldest(this.server, personRoom(socket.data.person), sockets.person);
    socket.emit('release', { says: this.says });
  }

  handleDisconnect(socket: LiveSocket): void {
    for (const ledger of socket.data.present) this.live.presenceSoon(ledger);
  }

  @SubscribeMessage('watch')
  watch(@ConnectedSocket() socket: LiveSocket, @MessageBody() message: unknown): Promise<Answer> {
    return this.answer(socket, fromClient.watch, message, ({ ledger }) => this.mayWatch(socket, ledger));
  }

  @SubscribeMessage('unwatch')
  unwatch(@ConnectedSocket() socket: LiveSocket, @MessageBody() message: unknown): Promise<Answer> {
    return this.answer(socket, fromClient.unwatch, message, ({ ledger }) => {
      const wasPresent = socket.data.present.includes(ledger);
      leave(this.server, socket, ledger);
      if (wasPresent) this.live.presenceSoon(ledger);
      return Promise.resolve(true);
    });
  }

  @SubscribeMessage('typing')
  typing(@ConnectedSocket() socket: LiveSocket, @MessageBody() message: unknown): Promise<Answer> {
    return this.answer(socket, fromClient.typing, message, ({ ledger, thread }) => this.type(socket, ledger, thread));
  }

  private async identify(socket: LiveSocket): Promise<void> {
    const token = tokenIn(socket.handshake.headers.cookie);
    const caller = token === undefined ? undefined : await this.sessions.find(token);
    if (caller !== undefined) this.handshakes.proved(socket.request);
    if (caller?.standing !== 'active') throw new Error('not signed in');
    socket.data = { person: caller.person, session: caller.session, watching: [], present: [] };
    await socket.join([sessionRoom(caller.session), personRoom(caller.person)]);
  }

  /** Whatever goes wrong is the same to whoever asked: it was not done. */
  private async answer<T>(
    socket: LiveSocket,
    shape: z.ZodType<T>,
    message: unknown,
    act: (message: T) => Promise<boolean>,
  ): Promise<Answer> {
    try {
      this.limits.count('read', `live ${socket.data.person}`);
      const read = shape.safeParse(message);
      return { ok: read.success && (await act(read.data)) };
    } catch {
      return { ok: false };
    }
  }

  private async mayWatch(socket: LiveSocket, ledger: string): Promise<boolean> {
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
      leave(this.server, socket, ledger);
      return false;
    }
    if (kind === 'room') this.live.presenceSoon(ledger);
    return true;
  }

  private async type(socket: LiveSocket, ledger: string, thread: string): Promise<boolean> {
    if (!socket.data.watching.includes(ledger)) return false;
    const watching = await this.server.in(ledgerRoom(ledger)).fetchSockets();
    const people = [...new Set(watching.map(({ data }) => data.person))];
    const holders = await this.door.holders(ledger, thread, people);
    if (!holders.includes(socket.data.person)) return false;
    announceTyping(this.server, { ledger, thread, person: socket.data.person }, holders);
    return true;
  }
}
