import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Rendition } from '@consilium/domain';
import { vaultDoor } from '../vault/door';

interface Opened {
  /** Address of the opened pixels, good on this page only and only while it shows them. */
  readonly url: string | undefined;
  readonly error: Error | null;
}

/** Opened pictures never change, so they stand apart from the views of a room, which every message renews. */
const picturesOf = (...place: readonly string[]): readonly string[] => ['pictures', ...place];

/** Lets every opened picture of a room go: after removal nothing of it stays on this page. */
export function useForgetPictures(room: string, isOver: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (isOver) client.removeQueries({ queryKey: picturesOf(room) });
  }, [client, room, isOver]);
}

/** Opens one rendition in the vault and lends its pixels to this component; they are let go when it leaves the page. */
export function usePicture(room: string, thread: string, rendition: Rendition): Opened {
  const { data, error } = useQuery({
    queryKey: picturesOf(room, thread, rendition),
    queryFn: async () => (await vaultDoor().picture(room, thread, rendition)).bytes,
    staleTime: Infinity,
    gcTime: 30_000,
  });
  const url = useMemo(() => (data === undefined ? undefined : URL.createObjectURL(data)), [data]);
  useEffect(
    () => () => {
      if (url !== undefined) URL.revokeObjectURL(url);
    },
    [url],
  );
  return { url, error };
}
