import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Rendition } from '@consilium/domain';
import { lazyPart } from '../release';
import { vaultDoor, type VaultDoor } from '../vault/door';

interface Opened {
  /** Address of the opened pixels, good on this page only, and for two seconds after it showed them. */
  readonly url: string | undefined;
  /** How the pixels are turned, 1 to 8 (EXIF): the file does not say it any more. */
  readonly orientation: number;
  /** Whether the file says more than the picture. */
  readonly isTelling: boolean;
  readonly error: Error | null;
}

/** Fetched with the first picture: what measures a picture before a decoder sees it. */
const measuring = lazyPart(() => import('./received'));

/** Opened pictures never change, so they stand apart from the views of a room, which every message renews. */
const picturesOf = (...place: readonly string[]): readonly string[] => ['pictures', ...place];

/** Lets every opened picture of a room go: after removal nothing of it stays on this page. */
export function useForgetPictures(room: string, isOver: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (isOver) client.removeQueries({ queryKey: picturesOf(room) });
  }, [client, room, isOver]);
}

/** Milliseconds after it left the page: the browser may not have begun to read what was shown for a moment only. */
const letGoAfter = 2_000;

/** Of the pictures of a room in full detail these are kept, and no other. */
export function useKeepOriginals(room: string, threads: readonly string[]): void {
  const client = useQueryClient();
  const kept = threads.join(' ');
  useEffect(() => {
    client.removeQueries({
      queryKey: picturesOf(room),
      predicate: ({ queryKey: [, , thread, rendition] }) =>
        rendition === 'original' && !kept.split(' ').includes(String(thread)),
    });
  }, [client, room, kept]);
}

/**
 * Opens one rendition in the vault, once it is wanted, and lends its pixels to this component; they are let go once it has
 * left the page.
 */
export function usePicture(room: string, thread: string, rendition: Rendition, isWanted = true): Opened {
  return useReceived(picturesOf(room, thread, rendition), rendition, (door) => door.picture(room, thread, rendition), {
    enabled: isWanted,
    gcTime: 30_000,
  });
}

/** The same of the small picture on a case's card, by which nothing in the case is looked at. */
export function useCardPicture(room: string, thread: string): Opened {
  return useReceived(picturesOf(room, thread, 'card'), 'thumb', (door) => door.cardPicture(room), { gcTime: 0 });
}

/** Measured before a decoder sees it, whatever screen it is for. */
function useReceived(
  queryKey: readonly string[],
  rendition: Rendition,
  open: (door: VaultDoor) => Promise<{ readonly bytes: Blob }>,
  options: { readonly enabled?: boolean; readonly gcTime: number },
): Opened {
  const { data, error } = useQuery({
    ...options,
    queryKey,
    queryFn: async () => {
      const [{ received }, opened] = await Promise.all([measuring(), open(vaultDoor())]);
      return received(opened, rendition);
    },
    staleTime: Infinity,
  });
  const url = useMemo(() => (data === undefined ? undefined : URL.createObjectURL(data.bytes)), [data]);
  useEffect(
    () => () => {
      if (url === undefined) return;
      setTimeout(() => {
        URL.revokeObjectURL(url);
      }, letGoAfter);
    },
    [url],
  );
  return { url, orientation: data?.orientation ?? 1, isTelling: data?.isTelling ?? false, error };
}
