import { Problem } from '@consilium/domain';
import { lazy, type ReactNode } from 'react';
import { ErrorSummary } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { lazyPart, Part } from '../release';

const Offline = lazy(lazyPart(async () => ({ default: (await import('./offline-page')).OfflinePage })));

/** Whether its parts are on the device. */
const isKept = (): boolean =>
  Boolean((navigator as { readonly serviceWorker?: ServiceWorkerContainer }).serviceWorker?.controller);

/** Whether a page that found this out can go on without its service. */
export const goesOnWithout = (problem: Error | null): boolean =>
  problem instanceof Problem && problem.kind === 'unavailable' && isKept();

/** In the place of every page while the service cannot be reached. */
export function WithoutConnection({ problem }: { readonly problem: Error | null }): ReactNode {
  if (goesOnWithout(problem)) {
    return (
      <Part>
        <Offline />
      </Part>
    );
  }
  return <ErrorSummary title="Consilium cannot be reached" problems={problemsOf(problem)} />;
}
