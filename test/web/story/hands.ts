import type { Page } from '@playwright/test';

/** What a person's hands did at a page since they were counted anew. */
export interface Hands {
  /** Presses, and every focus of a field that no press brought. */
  readonly taps: number;
  /** Characters typed. */
  readonly characters: number;
  /** Times the system's own picker of files was gone through. */
  readonly pickers: number;
}

declare global {
  interface Window {
    hands?: { taps: number; characters: number; pickers: number; pressed: Element | null };
  }
}

/** Seconds by a keystroke-level model: 1.5 a tap, 0.28 a character, 4 for the system's picker. Nobody's thinking is in it. */
export const secondsOf = ({ taps, characters, pickers }: Hands): number => 1.5 * taps + 0.28 * characters + 4 * pickers;

/** Begins to count, or counts anew, what is done at the page that is open; a page loaded afresh has to be counted again. */
export async function countHands(page: Page): Promise<void> {
  await page.evaluate(() => {
    const isCounted = window.hands !== undefined;
    window.hands = { taps: 0, characters: 0, pickers: 0, pressed: null };
    if (isCounted) return;
    const counted = (): NonNullable<Window['hands']> => {
      if (window.hands === undefined) throw new Error('not counted');
      return window.hands;
    };
    const lengths = new WeakMap<EventTarget, number>();
    const isText = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
      target instanceof HTMLTextAreaElement ||
      (target instanceof HTMLInputElement && ['text', 'search'].includes(target.type));
    window.addEventListener(
      'pointerdown',
      ({ target }) => {
        counted().taps += 1;
        counted().pressed = target instanceof Element ? (target.closest('label')?.control ?? target) : null;
      },
      true,
    );
    window.addEventListener(
      'focusin',
      ({ target }) => {
        if (!isText(target)) return;
        lengths.set(target, target.value.length);
        if (counted().pressed !== target) counted().taps += 1;
        counted().pressed = null;
      },
      true,
    );
    window.addEventListener(
      'input',
      ({ target }) => {
        if (!isText(target)) return;
        counted().characters += Math.abs(target.value.length - (lengths.get(target) ?? 0));
        lengths.set(target, target.value.length);
      },
      true,
    );
    window.addEventListener(
      'change',
      ({ target }) => {
        if (target instanceof HTMLInputElement && target.type === 'file') counted().pickers += 1;
      },
      true,
    );
  });
}

export async function handsAt(page: Page): Promise<Hands> {
  const counted = await page.evaluate(() => window.hands);
  if (counted === undefined) throw new Error('The hands at this page are not counted');
  const { taps, characters, pickers } = counted;
  return { taps, characters, pickers };
}

/** Says what it took, in one line of the test's output. */
export function printHands(what: string, hands: Hands): void {
  const { taps, characters, pickers } = hands;
  const counts = `${String(taps)} taps, ${String(characters)} characters, ${String(pickers)} times the picker of files`;
  console.log(`${what}: ${counts}, ${secondsOf(hands).toFixed(0)} s by hand`);
}
