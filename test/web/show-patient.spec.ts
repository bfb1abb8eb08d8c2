import { expect, test, type Page } from '@playwright/test';
import { expectNoSidewaysScroll, startSystem, type RunningSystem } from './support';
import { choosePicture, openCase, openThread, saidYes } from './story/case-room';
import { caseWords } from './story/cast';
import { inspect } from './story/inspect';
import { expectNothingHidden } from './story/nothing-hidden';
import { oneDoctor } from './story/one-doctor';
import type { Person } from './story/people';
import { plantedFiles } from './story/planted-files';
import { signedBy } from './story/signed-by';

let system: RunningSystem | undefined;
let doctor: Person | undefined;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  system = await startSystem();
  ({ doctor } = await oneDoctor(browser, system));
  await openCase(doctor.page, caseWords);
});

test.afterAll(async () => {
  try {
    expect(atWork().violations.all()).toEqual([]);
  } finally {
    await system?.stop();
  }
});

function atWork(): Person {
  if (doctor === undefined) throw new Error('Nobody is at work.');
  return doctor;
}

const matter = (page: Page, title: string) => page.getByRole('heading', { level: 1, name: title });
const unlock = (page: Page) => page.getByRole('button', { name: 'Clinician: unlock' });
const turn = (page: Page, way: 'Next' | 'Back') => page.getByRole('button', { name: way, exact: true });
const reachable = 'a, input, textarea, select, img, [contenteditable]';
const inside = 'For their care: colleagues in this organisation';

/** Nothing on the page but the matter, and no way from it but these presses. */
async function onlyTheCard(page: Page, title: string, presses: readonly string[]): Promise<void> {
  await expect(matter(page, title)).toBeVisible();
  await expect(page.getByRole('button')).toHaveText(presses);
  await expect(page.locator(reachable)).toHaveCount(0);
  const text = await page.locator('body').innerText();
  for (const word of [caseWords.title, 'forearm', 'Cases', 'Devices', atWork().name]) expect(text).not.toContain(word);
}

async function raise(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show the patient' }).click();
  await expect(matter(page, 'Why we ask')).toBeVisible();
}

test('whoever is shown the card reaches nothing else: not by an address, Back, loading anew or the keyboard', async () => {
  test.setTimeout(300_000);
  const person = atWork();
  const { page } = person;
  const { jpeg } = await plantedFiles(page);
  const caseAddress = page.url();
  await choosePicture(page, page.getByRole('button', { name: 'Add a picture' }), jpeg);
  await page.getByLabel('Part of the body').fill('left forearm');
  await page.getByLabel('Caption (optional)').fill('since May');
  await page.getByRole('radio', { name: saidYes }).check();
  await page.getByRole('radio', { name: inside }).check();
  await expect(page.getByText('Its words were not reviewed yet: read them yourself first.')).toBeVisible();
  await page.getByRole('radio', { name: 'With an interpreter' }).check();
  await page.getByRole('button', { name: 'Turn or crop' }).click();
  await page.getByRole('button', { name: 'Turn right' }).click();
  await page.getByRole('slider', { name: 'The left edge' }).press('Shift+ArrowRight');
  await page.getByRole('button', { name: 'Use it' }).click();
  await expect(page.getByText('pixels, cropped by you, as it will be sent')).toBeVisible();
  await inspect(person, 'show-the-patient');
  await raise(page);
  const atFirst = ['Next', 'Clinician: unlock'];
  await onlyTheCard(page, 'Why we ask', atFirst);
  await expect(page.getByText('Somebody interprets for you.')).toBeVisible();
  await inspect(person, 'patient-card');
  await page.setViewportSize({ width: 320, height: 568 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 390, height: 844 });

  for (const address of ['#/cases', '#/help', '#/devices', '#/join/anything', new URL(caseAddress).hash]) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, address);
    await onlyTheCard(page, 'Why we ask', atFirst);
  }
  for (let press = 0; press < 3; press++) {
    await page.goBack();
    await onlyTheCard(page, 'Why we ask', atFirst);
  }
  await page.goForward();
  await onlyTheCard(page, 'Why we ask', atFirst);
  await page.goto(`${new URL(caseAddress).origin}/?anew#/cases`);
  await onlyTheCard(page, 'Why we ask', atFirst);
  const reached = new Set<string>();
  for (let press = 0; press < 12; press++) {
    await page.keyboard.press('Tab');
    reached.add(await page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText ?? ''));
  }
  await page.keyboard.press('Escape');
  const elsewhere = [...reached].filter((text) => !atFirst.includes(text) && !text.includes('Why we ask'));
  expect(elsewhere).toEqual([]);
  await onlyTheCard(page, 'Why we ask', atFirst);

  await turn(page, 'Next').click();
  await turn(page, 'Next').click();
  await page.reload();
  await onlyTheCard(page, 'How it is kept', ['Back', 'Next', 'Clinician: unlock']);
  await expect(page.getByText('3 of 8')).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('forearm');

  // No passkey is given: the prompt is put away.
  await page.evaluate(() => {
    navigator.credentials.get = () => Promise.reject(new DOMException('put away', 'NotAllowedError'));
  });
  await unlock(page).click();
  await expect(page.getByText('Still locked')).toBeVisible();
  await onlyTheCard(page, 'How it is kept', ['Back', 'Next', 'Clinician: unlock']);
  await page.reload();
});

