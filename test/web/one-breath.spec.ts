import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { expectNoSidewaysScroll, startSystem, type RunningSystem } from './support';
import { choosePicture, saidYes } from './story/case-room';
import { names } from './story/cast';
import { countHands, handsAt, printHands, secondsOf } from './story/hands';
import { inspect } from './story/inspect';
import { join } from './story/joining';
import { oneDoctor } from './story/one-doctor';
import { openPerson, type Person } from './story/people';
import { plantedFiles } from './story/planted-files';
import { signedBy } from './story/signed-by';

test.describe.configure({ mode: 'serial' });

interface Ward {
  readonly system: RunningSystem;
  readonly asker: Person;
  readonly colleague: Person;
}

let ward: Ward | undefined;

function here(): Ward {
  if (ward === undefined) throw new Error('Nobody is at work.');
  return ward;
}

async function opensWard(browser: Browser): Promise<Ward> {
  const system = await startSystem();
  const { office, doctor } = await oneDoctor(browser, system);
  const colleague = await openPerson(browser, system, names.b);
  await join(colleague, await office.invite(), { number: '9990004', specialty: 'Dermatology' });
  await office.approve(colleague);
  return { system, asker: doctor, colleague };
}

test.beforeAll(async ({ browser }) => {
  ward = await opensWard(browser);
});

test.afterAll(async () => {
  try {
    for (const { violations } of [here().asker, here().colleague]) expect(violations.all()).toEqual([]);
  } finally {
    await here().system.stop();
  }
});

const opened = (page: Page): Locator => page.locator('nav [data-opened=true]');
const line = 'Mole on left forearm, excise it now?';
const title = 'Mole on left forearm, excise it now';

/** Before anything is counted: this device is answered for once in 90 days. */
async function speaksForDevice(page: Page): Promise<void> {
  const { png } = await plantedFiles(page);
  await page.getByRole('link', { name: 'New case' }).first().click();
  await choosePicture(page, page.getByRole('button', { name: 'Add pictures' }), png);
  await page.getByRole('button', { name: 'Take off' }).click();
  await page.getByRole('link', { name: 'Cases' }).first().click();
}

/** Everything on a screen that can hold an answer and holds one. */
const chosenIn = (page: Page): Promise<string[]> =>
  page
    .locator('main')
    .locator('input:checked, select, [aria-pressed=true], [aria-selected=true]')
    .evaluateAll((all) => all.map((each) => each.outerHTML.slice(0, 120)));

test('a picture is posted and a colleague asked in six taps, 36 characters and less than 30 seconds', async () => {
  const { asker, colleague } = here();
  const { page } = asker;
  const { jpeg } = await plantedFiles(page);
  await speaksForDevice(page);
  const signed = signedBy(page);
  await countHands(page);

  await page.getByRole('link', { name: 'New case' }).first().click();
  await expect(page.getByLabel('What do you want to know?')).toBeVisible();
  expect(await chosenIn(page)).toEqual([]);
  await page.getByLabel('What do you want to know?').click();
  await page.keyboard.type(line);
  await page.getByRole('checkbox', { name: names.b }).click();
  await choosePicture(page, page.getByRole('button', { name: 'Add pictures' }), jpeg);
  await expect(page.getByText(/Removed: location, device serial/u)).toBeVisible();
  await expect(page.getByRole('group', { name: /^On what authority/u }).locator('input:checked')).toHaveCount(0);
  await expect(page.getByText('As your question says: Left forearm')).toBeVisible();
  await inspect(asker, 'ask-before-the-authority');
  await page.getByRole('radio', { name: saidYes }).click();
  await inspect(asker, 'ask');
  await page.getByRole('button', { name: `Ask ${names.b}` }).click();

  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await expect(opened(page)).toHaveCount(1);
  await colleague.page.getByRole('link', { name: title }).click();
  await expect(colleague.page.getByText(line)).toBeVisible();
  await expect(opened(colleague.page)).toHaveCount(1);
  const hands = await handsAt(page);
  printHands('New case to posted and asked', hands);
  expect(hands).toEqual({ taps: 6, characters: line.length, pickers: 1 });
  expect(hands.characters).toBeLessThanOrEqual(40);
  expect(secondsOf(hands)).toBeLessThanOrEqual(30);

  // Nothing was signed that no tap and no typed word said.
  expect(signed.map(({ type }) => type)).toEqual([
    ...['genesis', 'rotate', 'title', 'form', 'invite', 'grant'],
    ...['rotate', 'consent', 'picture'],
  ]);
  const [consent = {}] = signed.filter(({ type }) => type === 'consent').map(({ body }) => body);
  const { consent: _id, thread: _thread, takenBy: _by, takenAt: _at, ...said } = consent;
  expect(said).toEqual({
    ...{ version: 1, recording: 'kind-not-said', authority: 'said-yes', scopes: ['capture', 'internal'] },
    ...{ facts: [], flags: [], ruledOut: [], explained: [], attested: [] },
  });
  expect(signed.find(({ type }) => type === 'picture')?.body['capture']).toEqual({
    ...{ policy: 'published', version: 1, says: 'personal-device', device: 'managed', source: '' },
    attestedAt: expect.any(Number),
  });
  const facts = page.getByText('Specialty not said · Urgency not said · Patient’s age not said');
  await expect(facts).toContainText(`Responsible: not said, so ${names.a} answers`);
});

