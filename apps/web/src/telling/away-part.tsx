import { lazy, type ReactNode } from 'react';
import { lazyPart, Part } from '../release';
import type { MemberView } from '../vault/door';

// Fetched once somebody is chosen to be asked.
const Notice = lazy(lazyPart(async () => ({ default: (await import('./away-notice')).AwayNotice })));

// Fetched with the people of a case.
const InCase = lazy(lazyPart(async () => ({ default: (await import('./away-in-case')).AwayInCase })));

/** Who of the people in a case is away; nothing where nobody is. */
export function AwayHere({ members }: { readonly members: readonly MemberView[] }): ReactNode {
  return (
    <Part>
      <InCase members={members} />
    </Part>
  );
}

/** Who of these people (ids) is away; nothing where nobody is. */
export function WhoIsAway({ people }: { readonly people: readonly string[] }): ReactNode {
  if (people.length === 0) return null;
  return (
    <Part>
      <Notice people={people} />
    </Part>
  );
}
