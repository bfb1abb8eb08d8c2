import { useState } from 'react';
import type { GalleryPlace } from './gallery-place';

/** Where one is in the pictures of a case: at one, or at two of which keys and the strip turn the chosen one. */
export interface Leafing {
  /** Places by their index, one or two. */
  readonly shown: readonly number[];
  /** Which of them is turned. */
  readonly chosen: number;
  /** The one that was left last, for whoever goes back to it; -1: none. */
  readonly left: number;
  readonly choose: (pane: number) => void;
  readonly goTo: (index: number) => void;
  /** One beside the other, or one alone again. */
  readonly toggleTwo: () => void;
}

/** The place of a number; where it is there no more, the one that came after it, or the last. */
function indexOf(places: readonly GalleryPlace[], number: number): number {
  const index = places.findIndex((place) => place.number >= number);
  return index === -1 ? places.length - 1 : index;
}

/** Kept by number: pictures that come or go meanwhile do not turn the page. */
export function useLeafing(places: readonly GalleryPlace[], at: string): Leafing {
  const [numbers, setNumbers] = useState(() => [places.find(({ picture }) => picture?.thread === at)?.number ?? 0]);
  const [chosen, setChosen] = useState(0);
  const [left, setLeft] = useState(0);
  const shown = numbers.map((number) => indexOf(places, number));
  const numberAt = (index: number): number => places[index]?.number ?? 0;
  return {
    shown,
    chosen: Math.min(chosen, numbers.length - 1),
    left: places.findIndex(({ number }) => number === left),
    choose: setChosen,
    goTo: (index) => {
      const to = numberAt(Math.max(0, Math.min(index, places.length - 1)));
      if (to === numbers[chosen]) return;
      setLeft(numbers[chosen] ?? 0);
      setNumbers(numbers.map((number, pane) => (pane === chosen ? to : number)));
    },
    toggleTwo: () => {
      const [one = 0] = shown;
      const isTwo = numbers.length === 2;
      setNumbers(
        isTwo ? [numbers[chosen] ?? 0] : [numberAt(one), numberAt(one + 1 < places.length ? one + 1 : one - 1)],
      );
      setChosen(isTwo ? 0 : 1);
    },
  };
}
