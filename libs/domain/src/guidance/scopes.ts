import { consentScopes, type ConsentScope } from '../words/lists';

/**
 * What each scope of an agreement is for. `secondary` needs an agreement of its own, whatever was agreed to otherwise;
 * `external` is what leads outside: somebody named, and this service as the route.
 */
const uses = {
  audit: 'secondary',
  capture: 'care',
  internal: 'care',
  'named-external': 'external',
  research: 'secondary',
  teaching: 'secondary',
  'via-platform': 'external',
} as const satisfies Record<ConsentScope, string>;

type Use = (typeof uses)[ConsentScope];
type ScopeFor<U extends Use> = { [S in ConsentScope]: (typeof uses)[S] extends U ? S : never }[ConsentScope];

function scopesFor<U extends Use>(use: U): readonly ScopeFor<U>[] {
  return consentScopes.filter((scope): scope is ScopeFor<U> => uses[scope] === use);
}

export const careScopes = scopesFor('care');
export const externalScopes = scopesFor('external');
export type SecondaryScope = ScopeFor<'secondary'>;

export const isSecondary = (scope: ConsentScope): scope is SecondaryScope => uses[scope] === 'secondary';
export const isExternal = (scope: ConsentScope): boolean => uses[scope] === 'external';
