import type { ReactNode } from 'react';
import { useView } from '../vault/use-vault';
import { ReloadNotice } from './reload-notice';

/** Said quietly, on every page: nobody is made to reload in the middle of something. */
export function ReleaseNotice(): ReactNode {
  const { data } = useView(['release'], (door) => door.release());
  if (data !== true) return null;
  return (
    <ReloadNotice>
      A new version of Consilium is ready. Reload when it suits you; what you are writing is kept.
    </ReloadNotice>
  );
}
