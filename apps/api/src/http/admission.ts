import { Inject, Injectable } from '@nestjs/common';
import { mostBytes, type Endpoint } from '@consilium/contracts';
import type { EndpointAudience } from '@consilium/domain';
import { audienceAllows, Problem } from '@consilium/domain';
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { addressOf } from './address';
import { bodyInTime } from './body-time';
import type { Caller } from './caller';
import { SETTINGS, type Settings } from '../settings/config';
import { allEndpoints } from './open-api.controller';
import { RateLimits } from './rate-limits';
import type { ApiRequest } from './request';
import { tokenIn } from './session-cookie';
import { Sessions } from './sessions';
import { UnderWay, type Share } from './under-way';

const mebibyte = 1024 * 1024;
/** Of one address, all who are not signed in there together; and of one person. */
const strangers: Share = { requests: 32, bytes: 2 * mebibyte };
const person: Share = { requests: 200, bytes: 32 * mebibyte };
/** Milliseconds until a body is there, and between two pieces of it. Node ends any request after two minutes. */
const strangersTime = { whole: 10_000, between: 5000 };
const personsTime = { whole: 120_000, between: 20_000 };

/** Whether a caller belongs to an endpoint's audience; what they may do with one noun is judged behind its door. */
export function belongsTo(audience: EndpointAudience, { standing, role }: Caller): boolean {
  return audienceAllows(audience, { status: standing === 'active' ? 'good' : standing, role });
}

/**
 * Refuses what did not come from our own page. A missing Origin is refused (programs send it too); Fetch Metadata is
 * checked where a browser sends it.
 */
export function comesFromUs(headers: ApiRequest['headers'], publicOrigin: string): boolean {
  const site = headers['sec-fetch-site'];
  return headers.origin === publicOrigin && (site === undefined || site === 'same-origin');
}

/**
 * Who may send how much: decided by the head of a request, before a byte of its body is read. Whoever is refused here
 * has cost no parsing and no memory; whoever is nobody's session has cost a look-up that is counted against their address.
 */
@Injectable()
export class Admission {
  private readonly endpoints = new Map(allEndpoints().map((each) => [`/api/${each.path}`, each]));
  private readonly underWay = new UnderWay();

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly sessions: Sessions,
    private readonly limits: RateLimits,
  ) {}

  /** Lets a request in, with its caller and its endpoint noted on it, or throws the Problem it is refused with. */
  async admit(request: ApiRequest, over: (done: () => void) => void): Promise<void> {
    const endpoint = this.endpoints.get(request.routeOptions.url ?? '');
    if (endpoint === undefined) {
      requireNoBody(request);
      return;
    }
    if (!comesFromUs(request.headers, this.settings.publicOrigin)) {
      throw new Problem('not-allowed', 'This request did not come from the application. Open it from its own address.');
    }
    const bytes = statedLength(request, mostBytes(endpoint));
    const address = addressOf(request.raw, this.settings);
    const caller = await this.callerOf(request, address);
    if (caller !== undefined) request.caller = caller;
    const who = caller?.person ?? `from ${address}`;
    this.limits.count(endpoint.rate, who);
    requireAudience(endpoint, caller);
    over(this.underWay.take(who, bytes, caller === undefined ? strangers : person));
    bodyInTime(request.raw, caller === undefined ? strangersTime : personsTime);
    request.endpoint = endpoint;
  }

  /** A cookie that this process has not met as a session's counts against its address until it turns out to be one. */
  private async callerOf(request: ApiRequest, address: string): Promise<Caller | undefined> {
    const token = tokenIn(request.headers.cookie);
    if (token === undefined) return undefined;
    const isMet = this.sessions.met(token) !== undefined;
    if (!isMet) this.limits.count('looked-up', address);
    const caller = await this.sessions.find(token);
    if (!isMet && caller !== undefined) this.limits.giveBack('looked-up', address);
    return caller;
  }
}

/** What no endpoint serves takes nothing: the page, health and the API description are asked for without a body. */
function requireNoBody({ method, url, headers }: ApiRequest): void {
  if (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0) {
    throw new Problem('not-found', 'There is nothing here.');
  }
  if (url.startsWith('/api/') && method !== 'GET' && method !== 'HEAD') {
    throw new Problem('not-found', 'There is nothing here.');
  }
}

function statedLength({ headers }: ApiRequest, most: number): number {
  if (headers['transfer-encoding'] !== undefined) {
    throw new Problem('bad-input', 'The request does not state its length.');
  }
  const bytes = Number(headers['content-length'] ?? 0);
  if (bytes > most) throw new Problem('too-large', 'That is too large to send at once.');
  return bytes;
}

function requireAudience(endpoint: Endpoint, caller: Caller | undefined): void {
  if (endpoint.audience === 'public') return;
  if (caller === undefined) throw new Problem('not-signed-in', 'You are signed out. Sign in to go on.');
  if (!belongsTo(endpoint.audience, caller)) {
    const message =
      caller.standing === 'waiting'
        ? 'Your credential is not signed yet. An officer has to confirm it first.'
        : 'Your role does not allow this.';
    throw new Problem('not-allowed', message);
  }
}

/** Milliseconds that what was refused may go on sending, so that its sender gets to read the answer; and bytes. */
const lingerMilliseconds = 3000;
const lingerBytes = 8 * mebibyte;

/** Ends the connection of a request that was answered while its body is still on its way, unless the rest comes at once. */
function endAnswered(raw: IncomingMessage): void {
  if (raw.complete || raw.socket.destroyed) return;
  const { socket } = raw;
  const most = socket.bytesRead + lingerBytes;
  const began = Date.now();
  const timer = setInterval(() => {
    if (raw.complete || socket.destroyed) clearInterval(timer);
    else if (Date.now() - began > lingerMilliseconds || socket.bytesRead > most) socket.destroy();
  }, 250);
}

/** Asks at each request's head whether it is let in. */
export function admitRequests(fastify: FastifyInstance, admission: Admission): void {
  fastify.addHook('onRequest', async (request, reply) => {
    await admission.admit(request, (done) => {
      if (reply.raw.destroyed) done();
      else reply.raw.once('close', done);
    });
  });
}

/**
 * Ends what goes on sending after its answer, whoever gave that: the live connection answers before Fastify sees a request.
 * To be called when everything that listens has begun to.
 */
export function endUnfinished(server: Server): void {
  for (const listener of server.listeners('request') as ((raw: IncomingMessage, answer: ServerResponse) => void)[]) {
    server.removeListener('request', listener);
    server.on('request', (raw, answer) => {
      answer.once('finish', () => {
        endAnswered(raw);
      });
      listener(raw, answer);
    });
  }
}
