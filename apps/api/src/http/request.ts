import type { Endpoint } from '@consilium/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from './caller';

/** A request on its way to a handler; admission adds the caller, the guard the body read by the endpoint's shape. */
export interface ApiRequest extends FastifyRequest {
  caller?: Caller;
  /** The endpoint it was let in for. */
  endpoint?: Endpoint;
  input?: unknown;
}
export type ApiReply = FastifyReply;

/** Metadata key under which a handler keeps its endpoint. */
export const ENDPOINT = 'consilium:endpoint';

export function endpointOf(handler: object): Endpoint | undefined {
  return Reflect.getMetadata(ENDPOINT, handler) as Endpoint | undefined;
}
