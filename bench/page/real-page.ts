import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '../system/chromium';

/** How many times slower than this machine. */
const slower = 4;
const untilMilliseconds = 120_000;

/** A processor several times slower, from before the page is loaded. The workers of a page are not slowed. */
export async function slowProcessor(page: Page): Promise<void> {
  await page.ask('Emulation.setCPUThrottlingRate', { rate: slower });
}

/** Asks the page again and again until it says something other than undefined. */
export async function until<T>(page: Page, look: () => T | undefined): Promise<T> {
  for (const end = Date.now() + untilMilliseconds; Date.now() < end;) {
    const found = await page.evaluate(look).catch(() => undefined);
    // What a page says is JSON: nothing is null there.
    if (found !== undefined && found !== null) return found;
    await pause(20);
  }
  throw new Error(`The page did not come to what was waited for: ${String(look)}`);
}

/** Milliseconds from the address to a sign-in button that stands there and can be pressed. */
export function untilSignIn(page: Page): Promise<number> {
  return until(page, () => {
    const buttons = [...document.querySelectorAll('button')];
    const isThere = buttons.some(
      (button) => /sign in/i.test(button.innerText) && !button.disabled && button.getBoundingClientRect().height > 0,
    );
    return isThere ? performance.now() : undefined;
  });
}

/** Presses the button of that name as soon as it can be pressed. */
async function press(page: Page, name: string): Promise<void> {
  await page.evaluate(async (wanted: string) => {
    const find = (): HTMLElement | undefined =>
      [...document.querySelectorAll<HTMLButtonElement>('button')].find(
        (button) => (button.ariaLabel ?? button.innerText.trim()).startsWith(wanted) && !button.disabled,
      );
    for (let button = find(); ; button = find()) {
      if (button !== undefined) {
        button.click();
        return;
      }
      await new Promise((wake) => setTimeout(wake, 20));
    }
  }, name);
}

/** Writes into the one field for words there is, as typing would. */
async function write(page: Page, words: string): Promise<void> {
  await page.evaluate(async (text: string) => {
    const find = (): HTMLTextAreaElement | null => document.querySelector('textarea:not([aria-hidden])');
    for (let field = find(); ; field = find()) {
      if (field !== null) {
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, text);
        field.dispatchEvent(new Event('input', { bubbles: true }));
        return;
      }
      await new Promise((wake) => setTimeout(wake, 20));
    }
  }, words);
}

/** Signs in with the words and opens a case; resolves when its talk has so many rows: of a long one some stand on the page. */
export async function showRoom(page: Page, words: string, room: string, messages: number): Promise<void> {
  await untilSignIn(page);
  await press(page, 'Lost your passkeys?');
  await write(page, words);
  await press(page, 'Sign in');
  await until(page, () => (document.querySelector('form textarea') === null ? true : undefined));
  await until(page, () => (document.querySelector('nav') === null ? undefined : true));
  await page.evaluate((id: string) => {
    location.hash = `#/cases/${id}`;
  }, room);
  const shown = (): number => Number(document.querySelector('[data-talk] ol > li')?.getAttribute('aria-setsize') ?? 0);
  for (let seen = 0; seen < messages; seen = await page.evaluate(shown)) await pause(100);
  await page.ask('Performance.enable', { timeDomain: 'threadTicks' });
}

interface Metrics {
  readonly metrics: readonly { readonly name: string; readonly value: number }[];
}

/** Seconds of processor time the page's main thread worked so far. */
async function worked(page: Page): Promise<number> {
  const { metrics } = await page.ask<Metrics>('Performance.getMetrics', {});
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
}

/** As long as what a post brings after it (an answer, a notice, a head) still comes. */
const afterwards = 1000;

/** Milliseconds that the page's main thread works from the press of the button until nothing comes any more. */
export async function mainThread(page: Page, words: string): Promise<number> {
  await write(page, words);
  await pause(afterwards);
  const before = await worked(page);
  await press(page, 'Post');
  await page.evaluate(async (text: string) => {
    const stands = (): boolean => {
      const newest = document.querySelector('ol > li[data-kind="message"]:last-child');
      return newest?.textContent.includes(text) === true && newest.querySelector('[data-pending="true"]') === null;
    };
    while (!stands()) await new Promise((wake) => setTimeout(wake, 50));
  }, words);
  await pause(afterwards);
  return ((await worked(page)) - before) * 1000;
}
