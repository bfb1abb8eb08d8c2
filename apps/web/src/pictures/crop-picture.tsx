import { lazy, type ReactNode, Suspense } from 'react';
import { StatusLine } from '../platform/kit';
import { lazyPart, PartBoundary } from '../release';
import type { CropDialogProps } from './crop-dialog';

const CropDialog = lazy(lazyPart(async () => ({ default: (await import('./crop-dialog')).CropDialog })));

/** Turning and cropping, fetched when somebody first wants to. */
export function CropPicture(props: CropDialogProps): ReactNode {
  return (
    <PartBoundary>
      <Suspense fallback={<StatusLine isLive>Opening the picture</StatusLine>}>
        <CropDialog {...props} />
      </Suspense>
    </PartBoundary>
  );
}
