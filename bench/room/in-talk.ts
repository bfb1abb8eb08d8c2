import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../page/real-page';
import type { Page } from '../system/chromium';

/** What is asked of a page that shows a talk. Whatever runs in the page names nothing from outside it. */

/** A phone's screen, touched, with somebody in front of it. */
export async function asPhone(page: Page): Promise<void> {
  await page.ask('Emulation.setDeviceMetricsOverride', { width: 390, height: 844, deviceScaleFactor: 2, mobile: true });
  await page.ask('Emulation.setTouchEmulationEnabled', { enabled: true });
  await page.ask('Emulation.setFocusEmulationEnabled', { enabled: true });
}

/** How many times slower than this machine its main thread is from now on. */
export function slowBy(page: Page, rate: number): Promise<unknown> {
  return page.ask('Emulation.setCPUThrottlingRate', { rate });
}

/** Goes to an address of the application. */
export async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate((to: string) => {
    location.hash = to;
  }, hash);
}

/** Presses the case in the list of cases; milliseconds until its newest is seen whole, or what is newest on its screen. */
export async function toNewest(page: Page, room: string, rows: number): Promise<number> {
  await go(page, '#/cases');
  await until(page, () => (document.querySelector('a[href*="#/cases/"]') === null ? undefined : true));
  await pause(500);
  return page.evaluate(
    async ([id, count]: readonly [string, number]) => {
      const find = (): HTMLElement | null => document.querySelector(`a[href$="#/cases/${id}"]`);
      let link = find();
      for (; link === null; link = find()) await new Promise((wake) => setTimeout(wake, 20));
      const began = performance.now();
      link.click();
      const isSeen = (): boolean => {
        const newest = document.querySelector(`[data-talk] li[aria-posinset="${String(count)}"]`);
        if (newest === null) return false;
        const { left, right, bottom } = newest.getBoundingClientRect();
        return newest.contains(document.elementFromPoint((left + right) / 2, bottom - 2));
      };
      while (!isSeen()) await new Promise((frame) => requestAnimationFrame(frame));
      return performance.now() - began;
    },
    [room, rows] as const,
  );
}

export interface Scrolled {
  readonly framesPerSecond: number;
  /** The longest time between two frames, ms. */
  readonly longest: number;
  /** How many of the frames had a row in the middle of the talk, 0 to 1. */
  readonly withWords: number;
}

interface Counting {
  counting?: { isOver: boolean; done: Promise<Scrolled> };
}

/** Up through the talk by a finger, for as many pixels; frames counted by the page. */
export async function scrolled(page: Page, pixels: number): Promise<Scrolled> {
  const { x, y } = await page.evaluate(() => {
    const counted = { isOver: false, done: undefined as unknown as Promise<Scrolled> };
    const talk = (document.querySelector('[data-talk]') as HTMLElement).getBoundingClientRect();
    const middle = { x: talk.left + talk.width / 2, y: talk.top + talk.height / 2 };
    counted.done = (async () => {
      const times: number[] = [];
      let words = 0;
      while (!counted.isOver) {
        times.push(await new Promise<number>((frame) => requestAnimationFrame(frame)));
        if (document.elementFromPoint(middle.x, middle.y)?.closest('li') instanceof HTMLElement) words += 1;
      }
      const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
      const took = (times.at(-1) ?? 0) - (times[0] ?? 0);
      return {
        framesPerSecond: (gaps.length * 1000) / took,
        longest: Math.max(...gaps),
        withWords: words / times.length,
      };
    })();
    (globalThis as Counting).counting = counted;
    return middle;
  });
  await page.ask('Input.synthesizeScrollGesture', {
    ...{ x, y, yDistance: pixels, speed: 2500, gestureSourceType: 'touch', preventFling: true },
  });
  return page.evaluate(async () => {
    const { counting } = globalThis as Counting;
    if (counting === undefined) throw new Error('nothing was counted');
    counting.isOver = true;
    return counting.done;
  });
}

interface Beating {
  beating?: { longest: number; isOver: boolean };
}

/**
 * The longest time, ms, for which the page's main thread does not answer while `work` goes on and for as long after it:
 * tasks and frames alike, as whoever presses something meanwhile waits for them.
 */
export async function longestWait(page: Page, work: () => Promise<void>, after = 600): Promise<number> {
  await page.evaluate(() => {
    const beat = { longest: 0, isOver: false };
    const { port1, port2 } = new MessageChannel();
    let before = performance.now();
    port1.onmessage = () => {
      const now = performance.now();
      beat.longest = Math.max(beat.longest, now - before);
      before = now;
      if (!beat.isOver) port2.postMessage(0);
    };
    port2.postMessage(0);
    (globalThis as Beating).beating = beat;
  });
  await work();
  await pause(after);
  return page.evaluate(() => {
    const { beating } = globalThis as Beating;
    if (beating === undefined) throw new Error('nothing was timed');
    beating.isOver = true;
    return beating.longest;
  });
}

/** Puts the cursor into the composer. */
export async function toComposer(page: Page): Promise<void> {
  await page.evaluate(() => {
    (document.querySelector('form textarea:not([aria-hidden])') as HTMLTextAreaElement).focus();
  });
}

/** One letter, by a key. */
export async function press(page: Page, letter: string): Promise<void> {
  const key = { key: letter, text: letter, unmodifiedText: letter, code: `Key${letter.toUpperCase()}` };
  await page.ask('Input.dispatchKeyEvent', { type: 'keyDown', ...key });
  await page.ask('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
}

/** Until these words stand as the newest of the talk. */
export async function untilNewest(page: Page, words: string): Promise<void> {
  await page.evaluate(async (text: string) => {
    const stands = (): boolean =>
      document.querySelector('[data-talk] ol > li:last-child')?.textContent.includes(text) === true;
    while (!stands()) await new Promise((frame) => setTimeout(frame, 10));
  }, words);
}