test('unlocking comes back to everything that was entered, and what was shown is recorded by a press alone', async () => {
  const { page } = atWork();
  await unlock(page).click();
  await expect(page.getByRole('heading', { name: 'Check the picture' })).toBeVisible();
  await expect(page.getByLabel('Part of the body')).toHaveValue('forearm');
  await expect(page.getByRole('radio', { name: 'Left', exact: true })).toBeChecked();
  await expect(page.getByLabel('Caption (optional)')).toHaveValue('since May');
  await expect(page.getByRole('radio', { name: saidYes })).toBeChecked();
  await expect(page.getByRole('radio', { name: inside })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'With an interpreter' })).toBeChecked();
  const shown = page.getByRole('img', { name: 'The picture as it will be sent' });
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  // What was cropped is, and all of it is still there to be cropped otherwise.
  await expect(page.getByText('pixels, cropped by you, as it will be sent')).toBeVisible();
  await page.getByRole('button', { name: 'Turn or crop' }).click();
  const whole = page.getByRole('img', { name: 'The picture, all of it' });
  await expect.poll(() => whole.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expect(page.getByRole('slider', { name: 'The left edge' })).toHaveAttribute('aria-valuetext', /^5(\.\d)? %/u);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('The card showed: why, in what form, how it is kept.')).toBeVisible();
  const explained = page.getByRole('group', { name: 'What you explained' }).getByRole('checkbox', { checked: true });
  await expect(explained).toHaveCount(0);
  await inspect(atWork(), 'back-from-the-card');
  await page.getByRole('button', { name: 'I explained what the card showed' }).click();
  await expect(explained).toHaveCount(3);
  const signed = signedBy(page);
  await page.getByRole('button', { name: /^Post to/u }).click();
  await openThread(page, /Picture 1/u);
  await expect(page.getByText('Agreement recorded: inside only')).toBeVisible();
  expect(signed.find(({ type }) => type === 'consent')?.body).toMatchObject({
    ...{ explained: ['form', 'storage', 'why'], attested: ['interpreter'], scopes: ['capture', 'internal'] },
  });
  // The file that was held while the patient had the device was stripped like any other (attack 56).
  await expectNothingHidden(page, 1);
  // What is begun next begins anew.
  const { jpeg } = await plantedFiles(page);
  await choosePicture(page, page.getByRole('button', { name: 'Add a picture' }), jpeg);
  await expect(page.getByLabel('Part of the body')).toHaveValue('');
  await expect(page.getByText('The card showed')).toHaveCount(0);
});

test('from a version of what was agreed to it comes back there; showing it records nothing', async () => {
  const { page } = atWork();
  await page.getByRole('link', { name: 'Cases' }).first().click();
  await page.getByRole('link', { name: caseWords.title }).click();
  await openThread(page, /Picture 1/u);
  await page.getByRole('link', { name: 'Record a new version…' }).click();
  await page.getByRole('radio', { name: 'I asked them, now' }).check();
  await page.getByRole('radio', { name: saidYes }).check();
  await page.getByRole('radio', { name: inside }).check();
  await raise(page);
  for (let at = 0; at < 8; at++) await turn(page, 'Next').click();
  await onlyTheCard(page, 'That is all', ['Back', 'Clinician: unlock']);
  await inspect(atWork(), 'patient-card-end');
  await unlock(page).click();
  await expect(page.getByRole('heading', { name: 'What was agreed to' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'I asked them, now' })).toBeChecked();
  await expect(page.getByRole('radio', { name: saidYes })).toBeChecked();
  await expect(page.getByText(/^The card showed: why, .*, other uses\./u)).toBeVisible();
  const signed = signedBy(page);
  await page.getByRole('button', { name: 'Sign and record version 2' }).click();
  await expect(page.getByText(/Agreement recorded: inside only.*version 2/u)).toBeVisible();
  expect(signed.find(({ type }) => type === 'consent')?.body).toMatchObject({
    version: 2,
    explained: [],
    attested: [],
  });
});
