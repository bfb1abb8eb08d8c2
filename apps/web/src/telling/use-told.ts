import { useEffect } from 'react';
import { isAttended } from '../platform/attended';
import { useSession } from '../sign-in';
import { vaultDoor, type ToldView } from '../vault/door';
import { useView } from '../vault/use-vault';

/** How this person is told, and how much waits for them; undefined until the service has said it. */
export function useTold(): ToldView | undefined {
  const { state, me } = useSession();
  const isIn = state === 'open' && me?.standing === 'active';
  return useView(['telling'], (door) => (isIn ? door.told() : Promise.resolve(undefined))).data;
}

const plain = 'Consilium';

/** On the icon of an installed page, where the platform has that: what cannot be shown there is not shown. */
function badge(count: number): void {
  const { setAppBadge } = navigator as Partial<Pick<Navigator, 'setAppBadge'>>;
  // Zero takes it away.
  void setAppBadge?.call(navigator, count).catch(() => undefined);
}

/** Tab and icon say how much waits, also while another page is in front; the tab says which page it is. Locked or signed out, nothing waits. */
export function useCountOutside(page: string, count: number): void {
  useEffect(() => {
    document.title = [...(count === 0 ? [] : [`(${String(count)})`]), ...(page === '' ? [] : [page, '·']), plain].join(
      ' ',
    );
    return () => {
      document.title = plain;
    };
  }, [page, count]);
  useEffect(() => {
    badge(count);
    return () => {
      badge(0);
    };
  }, [count]);
}

/** What an address shows: a case or a request by its id, "" for what is told of the register; undefined for neither. */
function shownAt(path: string): string | undefined {
  const [, id] = /^\/(?:cases|advice)\/([\w-]{43})(?:\/|$)/u.exec(path) ?? [];
  return id ?? (/^\/(?:cases|advice|register|devices)$/u.test(path) ? '' : undefined);
}

/** What is on the screen waits no more, as soon as somebody looks; of a case, once nothing in it is new any more. */
export function useLookedAt(path: string, count: number): void {
  const id = shownAt(path);
  useEffect(() => {
    if (count === 0 || id === undefined) return undefined;
    const look = (): void => {
      // What cannot be said now is said at the next count.
      if (isAttended())
        void vaultDoor()
          .lookedAt(id)
          .catch(() => undefined);
    };
    look();
    document.addEventListener('visibilitychange', look);
    window.addEventListener('focus', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('focus', look);
    };
  }, [id, count]);
}
