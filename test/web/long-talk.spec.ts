import { expect, test, type Locator, type Page } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import { clinic, type Clinic } from '@consilium/testkit/people';
import { caseThread, opensCase } from '../attacks/cases';
import { expectAccessible, startSystem, type RunningSystem } from './support';
import { openPerson, type Person } from './story/people';
import { withWords } from './story/with-words';

/** A long talk: only what is in sight stands on the page, and nobody misses the rest. */

let system: RunningSystem | undefined;
let people: Clinic;
let room: string;
let thread: string;
let a: Person;

/** Messages, and the line that Bela was invited. */
const count = 300;
const rows = count + 1;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  system = await startSystem();
  people = await clinic(system);
  const { alice, bela } = people;
  room = await opensCase(alice, bela);
  thread = await caseThread(alice.door, room);
  for (let said = 1; said <= count; said++) {
    const more = said % 7 === 0 ? ' It spreads, and it itches, and nothing that was tried so far did any good.' : '';
    await alice.door.say(room, thread, `Message ${String(said)}.${more}`, '');
  }
  a = await withWords(await openPerson(browser, system, alice.name), system.origin, alice.words);
  await a.page.evaluate((hash) => {
    location.hash = hash;
  }, `#/cases/${room}`);
});

test.afterAll(async () => {
  await closeAll();
  await system?.stop();
});

const talk = (page: Page): Locator => page.getByRole('region', { name: /^All of/u });
const articles = (page: Page): Locator => talk(page).getByRole('article');
const message = (page: Page, number: number): Locator =>
  articles(page).filter({ hasText: `Message ${String(number)}.` });

test('opens at the newest, with no more on the page than is in sight and some around it', async () => {
  const { page } = a;
  await expect(message(page, count)).toBeInViewport({ ratio: 1 });
  const onPage = await articles(page).count();
  expect(onPage).toBeGreaterThan(20);
  expect(onPage).toBeLessThan(100);
  const newest = talk(page).getByRole('listitem').last();
  await expect(newest).toHaveAttribute('aria-setsize', String(rows));
  await expect(newest).toHaveAttribute('aria-posinset', String(rows));
  await expectAccessible(page);
});

test('by the keys one gets to the first of all and back to the newest', async () => {
  const { page } = a;
  await talk(page).focus();
  await page.keyboard.press('PageUp');
  await expect(message(page, count)).not.toBeInViewport();
  await page.keyboard.press('Home');
  // At a desk the question above it takes much of the talk.
  await expect(message(page, 1)).toBeInViewport();
  await expect(page.getByRole('heading', { name: 'The question' })).toBeInViewport();
  await expect.poll(() => talk(page).evaluate(({ scrollTop }) => scrollTop)).toBe(0);
  await page.keyboard.press('End');
  await expect(message(page, count)).toBeInViewport({ ratio: 1 });
});

test('whoever reads further up stays where they are while it grows below, and gets to the newest by one press', async () => {
  const { page } = a;
  await talk(page).evaluate((element) => {
    element.scrollTop = element.scrollHeight / 2;
  });
  // What is in sight there comes onto the page a moment later, and between two things said there is room.
  const inTheMiddle = () =>
    page.evaluate(() => {
      const { left, top, width, height } =
        document.querySelector('[data-talk]')?.getBoundingClientRect() ?? new DOMRect();
      const points = [0, 20, 40].map((down) => document.elementFromPoint(left + width / 2, top + height / 2 + down));
      return points.map((each) => each?.closest('li')?.dataset['index'] ?? '').find((index) => index !== '') ?? '';
    });
  await expect.poll(inTheMiddle).not.toBe('');
  const item = talk(page).locator(`li[data-index="${await inTheMiddle()}"]`);
  const before = (await item.boundingBox())?.y;
  await people.bela.door.say(room, thread, 'From Bela.', '');
  const down = page.getByRole('button', { name: '1 new' });
  await expect(down).toBeVisible();
  expect((await item.boundingBox())?.y).toBe(before);
  await expect(articles(page).filter({ hasText: 'From Bela.' })).toHaveCount(0);
  await down.click();
  await expect(articles(page).filter({ hasText: 'From Bela.' })).toBeInViewport({ ratio: 1 });
  await expect(down).toHaveCount(0);
});

test('the field to answer in has one line, grows with its words to five, and then scrolls', async () => {
  const { page } = a;
  const field = page.getByRole('textbox', { name: /^Write about/u });
  const lines = (count: number) => Array.from({ length: count }, (_, line) => `Line ${String(line + 1)}`).join('\n');
  const heightOf = async (count: number): Promise<number> => {
    await field.fill(lines(count));
    return (await field.boundingBox())?.height ?? 0;
  };
  const [one, two, three, five] = [await heightOf(1), await heightOf(2), await heightOf(3), await heightOf(5)];
  const line = three - two;
  expect(Math.round(one)).toBe(44);
  expect(line).toBeGreaterThan(20);
  expect(two).toBeGreaterThan(one);
  expect(five - three).toBeCloseTo(2 * line, 0);
  expect((await heightOf(9)) - five).toBeLessThan(line / 2);
  expect(await field.evaluate((element) => element.scrollHeight > element.clientHeight)).toBe(true);
  await field.fill('');
});

test('whoever looks for a word with the browser has all of the talk on the page', async () => {
  const { page } = a;
  await expect(message(page, 1)).toHaveCount(0);
  await talk(page).focus();
  await page.keyboard.press('Control+f');
  await expect(articles(page)).toHaveCount(count + 1);
  await expect(articles(page).filter({ hasText: 'From Bela.' })).toBeInViewport({ ratio: 1 });
  expect(a.violations.all()).toEqual([]);
});
