import { useEffect, useRef } from 'react';
import { untilTouched } from './place-before-lock';

/** The row that led to an address, in whatever list stands on the page: by the whole address, else by its path. */
function rowTo(content: Element, address: string): HTMLElement | null {
  const [path = ''] = address.split('?');
  const of = (selector: string): HTMLElement | null => content.querySelector<HTMLElement>(selector);
  return of(`li a[href$="#${CSS.escape(address)}"]`) ?? of(`li a[href*="#${CSS.escape(path)}"]`);
}

/** What somebody chose to be at is theirs: the page moves the keys only from where they were left, or from nowhere. */
function focuses(target: HTMLElement, from: readonly (Element | null)[], isInPlace: boolean): boolean {
  const { activeElement } = document;
  if (activeElement !== document.body && !from.includes(activeElement)) return false;
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: isInPlace });
  return true;
}

interface Led {
  /** What somebody comes back from, as an address: they go on at its row. "" where they come from elsewhere. */
  readonly from: string;
  /** The page goes back to its place by itself. */
  readonly isInPlace: boolean;
}

/** Moves the keys to the title of the page as soon as it stands there, and on to the row one came from. Returns the way to stop. */
function moveFocus(content: Element, { from, isInPlace }: Led): () => void {
  const left = document.activeElement;
  let title: HTMLElement | null = null;
  const over = (): void => {
    changes.disconnect();
    unheard();
  };
  const look = (): void => {
    const heading = content.querySelector<HTMLElement>('h1');
    if (heading !== null && heading !== title) {
      if (!focuses(heading, [left, title], isInPlace)) over();
      title = heading;
    }
    const row = from === '' ? null : rowTo(content, from);
    if (row === null) return;
    focuses(row, [left, title], isInPlace);
    over();
  };
  const changes = new MutationObserver(look);
  const unheard = untilTouched(over);
  changes.observe(content, { childList: true, subtree: true });
  look();
  return over;
}

/** The same within one address, where what is shown changes without one. `what`: "" while nothing is. */
export function useTitleFocus(what: string): void {
  const before = useRef('');
  useEffect(() => {
    const content = document.getElementById('content');
    const last = before.current;
    if (what === '' || content === null) return undefined;
    before.current = what;
    return what === last || last === '' ? undefined : moveFocus(content, { from: '', isInPlace: false });
  }, [what]);
}

const pathOf = (address: string): string => address.split('?')[0] ?? '';

/**
 * Whoever has a page read out, or works by keys, is at the beginning of each page they come to, and at the row they left when
 * they come back to a list. The first page of all keeps the place where a browser begins. `page`: what is shown, "" while
 * nothing is; `address`: its path and what is chosen on it; after `inPlace` a page goes back to its place by itself.
 */
export function usePageFocus(page: string, address: string, inPlace: string): void {
  const before = useRef({ page: '', address: '' });
  const now = useRef(address);
  useEffect(() => {
    now.current = address;
    if (before.current.page === page) before.current.address = address;
  }, [page, address]);
  useEffect(() => {
    const content = document.getElementById('content');
    const last = before.current;
    if (page === '' || content === null) return undefined;
    before.current = { page, address: now.current };
    if (page === last.page || last.page === '') return undefined;
    const isBack = pathOf(last.address).startsWith(`${pathOf(now.current)}/`);
    return moveFocus(content, { from: isBack ? last.address : '', isInPlace: last.page === inPlace });
  }, [page, inPlace]);
}
