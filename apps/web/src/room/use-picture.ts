import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Rendition } from '@consilium/domain';
import { vaultDoor } from '../vault/door';

interface Opened {
  /** Address of the opened pixels, good on this page only and only while it shows them. */
  readonly url: string | undefined;
  readonly error: Error | null;
}

/** Opens one rendition in the vault and lends its pixels to this component; they are let go when it leaves the page. */
export function usePicture(room: string, thread: string, rendition: Rendition): Opened {
  const { data, error } = useQuery({
    queryKey: ['room', room, 'picture', thread, rendition],
    queryFn: async () => (await vaultDoor().picture(room, thread, rendition)).bytes,
    staleTime: Infinity,
    gcTime: 30_000,
  });
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (data === undefined) return undefined;
    const lent = URL.createObjectURL(data);
    setUrl(lent);
    return () => {
      URL.revokeObjectURL(lent);
      setUrl(undefined);
    };
  }, [data]);
  return { url, error };
}
