import { lazy, type ReactNode, Suspense } from 'react';
import { StatusLine } from '../platform/kit';
import { lazyPart, PartBoundary } from '../release';
import type { ViewerProps } from './viewer';

const Viewer = lazy(lazyPart(async () => ({ default: (await import('./viewer')).Viewer })));

/** The viewer, fetched when somebody first opens a picture in full detail. */
export function FullDetail(props: ViewerProps): ReactNode {
  return (
    <PartBoundary>
      <Suspense fallback={<StatusLine isLive>Opening the viewer</StatusLine>}>
        <Viewer {...props} />
      </Suspense>
    </PartBoundary>
  );
}
