import { expect, test, type Page } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import { enrolled, officer as firstOfficer, registered, type Someone } from '@consilium/testkit/people';
import { caseThread, opensCase } from '../attacks/cases';
import { startSystem, type RunningSystem } from './support';
import { organisations } from './story/cast';
import { openPerson } from './story/people';
import { withWords } from './story/with-words';

/**
 * Most bytes on the wire, heads of answers included: until the first button stands there, and with all that comes behind it,
 * which is the keys' part with what hears and tells who has seen what, and what was kept of a picture.
 */
const budget = { toButton: 300_000, all: 400_000 };

let system: RunningSystem | undefined;
let officer: Someone | undefined;

const ready = (): { system: RunningSystem; officer: Someone } => {
  if (system === undefined || officer === undefined) throw new Error('The system is not ready.');
  return { system, officer };
};

test.beforeAll(async () => {
  system = await startSystem();
  officer = await firstOfficer(system.origin, system.setUpCode);
});
test.afterAll(async () => {
  await closeAll();
  await system?.stop();
});

interface Fetched {
  readonly name: string;
  /** When it was asked for, and when it was there: since 1970, milliseconds. */
  readonly from: number;
  readonly at: number;
  readonly bytes: number;
  /** What it would be without compression. */
  readonly whole: number;
}

/** What a page, or a worker of it, fetched so far. */
function fetched(): Fetched[] {
  const entries = performance.getEntries().filter((each) => each instanceof PerformanceResourceTiming);
  return entries.map((entry) => ({
    name: entry.name,
    from: performance.timeOrigin + entry.startTime,
    at: performance.timeOrigin + entry.responseEnd,
    bytes: entry.transferSize,
    whole: entry.decodedBodySize,
  }));
}

async function allOf(page: Page): Promise<Fetched[]> {
  const parts = await Promise.all([
    page.evaluate(fetched),
    ...page.workers().map((worker) => worker.evaluate(fetched)),
  ]);
  return parts.flat();
}

/** Notes in the page when its first button stood there: asked from outside, it would be late on a busy machine. */
function noteButton(): void {
  const watching = new MutationObserver(() => {
    if (document.querySelector('button') === null) return;
    Object.assign(globalThis, { buttonAt: performance.timeOrigin + performance.now() });
    watching.disconnect();
  });
  watching.observe(document, { childList: true, subtree: true });
}

const sum = (files: readonly Fetched[], of: 'bytes' | 'whole'): number =>
  files.reduce((all, each) => all + each[of], 0);

test('the first page is at most 300 KB on the wire until its button stands there, and 400 KB in all', async ({
  page,
}) => {
  await page.addInitScript(noteButton);
  await page.goto(ready().system.origin);
  await expect(page.getByRole('button', { name: 'Sign in with a passkey' })).toBeVisible();
  const shownAt = await page.evaluate(() => (globalThis as unknown as { buttonAt: number }).buttonAt);
  await page.waitForLoadState('networkidle');
  const files = await allOf(page);
  const answered = files.find(({ name }) => name.endsWith('/api/sign-in/session'))?.at ?? 0;
  // On a busy machine the button comes late, and what is fetched ahead before it; nothing of that is waited for.
  const before = files.filter(({ from, at }) => at <= shownAt && from < answered);
  const said = [sum(before, 'bytes'), sum(files, 'bytes'), sum(files, 'whole')].map((bytes) =>
    (bytes / 1000).toFixed(0),
  );
  console.log(
    `first page: ${said[0] ?? ''} KB to the button, ${said[1] ?? ''} KB in all, ${said[2] ?? ''} KB unpacked`,
  );
  expect(files.some(({ name }) => /with-keys-.*\.js/u.test(name))).toBe(true);
  expect(sum(before, 'bytes')).toBeGreaterThan(100_000);
  expect(sum(before, 'bytes')).toBeLessThanOrEqual(budget.toButton);
  expect(sum(files, 'bytes')).toBeLessThanOrEqual(budget.all);
  // The keys' part, which nobody needs yet, is asked for once it is known whether somebody is signed in.
  const ahead = files.filter(({ name }) => /with-keys-|x-wing-/u.test(name));
  expect(ahead).toHaveLength(2);
  expect(answered).toBeGreaterThan(0);
  expect(ahead.filter(({ from }) => from < answered)).toEqual([]);
});

/** Remembers with what each item was rendered last (React hangs it on the element): another object is another rendering. */
function remember(): number {
  const kept = new Map<Element, unknown>();
  for (const article of document.querySelectorAll('ol > li article')) kept.set(article, propsOf(article));
  Object.assign(globalThis, { kept, propsOf });
  return kept.size;

  function propsOf(element: Element): unknown {
    const name = Object.keys(element).find((each) => each.startsWith('__reactProps'));
    return name === undefined ? undefined : Reflect.get(element, name);
  }
}

/** How many of those that stand there still were rendered again since. */
function renderedAgain(): { readonly again: number; readonly known: number } {
  const { kept, propsOf } = globalThis as unknown as {
    kept: Map<Element, unknown>;
    propsOf: (element: Element) => unknown;
  };
  const there = [...kept].filter(([element, props]) => element.isConnected && props !== undefined);
  return { known: there.length, again: there.filter(([element, props]) => propsOf(element) !== props).length };
}

test('whatever is said, by whomever, nothing that was said before is rendered again', async ({ browser }) => {
  const { system: running, officer: by } = ready();
  const organisation = await by.door.addOrganisation(organisations.own, 'clinical');
  const alice = await enrolled(by, { ...registered.alice, role: 'clinician', organisation });
  const bela = await enrolled(by, { ...registered.bela, role: 'clinician', organisation });
  const room = await opensCase(alice, bela);
  const thread = await caseThread(alice.door, room);
  const count = 30;
  for (let i = 0; i < count; i += 1) await alice.door.say(room, thread, `Message ${String(i)}`, '');
  const person = await withWords(await openPerson(browser, running, alice.name), running.origin, alice.words);
  const { page } = person;
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/cases/${room}`);
  const said = page.getByRole('list', { name: /What was said/ }).getByRole('article');
  await expect(said).toHaveCount(count);
  expect(await page.evaluate(remember)).toBe(count);

  await page.getByRole('textbox', { name: /Write about/ }).fill('Would you excise?');
  await page.getByRole('button', { name: /^Post to/ }).click();
  await expect(said).toHaveCount(count + 1);
  await expect(page.getByText('Sending')).toHaveCount(0);
  await bela.door.say(room, thread, 'I would.', '');
  await expect(said).toHaveCount(count + 2);
  expect(await page.evaluate(renderedAgain)).toEqual({ known: count, again: 0 });
});
