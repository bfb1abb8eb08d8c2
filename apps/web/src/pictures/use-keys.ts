import { type KeyboardEvent, useCallback, useMemo, useRef } from 'react';
import type { ZoomActs } from './use-deep-zoom';
import type { Leafing } from './use-leafing';

/** What goes nearer to each of the pictures that are shown, and moves it. */
export interface PaneActs {
  /** For as long as it is there. Gives the end of that. */
  readonly register: (pane: number, acts: ZoomActs) => () => void;
  readonly of: (pane: number) => ZoomActs | undefined;
}

export function usePaneActs(): PaneActs {
  const all = useRef(new Map<number, ZoomActs>());
  const register = useCallback((pane: number, acts: ZoomActs) => {
    const known = all.current;
    known.set(pane, acts);
    return () => {
      if (known.get(pane) === acts) known.delete(pane);
    };
  }, []);
  const of = useCallback((pane: number) => all.current.get(pane), []);
  return useMemo(() => ({ register, of }), [register, of]);
}

/** One step nearer. */
export const nearer = 1.4;
/** So much of what is seen of a picture a key moves. */
const stride = 0.2;

const nears: Readonly<Record<string, (acts: ZoomActs) => void>> = {
  '+': ({ zoom }) => {
    zoom(nearer);
  },
  '=': ({ zoom }) => {
    zoom(nearer);
  },
  '-': ({ zoom }) => {
    zoom(1 / nearer);
  },
  '0': ({ fit }) => {
    fit();
  },
};
const moves: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-stride, 0],
  ArrowRight: [stride, 0],
  ArrowUp: [0, -stride],
  ArrowDown: [0, stride],
};
const leafs: Readonly<Record<string, (now: number, last: number) => number>> = {
  ArrowLeft: (now) => now - 1,
  ArrowRight: (now) => now + 1,
  PageUp: (now) => now - 1,
  PageDown: (now) => now + 1,
  Home: () => 0,
  End: (_now, last) => last,
};

/** What a key does to the picture itself; undefined where it does nothing to it. */
function actOn(acts: ZoomActs | undefined, key: string): (() => void) | undefined {
  if (acts === undefined) return undefined;
  const [near, move] = [nears[key], moves[key]];
  if (near !== undefined)
    return () => {
      near(acts);
    };
  if (move === undefined || !acts.isNear()) return undefined;
  return () => {
    acts.move(...move);
  };
}

/** Goes nearer to the chosen picture, and leafs; over one that is shown larger, arrows move it. */
export function useKeys(panes: PaneActs, leafing: Leafing, last: number): (event: KeyboardEvent) => void {
  const { shown, chosen, goTo } = leafing;
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [act, leaf] = [actOn(panes.of(chosen), event.key), leafs[event.key]];
    if (act !== undefined) act();
    else if (leaf !== undefined) goTo(leaf(shown[chosen] ?? 0, last));
    else return;
    event.preventDefault();
  };
}
