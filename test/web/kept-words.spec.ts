import { expect, test, type Browser, type Page } from '@playwright/test';
import { plantedJpeg } from '@consilium/testkit/pictures';
import {
  addAuthenticator,
  collectViolations,
  expectAccessible,
  expectNoViolations,
  startSystem,
  type RunningSystem,
} from './support';
import { caseWords, names } from './story/cast';
import { check, choosePicture, openCase, say, saysOnChip, toCases } from './story/case-room';
import { giveDetails, typeWordsBack } from './story/joining';
import { oneDoctor, type Office } from './story/one-doctor';
import { allowedOrigins, openPerson, type Person } from './story/people';
import { unlock } from './story/step-6-7-after';
import { keptRecords } from './support/kept-records';

let system: RunningSystem | undefined;
let office: Office | undefined;
let doctor: Person | undefined;

function atWork(): Person {
  if (doctor === undefined) throw new Error('Nobody is at work.');
  return doctor;
}

test.describe.configure({ mode: 'serial' });

async function prepare(browser: Browser): Promise<void> {
  system = await startSystem();
  ({ office, doctor } = await oneDoctor(browser, system));
}

test.beforeAll(async ({ browser }) => {
  await prepare(browser);
});

test.afterAll(async () => {
  try {
    expectNoViolations(atWork().violations);
  } finally {
    await system?.stop();
  }
});

const passphrase = 'four wards of quiet corridors 7';

/** Somebody whose passkeys have no PRF: the only kind that can be held at two tabs of a test at once. */
async function withPassphrase(browser: Browser): Promise<Person> {
  if (system === undefined || office === undefined) throw new Error('The system is not ready.');
  const person = await openPerson(browser, system, names.b, { hasPrf: false });
  await giveDetails(person, await office.invite(), { number: '9990004', specialty: 'Dermatology' });
  await person.page.getByRole('button', { name: 'Make a passkey' }).click();
  await person.page.locator('#passphrase').fill(passphrase);
  await person.page.getByRole('button', { name: 'Use this passphrase' }).click();
  await typeWordsBack(person);
  await expect(person.page.getByRole('heading', { name: 'Waiting for the registration officer' })).toBeVisible();
  await office.approve(person);
  return person;
}

/** Takes the work over into this tab. */
async function useHere(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Use it here' }).click();
  await page.locator('#passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
}

const question = (page: Page) => page.getByLabel('What do you want to know?');
const message = (page: Page) => page.getByRole('textbox', { name: /^Write about/u });

/** Every record of the shelf by its name, and everything else the browser keeps of this page, as text. */
async function shelved(
  page: Page,
): Promise<{ readonly records: Readonly<Record<string, string>>; readonly storage: string }> {
  const records = await keptRecords(page);
  const storage = await page.evaluate(() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage));
  const named = records.map(({ owner, name, text }) => [`${owner} ${name}`, text] as const);
  return { records: Object.fromEntries(named), storage };
}

async function kept(page: Page): Promise<string> {
  const { records, storage } = await shelved(page);
  return Object.entries(records).flat().join('\n') + storage;
}

/** Names of records that were not there before. */
const addedTo = async (page: Page, before: readonly string[]): Promise<string[]> =>
  (await namesOf(page)).filter((name) => !before.includes(name));

/** What the shelf holds while nothing is being written: what was verified is kept a little after it was. */
async function shelfAtRest(page: Page): Promise<string[]> {
  let before: string[] = [];
  const isAtRest = async (): Promise<boolean> => {
    const names = await namesOf(page);
    const isSame = names.length > 0 && names.join() === before.join();
    before = names;
    return isSame;
  };
  await expect.poll(isAtRest, { intervals: [4_000] }).toBe(true);
  return before;
}

const namesOf = async (page: Page): Promise<string[]> => Object.keys((await shelved(page)).records);

test('a question half written is there again after the lock and after a reload, and gone once it was asked', async () => {
  const person = atWork();
  const { page } = person;
  const half = 'A pigmented plaque, grown since';
  const before = await namesOf(page);
  await page.getByRole('link', { name: 'New case' }).click();
  await question(page).pressSequentially(half);
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await expect(page.locator('textarea')).toHaveCount(0);
  const onDevice = await kept(page);
  const added = await addedTo(page, before);
  expect(added.length).toBeGreaterThan(0);
  expect(onDevice).not.toContain('pigmented');
  await unlock(person);
  await expect(question(page)).toHaveValue(half);
  await question(page).fill(`${half} May`);
  await expect.poll(() => kept(page)).not.toBe(onDevice);
  const withWords = await kept(page);
  await saysOnChip(page, 'Urgency', 'This week');
  await expect.poll(() => kept(page)).not.toBe(withWords);
  await page.reload();
  await unlock(person);
  await expect(question(page)).toHaveValue(`${half} May`);
  await expect(page.getByRole('button', { name: 'Urgency: This week' })).toBeVisible();
  await toCases(page);
  await openCase(page, caseWords);
  // What was verified stays on the device; the draft goes.
  const left = async (): Promise<number> => (await namesOf(page)).filter((name) => added.includes(name)).length;
  await expect.poll(left).toBe(added.length - 1);
});

