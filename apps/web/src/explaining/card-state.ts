import { useSyncExternalStore } from 'react';
import { type Explanation, explanations } from '@consilium/domain';
import { cardTopics } from './card-texts';

export const interpreters = ['interpreter', 'interpreter-not-needed'] as const;
export type Interpreter = (typeof interpreters)[number];

/** The card that is before a patient: nothing of the case, and no answer of anybody. */
export interface RaisedCard {
  /** Where its clinician goes on. */
  readonly path: string;
  readonly interpreter: Interpreter | '';
  /** Which matter is in sight, by its place; one past the last: the end. */
  readonly at: number;
  /** The matters that were in sight so far. */
  readonly shown: readonly Explanation[];
}

/** Kept by the browser as long as the tab is there, so that loading the page anew leads to the card. */
const place = 'patient-card';

const listeners = new Set<() => void>();

function read(): RaisedCard | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? 'null') as RaisedCard | null;
    if (kept === null) return undefined;
    const at = Math.min(Math.max(0, Math.trunc(kept.at)), cardTopics.length);
    return {
      path: kept.path.startsWith('/cases/') ? kept.path : '/cases',
      interpreter: interpreters.find((each) => each === kept.interpreter) ?? '',
      ...{ at, shown: explanations.filter((each) => kept.shown.includes(each)) },
    };
  } catch {
    return undefined;
  }
}

function keep(card: RaisedCard | undefined): void {
  try {
    if (card === undefined) sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, JSON.stringify(card));
  } catch {
    // A browser that keeps nothing shows the card until the page is loaded anew, and then the lock.
  }
}

let raised = read();
/** The card that was put away last, until the screen it was raised on takes it up. */
let putBack: RaisedCard | undefined;

function become(card: RaisedCard | undefined): void {
  raised = card;
  keep(card);
  for (const listener of listeners) listener();
}

/** In place of everything else on this page, from now on. */
export function raiseCard(path: string, interpreter: Interpreter | ''): void {
  become({ path, interpreter, ...inSight(0, []) });
}

const inSight = (at: number, before: readonly Explanation[]): Pick<RaisedCard, 'at' | 'shown'> => ({
  at,
  shown: explanations.filter((each) => before.includes(each) || each === cardTopics[at]),
});

export function turnCard(to: number): void {
  if (raised !== undefined) become({ ...raised, ...inSight(to, raised.shown) });
}

/** Its clinician has unlocked. Says where they go on. */
export function putCardAway(): string {
  putBack = raised;
  become(undefined);
  return putBack?.path ?? '/cases';
}

/** The card that was put away last, where it was raised there and nobody took it up yet. */
export const shownFrom = (path: string): RaisedCard | undefined => (putBack?.path === path ? putBack : undefined);

/** Taken up: what is begun there next begins anew. */
export function forgetShown(): void {
  putBack = undefined;
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function useRaisedCard(): RaisedCard | undefined {
  return useSyncExternalStore(subscribe, () => raised);
}
