import type { ReactNode } from 'react';
import { Findings } from '../guidance';
import { useView } from '../vault/use-vault';

/** To whoever is shown a picture whose file says more than it: what is to be done. */
export function FileSays({ room }: { readonly room: string }): ReactNode {
  const { data = [] } = useView(['room', room, 'guidance', 'file'], (door) =>
    door.checkWritten('file', 'inside', { says: 'something' }),
  );
  return <Findings findings={data} />;
}