test('a further picture in the open room takes three taps, and the tap that posts says the agreement again', async () => {
  const { asker } = here();
  const { page } = asker;
  const { png } = await plantedFiles(page);
  const signed = signedBy(page);
  await countHands(page);
  await choosePicture(page, page.getByRole('button', { name: 'Add a picture' }), png);
  const before = page.getByRole('region', { name: 'The same agreement as for picture 1' });
  await expect(before).toContainText(saidYes);
  await expect(before).toContainText('For their care: colleagues in this organisation');
  await expect(
    page.getByText('By posting you say that the agreement for picture 1 covers this picture too.'),
  ).toBeVisible();
  expect(await chosenIn(page)).toEqual([]);
  await inspect(asker, 'same-agreement');
  await page.getByRole('radio', { name: 'Left forearm' }).click();
  await page.getByRole('button', { name: /^Post to/u }).click();
  await expect(opened(page)).toHaveCount(2);
  const hands = await handsAt(page);
  printHands('a further picture in an open room', hands);
  expect(hands).toEqual({ taps: 3, characters: 0, pickers: 1 });
  const [consent] = signed.filter(({ type }) => type === 'consent');
  expect(consent?.body).toMatchObject({
    ...{ authority: 'said-yes', scopes: ['capture', 'internal'], flags: [], ruledOut: [], explained: [], attested: [] },
  });
});

test('what is missing is asked in its place when Ask is tapped, with the focus there', async () => {
  const { asker } = here();
  const { page } = asker;
  const { jpeg } = await plantedFiles(page);
  await page.getByRole('link', { name: 'Back to cases' }).click();
  await page.getByRole('link', { name: 'New case' }).first().click();
  const ask = page.getByRole('button', { name: 'Ask a colleague' });
  await ask.click();
  await expect(page.getByLabel('What do you want to know?')).toBeFocused();
  await expect(page.getByRole('alert').filter({ hasText: 'Write what you want to know.' })).toBeVisible();
  await page.keyboard.type('Which rash?');
  await ask.click();
  // Who was asked last comes first.
  await expect(page.getByRole('checkbox', { name: names.b })).toBeFocused();
  await page.keyboard.press('Space');
  await choosePicture(page, page.getByRole('button', { name: 'Add pictures' }), jpeg);
  const asks = page.getByRole('button', { name: `Ask ${names.b}` });
  await expect(page.getByText(/Removed: location/u)).toBeVisible();
  await asks.click();
  await expect(page.getByLabel('Part of the body')).toBeFocused();
  await page.keyboard.type('left forearm');
  await inspect(asker, 'ask-missing');
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(page);
  if (before !== null) await page.setViewportSize(before);
  await asks.click();
  await expect(page.getByText('Say on what authority the picture is made.')).toBeVisible();
  await expect(page.getByRole('radio', { name: saidYes })).toBeFocused();
  // A child: what can be seen is asked before anything is posted.
  await page.getByRole('button', { name: 'Age: not said' }).click();
  await page.getByRole('radio', { name: '5 to 15', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Age: 5 to 15' })).toBeFocused();
  await expect(page.getByRole('radio', { name: saidYes })).toHaveCount(0);
  await page.getByRole('radio', { name: 'Child: understands, and said yes to me' }).click();
  await asks.click();
  await expect(page.getByText(/^Say of the picture: the face can be seen/u)).toBeVisible();
  await page.getByRole('button', { name: 'None of these' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await asks.click();
  await expect(page.getByRole('heading', { name: 'Which rash' })).toBeVisible();
  await expect(opened(page)).toHaveCount(1);
});
