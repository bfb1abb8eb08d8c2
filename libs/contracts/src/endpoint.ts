import type { EndpointAudience } from '@consilium/domain';
import type { z } from 'zod';

/** Through which door the request reaches its noun; the access test knows what each kind of wrong person must get there. */
export type Door = 'none' | 'ledger' | 'room' | 'object' | 'own';

export type RateClass = 'sign-in' | 'intent' | 'request' | 'read' | 'write';

export interface Endpoint<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  /** Below `/api/`. Always POST: ids travel in the body, so that no URL and no access log holds one. */
  readonly path: string;
  /** Who may call at all; the case itself is judged behind the door. */
  readonly audience: EndpointAudience;
  readonly door: Door;
  readonly rate: RateClass;
  /** Most bytes of a request's body, where it is not what its audience may send (`mostBytes`). */
  readonly bytes?: number;
  /** What it does, one sentence, for the API description. */
  readonly says: string;
  readonly input: I;
  readonly output: O;
}

export type InputOf<E> = E extends Endpoint<infer I> ? z.infer<I> : never;
export type OutputOf<E> = E extends Endpoint<z.ZodType, infer O> ? z.infer<O> : never;

export function endpoint<I extends z.ZodType, O extends z.ZodType>(of: Endpoint<I, O>): Endpoint<I, O> {
  return of;
}

const kibibyte = 1024;

/** Bytes the body of a request may have; known before one of them is read. Strangers may send little. */
export function mostBytes({ audience, bytes }: Pick<Endpoint, 'audience' | 'bytes'>): number {
  return bytes ?? (audience === 'public' ? 4 * kibibyte : 1024 * kibibyte);
}
