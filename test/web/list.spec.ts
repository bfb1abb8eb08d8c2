import { expect, test, type Locator, type Page } from '@playwright/test';
import type { CaseForm, NewPicture } from '@consilium/client';
import { closeAll } from '@consilium/testkit';
import { clinic, photograph, type Clinic, type Someone } from '@consilium/testkit/people';
import { smallJpeg } from '@consilium/testkit/pictures';
import { caseThread } from '../attacks/cases';
import { expectAccessible, expectNoSidewaysScroll, expectRoomForThumbs, screenshot, startSystem } from './support';
import type { RunningSystem } from './support';
import { openPerson, type Person } from './story/people';
import { withWords } from './story/with-words';

/** The list of cases: whose turn it is, what is chosen to be seen. */

const form: CaseForm = {
  ...{ title: 'Rash on the forearm', specialty: 'Dermatology', urgency: 'routine', ageBand: '40-64' },
  ...{ question: 'Is this a drug eruption?', responsible: 'Dr R' },
};

let system: RunningSystem | undefined;
let people: Clinic;
/** A long talk, near the beginning of which something stands that is looked for. */
let long = '';
let red = '';
let mole = '';
const sought = 'Köbner phenomenon, on the left elbow';
let a: Person;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  system = await startSystem();
  people = await clinic(system);
  const { alice, bela } = people;
  const open = async (by: typeof alice, more: Partial<CaseForm>, ...asked: (typeof alice)[]): Promise<string> => {
    const room = await by.door.openCase({ ...form, ...more });
    for (const { person } of asked) await by.door.invite(room, person);
    return room;
  };
  red = await open(bela, { title: 'Red eye since the morning', specialty: 'Ophthalmology', urgency: 'today' }, alice);
  mole = await open(alice, { title: 'Changing mole', specialty: 'Pathology', urgency: 'this-week' }, bela);
  await open(alice, { title: 'A wound that does not close', specialty: 'Plastic surgery' });
  const over = await open(alice, { title: 'Burn of the hand', specialty: 'Plastic surgery' }, bela);
  await alice.door.closeCase(over, 'advice-given');
  long = await open(alice, {}, bela);
  const thread = await caseThread(alice.door, long);
  for (let said = 1; said <= 60; said += 1) {
    await alice.door.say(long, thread, said === 8 ? `It looked like a ${sought}.` : `Message ${String(said)}`, '');
  }
  a = await withWords(await openPerson(browser, system, alice.name), system.origin, alice.words);
});

test.afterAll(async () => {
  await closeAll();
  await system?.stop();
});

const toList = async (page: Page): Promise<void> => {
  await page.evaluate(() => {
    location.hash = '#/cases';
  });
};
const titles = (page: Page): Locator => page.getByRole('list', { name: 'Cases', exact: true }).getByRole('listitem');
/** Nothing lies over the middle of these words, and they are on the screen. */
const isSeen = (page: Page, words: string): Promise<boolean> =>
  titles(page)
    .first()
    .getByText(words)
    .evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });
const chip = (page: Page, words: string): Locator =>
  page.getByRole('button', { name: new RegExp(`^${words} \\d`, 'u') });