test('what was written and taken out again before it was asked is not there the next time', async () => {
  const { page } = atWork();
  await toCases(page);
  const before = await shelfAtRest(page);
  await page.getByRole('link', { name: 'New case' }).click();
  await question(page).fill('Whether to');
  await expect.poll(async () => (await addedTo(page, before)).length).toBe(1);
  await question(page).fill('');
  await expect.poll(() => addedTo(page, before)).toEqual([]);
  await toCases(page);
  await page.getByRole('list', { name: 'Cases' }).getByRole('link', { name: caseWords.title }).click();
});

test('a message that got no answer before the page closed stands there with Retry and Delete, and is sent once', async () => {
  const person = atWork();
  const { page, context } = person;
  const [first, second] = ['Said in a lift.', 'Better not said.'];
  const atRest = await shelfAtRest(page);
  await context.route('**/api/ledgers/append', (route) => route.abort('internetdisconnected'));
  for (const words of [first, second]) {
    await message(page).fill(words);
    await page.getByRole('button', { name: /^Post to/u }).click();
    const unsent = page.getByRole('article').filter({ hasText: words });
    await expect(unsent.getByRole('alert')).toContainText('Not sent.');
    await expect(message(page)).toHaveValue('');
  }
  await expectAccessible(page);
  await page.reload();
  await unlock(person);
  await context.unroute('**/api/ledgers/append');
  await message(page).fill('And one more thing');
  const again = page.getByRole('article').filter({ hasText: first });
  await expect(again.getByRole('alert')).toContainText('send it again');
  await again.getByRole('button', { name: 'Retry' }).click();
  await expect(again.getByRole('alert')).toHaveCount(0);
  await page.getByRole('article').filter({ hasText: second }).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('article').filter({ hasText: second })).toHaveCount(0);
  await expect(message(page)).toHaveValue('And one more thing');
  await message(page).fill('');
  await expect.poll(() => addedTo(page, atRest)).toEqual([]);
  await page.reload();
  await unlock(person);
  await expect(page.getByRole('article').filter({ hasText: first })).toHaveCount(1);
  await expect(page.getByRole('article').filter({ hasText: second })).toHaveCount(0);
  person.violations.forget(/ERR_INTERNET_DISCONNECTED/u);
});

test('a picture whose page was closed while it could not be posted stands there with Retry, and is posted once', async () => {
  const person = atWork();
  const { page, context } = person;
  const file = { name: 'forearm.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(plantedJpeg()) };
  await choosePicture(page, page.getByRole('button', { name: 'Add a picture' }), file);
  // What was said of this device stays on it.
  const atRest = await shelfAtRest(page);
  await context.route('**/api/ledgers/append', (route) => route.abort('internetdisconnected'));
  await check(page, { where: 'left forearm', agreed: 'inside' });
  await page.getByRole('button', { name: /^Post to/u }).click();
  const sending = page.getByRole('list', { name: 'Pictures being sent' });
  await expect(sending.getByRole('alert')).toContainText('Not sent.');
  await page.reload();
  await unlock(person);
  await expect(sending.getByRole('alert')).toContainText('The page was closed before this picture was sent');
  await expectAccessible(page);
  expect(await kept(page)).not.toContain('forearm');
  await context.unroute('**/api/ledgers/append');
  await sending.getByRole('button', { name: 'Retry' }).click();
  await expect(page.locator('nav [data-opened=true]')).toHaveCount(1);
  await expect(sending).toHaveCount(0);
  await expect.poll(() => addedTo(page, atRest)).toEqual([]);
  person.violations.forget(/ERR_INTERNET_DISCONNECTED/u);
});

test('of two tabs one works; the other says so, and takes over with what was being written', async ({ browser }) => {
  const person = await withPassphrase(browser);
  const { page, context } = person;
  await openCase(page, caseWords);
  const address = page.url();
  const second = await context.newPage();
  const seen = await collectViolations(second, { origins: await allowedOrigins(address) });
  await person.passkeys.shareWith(await addAuthenticator(second, { hasPrf: false }));
  await second.goto(address);
  await expect(second.getByRole('heading', { name: 'Open in another tab' })).toBeVisible();
  await expectAccessible(second);
  await say(page, 'The first tab goes on.');
  const atRest = await shelfAtRest(page);
  await message(page).pressSequentially('Half a thought');
  await expect.poll(() => addedTo(page, atRest)).not.toEqual([]);
  await useHere(second);
  await expect(message(second)).toHaveValue('Half a thought');
  await expect(second.getByText('The first tab goes on.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Open in another tab' })).toBeVisible();
  await expect(page.getByText('The first tab goes on.')).toHaveCount(0);
  await useHere(page);
  await expect(message(page)).toHaveValue('Half a thought');
  await expect(second.getByRole('heading', { name: 'Open in another tab' })).toBeVisible();
  await page.close();
  await expect(second.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await expect(second.getByRole('button', { name: 'Unlock' })).toBeVisible();
  expect(seen.all()).toEqual([]);
  expectNoViolations(person.violations);
});
