import { expect, test, type Locator, type Page } from '@playwright/test';
import type { CaseForm } from '@consilium/client';
import { closeAll } from '@consilium/testkit';
import { clinic, type Clinic } from '@consilium/testkit/people';
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
  await open(bela, { title: 'Red eye since the morning', specialty: 'Ophthalmology', urgency: 'today' }, alice);
  await open(alice, { title: 'Changing mole', specialty: 'Pathology', urgency: 'this-week' }, bela);
  await open(alice, { title: 'A wound that does not close', specialty: 'Plastic surgery' });
  const over = await open(alice, { title: 'Burn of the hand', specialty: 'Plastic surgery' }, bela);
  await alice.door.closeCase(over, 'advice-given');
  await open(alice, {}, bela);
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
