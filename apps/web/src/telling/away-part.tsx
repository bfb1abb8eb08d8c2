import { lazy, type ReactNode } from 'react';
import { lazyPart, Part } from '../release';

// Fetched once somebody is chosen to be asked.
const Notice = lazy(lazyPart(async () => ({ default: (await import('./away-notice')).AwayNotice })));

/** Who of these people (ids) is away; nothing where nobody is. */
export function WhoIsAway({ people }: { readonly people: readonly string[] }): ReactNode {
  if (people.length === 0) return null;
  return (
    <Part>
      <Notice people={people} />
    </Part>
  );
}
