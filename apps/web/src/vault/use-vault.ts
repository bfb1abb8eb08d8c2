import { useMutation, useQuery, useQueryClient, type QueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Change, VaultDoor } from './door';
import { onVaultChange, vaultDoor } from './door';

/** Views live under the topic the vault names when they change: `['cases']`, `['room', id]`, `['requests']`, `['register']`. */
export type Topic =
  | readonly ['cases' | 'requests' | 'register' | 'session' | 'connection' | 'release' | 'telling', ...string[]]
  | readonly ['room', string, ...string[]];

/**
 * One view, kept fresh by the vault's own announcements; never retried silently. What comes anew is a copy; whatever in it
 * says the same as before is the object of before (structural sharing), so that `memo` can tell what changed.
 */
export function useView<T>(topic: Topic, ask: (door: VaultDoor) => Promise<T>): UseQueryResult<T> {
  return useQuery({ queryKey: topic, queryFn: () => ask(vaultDoor()) });
}

/**
 * Milliseconds between two looks, while the page is in sight. `unannounced`: for somebody who waits to be let in, to whom
 * nothing is announced yet. `announced`: in case an announcement was lost.
 */
const lookEvery = { unannounced: 3_000, announced: 60_000 } as const;

/** Looks now, and again from time to time. */
export function useLookingAgain(how: keyof typeof lookEvery, about: Topic[0], ...rest: string[]): void {
  const client = useQueryClient();
  const key = [about, ...rest].join(' ');
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') void client.invalidateQueries({ queryKey: key.split(' ') });
    };
    look();
    const timer = setInterval(look, lookEvery[how]);
    return () => {
      clearInterval(timer);
    };
  }, [client, key, how]);
}

interface Act<I, O> {
  readonly run: (input: I) => void;
  readonly runAsync: (input: I) => Promise<O>;
  readonly isBusy: boolean;
  readonly isDone: boolean;
  readonly data: O | undefined;
  readonly error: Error | null;
  readonly reset: () => void;
}

/** One act of a person. The vault announces what changed; nothing is shown as done before it is. */
export function useAct<I, O>(act: (door: VaultDoor, input: I) => Promise<O>, then?: (output: O) => void): Act<I, O> {
  const { mutate, mutateAsync, isPending, isSuccess, data, error, reset } = useMutation({
    mutationFn: (input: I) => act(vaultDoor(), input),
    onSuccess: (output: O) => {
      then?.(output);
    },
  });
  return { run: mutate, runAsync: mutateAsync, isBusy: isPending, isDone: isSuccess, data, error, reset };
}

const topicsOf = (change: Change): readonly (readonly string[])[] => {
  switch (change.about) {
    case 'room':
      return [['room', change.room], ['cases']];
    case 'session':
      return [['session'], ['register', 'own']];
    // Whether requests can be opened, and sent from a case, depends on a key that advisers make and pass on there.
    case 'register':
      return [['register'], ['requests', 'key'], ['room']];
    // A request for advice stands in the room it was asked in, too.
    case 'requests':
      return [['requests'], ['room'], ['cases']];
    default:
      return [[change.about]];
  }
};

/** How much waits is said with the announcement itself, and asked for by nobody. */
function takeCount(client: QueryClient, change: Change): boolean {
  if (change.about !== 'telling' || change.count === undefined) return false;
  const { count } = change;
  client.setQueryData<{ readonly count: number }>(['telling'], (known) => known && { ...known, count });
  return true;
}

/** Forwards the vault's announcements to the views. Mounted once. */
export function useVaultAnnouncements(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      onVaultChange((change) => {
        if (takeCount(client, change)) return;
        for (const queryKey of topicsOf(change)) void client.invalidateQueries({ queryKey });
      }),
    [client],
  );
}
