import { lazy, type ReactNode } from 'react';
import { lazyPart, Part } from '../release';

const Said = lazy(lazyPart(async () => ({ default: (await import('./file-says')).FileSays })));

/** Fetched where it is needed, which is where somebody else's program left something in a file. */
export function FileSays({ room }: { readonly room: string }): ReactNode {
  return (
    <Part>
      <Said room={room} />
    </Part>
  );
}
