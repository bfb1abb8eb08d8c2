import { expect, test, type Page } from '@playwright/test';
import { startSystem, type RunningSystem } from './support';
import { addPicture, answersForDevice, check, openCase, openThread, saysDeleted, saysSource } from './story/case-room';
import { caseWords } from './story/cast';
import { inspect } from './story/inspect';
import { oneDoctor } from './story/one-doctor';
import { countHands, handsAt, printHands } from './story/hands';
import { expectNothingHidden } from './story/nothing-hidden';
import { plantedFiles } from './story/planted-files';

let system: RunningSystem | undefined;

test.afterEach(async () => {
  await system?.stop();
});

/** Everything on the screen that can hold an answer and holds one. */
const chosenIn = (page: Page) => page.locator('main input:checked, main [aria-pressed=true]');
const nudge = (page: Page, text: string) => page.getByText(text, { exact: false });
const stillThere = 'Picture 1 is still on your phone or in its cloud';
const sourceCard = 'Where did this picture come from?';

async function withCase(browser: Parameters<typeof oneDoctor>[0]) {
  system = await startSystem();
  const { doctor, office } = await oneDoctor(browser, system);
  await openCase(doctor.page, caseWords);
  return { doctor, office, page: doctor.page, files: await plantedFiles(doctor.page) };
}

/** Keeps the next picture from being read until told to go on. */
async function heldUp(page: Page): Promise<() => void> {
  let go: () => void = () => undefined;
  const told = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.context().route(/picture-worker-[\w-]+\.js$/u, async (route) => {
    await told;
    await route.continue();
  });
  return go;
}

test('own phone: nothing is taken with a device nobody answers for, and the original is asked about until it is gone', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const { doctor, page, files } = await withCase(browser);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Add a picture' }).click(),
  ]);
  const go = await heldUp(page);
  await chooser.setFiles(files.jpeg);
  const asked = page.getByRole('region', { name: 'How this device is kept' });
  const reading = page.getByText('Reading the picture');
  await expect(reading).toBeVisible();
  const before = await asked.boundingBox();
  go();
  await expect(reading).toHaveCount(0);
  // Nothing moves under a finger when the picture is ready.
  expect(await asked.boundingBox()).toEqual(before);
  await expect(page.getByRole('button', { name: /^Post to/u })).toHaveCount(0);
  await expect(chosenIn(page)).toHaveCount(0);
  await inspect(doctor, 'device-card');
  await page.getByRole('button', { name: 'I answer for this device' }).click();
  await expect(page.getByText('Say whose device this is.')).toBeVisible();
  await expect(page.locator('[data-device=never]')).toBeVisible();
  await answersForDevice(page, 'My own');
  // The picture that was chosen before is still the one.
  await check(page, { where: 'left forearm', agreed: 'outside' });
  await page.getByRole('button', { name: /^Post to/u }).click();

  await expect(nudge(page, 'Picture 1: say where it came from')).toBeVisible();
  await page.getByRole('link', { name: 'To picture 1' }).click();
  await expect(page.getByRole('region', { name: sourceCard })).toBeVisible();
  await expect(chosenIn(page)).toHaveCount(0);
  await inspect(doctor, 'source');
  await countHands(page);
  await saysSource(page, 'My own phone or tablet');
  await expect(nudge(page, stillThere)).toBeVisible();
  await expect(page.getByText('it is what you signed, and it opens')).toBeVisible();
  const card = page.getByRole('region', { name: 'Delete what is left of it' });
  await expect(card.getByRole('checkbox')).toHaveCount(3);
  await expect(chosenIn(page)).toHaveCount(0);
  await page.getByText('How to switch automatic upload off').click();
  await expect(page.getByRole('img', { name: /settings of iCloud Photos/u })).toBeVisible();
  await expect(page.getByRole('img', { name: /settings of Google Photos/u })).toBeVisible();
  await inspect(doctor, 'original');
  await card.getByRole('checkbox', { name: 'The original, where it was taken' }).check();
  await card.getByRole('button', { name: 'Record what I deleted' }).click();
  await expect(card.getByRole('checkbox')).toHaveCount(2);
  await expect(nudge(page, stillThere)).toBeVisible();
  await saysDeleted(page);
  await expect(nudge(page, stillThere)).toHaveCount(0);
  await expect(page.getByText(/Said to be deleted: the copy in the cloud, the original/u)).toBeVisible();
  await expect(page.getByText(/read picture 1 back and said that these are deleted: the original/u)).toBeVisible();
  printHands('own phone, after posting, with a look at how upload is switched off', await handsAt(page));
  expect(doctor.violations.all()).toEqual([]);
});

test('sent by the patient: their phone is not asked about', async ({ browser }) => {
  test.setTimeout(300_000);
  const { doctor, page, files } = await withCase(browser);
  await addPicture(page, files.jpeg, { where: 'left forearm', agreed: 'outside' });
  await openThread(page, /Picture 1/u);
  await countHands(page);
  await saysSource(page, 'The patient sent it');
  await expect(page.getByText('From the patient, who sent it.')).toBeVisible();
  printHands('sent by the patient, after posting', await handsAt(page));
  await expect(page.getByRole('region', { name: 'Delete what is left of it' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'To picture 1' })).toHaveCount(0);
  await inspect(doctor, 'sent-by-patient');
  await expectNothingHidden(page, 1);
  expect(doctor.violations.all()).toEqual([]);
});

test('a lead leaves pictures to medical photography: from then on that is what is asked before posting', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const { doctor, office, page, files } = await withCase(browser);
  const [hospital] = (await office.officer.door.register()).organisations;
  const { clinicians, seen } = await office.officer.door.organisationOffices(hospital?.id ?? '');
  const lead = { organisation: hospital?.id ?? '', person: clinicians[0]?.person ?? '' };
  await office.officer.door.setOffice({ ...lead, office: 'lead', state: 'begun' }, seen);
  await page.goto(page.url().replace(/#.*$/u, '#/organisations'));
  await page.getByRole('button', { name: 'Write the next version on pictures' }).click();
  const form = page.locator('form').filter({ hasText: 'Pictures of patients may be taken with' });
  await expect(form.locator('input:checked')).toHaveCount(0);
  await form.getByRole('radio', { name: 'Only medical photography' }).check();
  await form
    .getByLabel('The policy in words')
    .fill('Clinical pictures, November 2026: medical photography takes them.');
  await inspect(doctor, 'capture-policy');
  await form.getByRole('button', { name: 'Sign and publish' }).click();
  await expect(page.getByText(/Version 2, signed by/u)).toBeVisible();

  // With how much waits: that they lead is news to them.
  await page.getByRole('link', { name: /^Cases/u }).click();
  await page.getByRole('link', { name: caseWords.title }).click();
  await addPicture(page, files.jpeg, { where: 'left forearm', agreed: 'inside' });
  await expect(page.getByText('Say which of them took the picture.')).toBeVisible();
  await inspect(doctor, 'photography-only');
  await page.getByRole('radio', { name: 'Medical photography' }).check();
  await page.getByRole('button', { name: /^Post to/u }).click();
  await expect(nudge(page, 'A copy of picture 1 is still where it came from')).toBeVisible();
  await openThread(page, /Picture 1/u);
  const card = page.getByRole('region', { name: 'Delete what is left of it' });
  await expect(card.getByRole('checkbox')).toHaveCount(1);
  await saysDeleted(page);
  await expect(page.getByText('Said to be deleted: the exported copy.')).toBeVisible();
  expect(doctor.violations.all()).toEqual([]);
});