test('whose turn it is stands on each case, what waits today first; what is chosen stays while one is in the product', async ({}, info) => {
  const { page } = a;
  await toList(page);
  await expect(titles(page)).toHaveCount(4);
  await expect(titles(page).nth(0)).toHaveText(/^Red eye.*Today.*Bela Birchwood.*Your answer is awaited/u);
  await expect(titles(page).nth(1)).toHaveText(/^A wound.*Yours.*Nobody asked yet/u);
  await expect(titles(page).filter({ hasText: /Yours.*Waiting for Bela Birchwood/u })).toHaveCount(2);
  await screenshot(page, info, 'cases-list');
  await expectAccessible(page);
  await expectRoomForThumbs(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(page);
  await screenshot(page, info, 'cases-list-narrow');
  // The first case is on the first screen, above the bar and below a warning of six lines.
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeInViewport();
  expect(await isSeen(page, 'Red eye since the morning')).toBe(true);

  await chip(page, 'Waiting for others').click();
  await chip(page, 'Dermatology').click();
  await expect(titles(page)).toHaveText([/^Rash/u]);
  await titles(page).first().getByRole('link').click();
  await expect(page.getByRole('heading', { name: form.title })).toBeVisible();
  await toList(page);
  await expect(titles(page)).toHaveText([/^Rash/u]);
  await expect(chip(page, 'Dermatology')).toHaveAttribute('aria-pressed', 'true');
  await chip(page, 'Closed').click();
  await expect(page.getByRole('heading', { name: 'No case fits all of this' })).toBeVisible();
  await screenshot(page, info, 'cases-none');
  await page.getByRole('button', { name: 'Show open cases' }).click();
  await expect(titles(page)).toHaveCount(4);
});

/** A picture as it is posted with all that is asked of it answered no, but for what is said otherwise. */
async function posts(by: Someone, room: string, said: Partial<NewPicture['consent']> = {}): Promise<void> {
  const drawn = new Blob([Uint8Array.from(smallJpeg)], { type: 'image/jpeg' });
  const picture = photograph('on a card', { original: drawn, view: drawn, thumb: drawn });
  await by.door.addPicture(room, { ...picture, consent: { ...picture.consent, ...said } });
}

test('on a card stands what no passer-by could know somebody by, fetched once it is on the screen, and nothing is read by it', async ({}, info) => {
  const { page } = a;
  const { alice, bela } = people;
  await page.setViewportSize({ width: 390, height: 844 });
  await toList(page);
  await posts(bela, red);
  await posts(bela, mole, { ruledOut: photograph('x').consent.ruledOut.filter((each) => each !== 'face') });
  const shows = titles(page).filter({ hasText: /^Red eye/u });
  await expect(shows).toContainText('1 picture');
  await expect(shows.getByRole('presentation')).toHaveJSProperty('naturalWidth', 64);
  await expect(titles(page).filter({ hasText: /^Changing mole/u })).toContainText('1 picture');
  await expect(titles(page).locator('img')).toHaveCount(1);
  await expect(shows).toContainText('1 new');
  await screenshot(page, info, 'cases-card-picture');
  await expectAccessible(page);
  const unread = async (): Promise<number | undefined> =>
    (await alice.door.cases()).find(({ room }) => room === red)?.unread;
  expect(await unread()).toBe(1);
  const { threads } = await bela.door.room(red);
  expect(threads.flatMap(({ seen }) => seen.names)).toEqual([]);
});

test('a search by keys alone leads to what was said, and a lock forgets what was looked for', async ({}, info) => {
  const { page } = a;
  await toList(page);
  await expect(titles(page)).toHaveCount(4);
  await page.keyboard.press('/');
  const field = page.getByRole('textbox', { name: 'Search in your cases' });
  await expect(field).toBeFocused();
  await page.keyboard.type('ELBOW kobner');
  const found = page.getByRole('list', { name: 'Found', exact: true });
  await expect(page.getByText('Found in 1 case.')).toBeVisible();
  await expect(found.locator('mark')).toHaveText(['Köbner', 'elbow']);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await screenshot(page, info, 'cases-found');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(found.getByRole('link').nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  const talk = page.getByRole('region', { name: /^All of/u });
  await expect(talk.getByText(sought)).toBeInViewport({ ratio: 1 });
  await screenshot(page, info, 'cases-led-to');

  await page.goBack();
  await expect(found.getByRole('link')).toHaveCount(2);
  await field.focus();
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue('');
  await expect(titles(page)).toHaveCount(4);
  await field.fill('no such thing');
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await chosenIsForgotten(page);
});

/** What was chosen and typed is not there after a lock. */
async function chosenIsForgotten(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await expect(page.locator('img[src^="blob:"]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: /recovery words/u }).click();
  await page.getByLabel('All 24 words, in order').fill(people.alice.words.join(' '));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Your devices' })).toBeVisible();
  await toList(page);
  await expect(titles(page)).toHaveCount(4);
  await expect(page.getByRole('textbox', { name: 'Search in your cases' })).toHaveValue('');
}
