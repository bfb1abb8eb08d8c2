import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { log } from './log';

/** How many requests were answered since the start, by status class; the only thing `/api/metrics` says of requests. */
export const answered = new Map<string, number>();

export const requestId = (): string => randomUUID();

/** Logs each request by its route pattern; an address nobody serves is logged without its text. */
export function logRequests(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    void reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api')) void reply.header('cache-control', 'no-store');
    void reply.header('x-content-type-options', 'nosniff');
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const status = `${String(Math.floor(reply.statusCode / 100))}xx`;
    answered.set(status, (answered.get(status) ?? 0) + 1);
    const route = request.routeOptions.url ?? 'none';
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    log.info({ method: request.method, route, status: reply.statusCode, ms, request: request.id }, 'request');
    done();
  });
}
