import { lazy, type ReactNode, Suspense } from 'react';
import { StatusLine } from '../platform/kit';
import type { ViewerProps } from './viewer';

const Viewer = lazy(async () => ({ default: (await import('./viewer')).Viewer }));

/** The viewer, fetched when somebody first opens a picture in full detail. */
export function FullDetail(props: ViewerProps): ReactNode {
  return (
    <Suspense fallback={<StatusLine isLive>Opening the viewer</StatusLine>}>
      <Viewer {...props} />
    </Suspense>
  );
}
