import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { log } from '../telemetry/log';
import type { Metrics } from '../telemetry/metrics';

export const requestId = (): string => randomUUID();

/** Logs and counts each request, by its route pattern; an address nobody serves is logged without its text. */
export function logRequests(fastify: FastifyInstance, metrics: Metrics): void {
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    void reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api')) void reply.header('cache-control', 'no-store');
    void reply.header('x-content-type-options', 'nosniff');
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    metrics.answered(reply.statusCode, reply.elapsedTime / 1000);
    const route = request.routeOptions.url ?? 'none';
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    log.info({ method: request.method, route, status: reply.statusCode, ms, request: request.id }, 'request');
    done();
  });
}
