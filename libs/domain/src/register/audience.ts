import { roles, type PersonStatus, type Role } from '../words/lists';

/** Who may call an endpoint at all: nobody signed in, joined but waiting, or a person whose registration is good. */
export const endpointAudiences = ['public', 'signed-in', 'active', ...roles] as const;
export type EndpointAudience = (typeof endpointAudiences)[number];

/** The caller: `undefined` when nobody is signed in; `waiting` until a credential exists. */
export interface Caller {
  readonly status: PersonStatus | 'waiting' | 'expired';
  readonly role: Role | undefined;
}

export function audienceAllows(audience: EndpointAudience, caller: Caller | undefined): boolean {
  if (audience === 'public') return true;
  if (caller === undefined) return false;
  if (audience === 'signed-in') return true;
  if (caller.status !== 'good') return false;
  return audience === 'active' || audience === caller.role;
}
