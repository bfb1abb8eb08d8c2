import { expect, test, type Locator, type Page } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import { clinic, signsIn, type Clinic } from '@consilium/testkit/people';
import { caseThread, opensCase } from '../attacks/cases';
import { expectAccessible, expectNoSidewaysScroll, screenshot, startSystem, type MovableSystem } from './support';
import { openPerson, type Person } from './story/people';

/** Whose device somebody sits at: when it locks, how long they stay signed in, and that one press leads back to where they were. */

let system: MovableSystem | undefined;
let people: Clinic;
let room = '';
let a: Person;
const count = 60;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  system = await startSystem();
  people = await clinic(system);
  const { alice, bela } = people;
  room = await opensCase(alice, bela);
  const thread = await caseThread(alice.door, room);
  for (let said = 1; said <= count; said += 1) {
    const more = said % 7 === 0 ? ' It spreads, and it itches, and nothing that was tried so far did any good.' : '';
    await alice.door.say(room, thread, `Message ${String(said)}.${more}`, '');
  }
  a = await openPerson(browser, system, alice.name);
  await a.page.clock.install();
  await a.page.goto(system.origin);
});

test.afterAll(async () => {
  await closeAll();
  await system?.stop();
});

const choice = (page: Page, name: string): Locator => page.getByRole('radio', { name });
const locked = (page: Page): Locator => page.getByRole('heading', { name: 'Locked' });
const talk = (page: Page): Locator => page.getByRole('region', { name: /^All of/u });
const message = (page: Page, number: number): Locator =>
  talk(page)
    .getByRole('article')
    .filter({ hasText: `Message ${String(number)}.` });

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
}

/** Time passes, at the device and at the service. */
async function pass(page: Page, minutes: number): Promise<void> {
  system?.goesOn(minutes * 60);
  await page.clock.fastForward(minutes * 60_000);
}

/** The page goes out of sight, or comes back. */
async function turn(page: Page, to: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, to);
}

async function locks(page: Page): Promise<void> {
  await turn(page, 'hidden');
  await pass(page, 15.2);
  await expect(locked(page)).toBeVisible();
  await turn(page, 'visible');
}

/** What stands first in sight in the talk, and how far below its upper edge. */
const place = (page: Page): Promise<{ entry: string; top: number }> =>
  page.evaluate(() => {
    const outer = document.querySelector('[data-talk]');
    const edge = outer?.getBoundingClientRect().top ?? 0;
    const rows = [...(outer?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])];
    const first = rows.find((row) => row.getBoundingClientRect().bottom > edge);
    return {
      entry: first?.dataset['entry'] ?? '',
      top: Math.round((first?.getBoundingClientRect().top ?? 0) - edge),
    };
  });

test('at sign-in a device is a shared computer until somebody says that it is their own', async ({}, info) => {
  const { page } = a;
  await expect(choice(page, 'A shared computer')).toBeChecked();
  await screenshot(page, info, 'sign-in-whose');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Lost your passkeys? Use your recovery words' }).click();
  await choice(page, 'My own device').check();
  await expect(choice(page, 'My own device')).toBeChecked();
  await page.getByLabel('All 24 words, in order').fill(people.alice.words.join(' '));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Make a new passkey' }).click();
  await page.getByRole('button', { name: 'Add this passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Passkey 2' })).toBeVisible();
});

test('one’s own device locks a quarter of an hour after it was seen last, and one press leads back to the same line and draft', async () => {
  const { page } = a;
  await goTo(page, `#/cases/${room}`);
  await expect(message(page, count)).toBeInViewport({ ratio: 1 });
  await talk(page).evaluate((element) => {
    element.scrollTop = element.scrollHeight * 0.4;
  });
  const field = page.getByRole('textbox', { name: /^Write about/u });
  await field.fill('Half a sentence');
  // Five minutes in sight without a touch, and a while out of it.
  await pass(page, 10);
  await turn(page, 'hidden');
  await pass(page, 14);
  await turn(page, 'visible');
  await expect(field).toHaveValue('Half a sentence');
  const before = await place(page);
  expect(before.entry).not.toBe('');
  await locks(page);
  await expect(page.locator('[data-entry]')).toHaveCount(0);
  // Nobody used the session for so long, and it is there.
  await pass(page, 9 * 60);
  await turn(page, 'hidden');
  await turn(page, 'visible');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(field).toHaveValue('Half a sentence');
  await expect.poll(() => place(page)).toEqual(before);
});

test('what came in the meantime lies below, and whoever was at the newest is at the newest', async () => {
  const { page } = a;
  const { bela } = people;
  const before = await place(page);
  await locks(page);
  // Hers ended hours ago.
  await signsIn(bela, 'Ward computer');
  await bela.door.say(room, await caseThread(bela.door, room), 'From Bela.', '');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect.poll(() => place(page)).toEqual(before);
  await page.getByRole('button', { name: '1 new' }).click();
  await expect(talk(page).getByText('From Bela.')).toBeInViewport({ ratio: 1 });
  await locks(page);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(talk(page).getByText('From Bela.')).toBeInViewport({ ratio: 1 });
});

test('settings say who one is, what opens one’s keys and how one is told; a device said to be shared locks and signs out as one', async ({}, info) => {
  const { page } = a;
  await goTo(page, '#/settings');
  const facts = page.locator('dl');
  await expect(facts).toContainText(people.alice.name);
  await expect(facts).toContainText('has confirmed your membership');
  await expect(page.getByText('2 passkeys open your cases. You are signed in on 1 device.')).toBeVisible();
  await expect(page.getByText('Nothing tells you that something waits')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Settings' })).toHaveAttribute('aria-current', 'page');
  await expectAccessible(page);
  await screenshot(page, info, 'settings');
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(page);
  await screenshot(page, info, 'settings-narrow');
  // A long page comes back to where it was, too.
  await page.evaluate(() => {
    window.scrollTo({ top: 400 });
  });
  await page.getByRole('button', { name: 'Lock now' }).click();
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect.poll(() => page.evaluate(() => Math.round(window.scrollY))).toBe(400);
  await choice(page, 'A shared computer').check();
  await expect(page.getByText('Locks after 5 minutes without a touch.', { exact: false })).toBeVisible();
  // What was pressed stands there at once; what stays on the device is said once the service took it.
  await expect(
    page.getByText('What stays on it while you are locked or signed out by time', { exact: false }),
  ).toBeVisible();
  await pass(page, 5.2);
  await expect(locked(page)).toBeVisible();
  await pass(page, 16.2);
  await expect(page.getByRole('button', { name: 'Sign in with a passkey' })).toBeVisible();
  await expect(choice(page, 'A shared computer')).toBeChecked();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByRole('button', { name: 'Open your keys' }).click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  expect(a.violations.all()).toEqual([]);
});
