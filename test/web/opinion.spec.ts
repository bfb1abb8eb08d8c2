import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { readPdf } from '@consilium/testkit/pdf';
import { expectNoSidewaysScroll, startSystem, type RunningSystem } from './support';
import { opensAlone, saysOnChip, writeCase } from './story/case-room';
import { caseWords } from './story/cast';
import { inspect, picture } from './story/inspect';
import { oneDoctor } from './story/one-doctor';
import type { Person } from './story/people';

/** Its check digit holds; nobody has it. */
const number = '943 476 5919';
const hint = /This looks like it holds an NHS number/u;

let system: RunningSystem | undefined;

test.afterAll(async () => {
  await system?.stop();
});

/** What a press on "Copy" hands to the browser. */
async function copied(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        navigator.clipboard.writeText = (text) => {
          resolve(text);
          return Promise.resolve();
        };
        const press = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Copy');
        press?.click();
      }),
  );
}

/** The signed opinion as text, on paper and as a PDF: the same words, nothing around them, and nothing sent. */
async function takesCopies(doctor: Person): Promise<void> {
  const { page } = doctor;
  await page.getByRole('link', { name: /^Copy, print or PDF: opinion of/u }).click();
  const sheet = page.getByRole('article', { name: /^Opinion of/u });
  await expect(sheet).toContainText('A naevus.');
  await expectNoSidewaysScroll(page);
  await picture(doctor, 'opinion-copy-320');
  await inspect(doctor, 'opinion-copy');

  const text = await copied(page);
  await expect(page.getByText('Copied. Paste it where it belongs.')).toBeVisible();
  for (const words of ['Case: Naevus', 'Impression: A naevus.', 'Rests on: The question alone', 'Signed by ', 'GMC '])
    expect(text).toContain(words);
  expect(text).toMatch(/copy out of Consilium.*carries no signature.*the case “Naevus” in Consilium/u);

  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'PDF', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('consilium-opinion.pdf');
  const pdf = readPdf(await readFile(await download.path()));
  expect(pdf).toMatchObject({ isMarked: true, hasTags: true, language: 'en-GB' });
  expect(pdf.title).toMatch(/^Opinion of /u);
  const said = pdf.tagged.map((each) => each.text.replaceAll(/\s+/gu, ' '));
  for (const words of ['A naevus.', 'See again in a year', 'No picture.']) expect(said).toContain(words);
  await expect(page.getByText('Given to your browser as consilium-opinion.pdf.')).toBeVisible();
  // What makes it and its letters are parts of the page. That a case was looked at is told by itself, at any time.
  const ofItself =
    /^(?:GET \/assets\/(?:making-pdf-|source-serif-4-latin-)|POST \/api\/(?:ledgers\/post-head|sign-in\/remember)$)/u;
  expect(asked.filter((each) => !ofItself.test(each))).toEqual([]);

  const paper = readPdf(await page.pdf({ format: 'A4' })).text.replaceAll(/\s+/gu, ' ');
  expect(paper).toMatch(/^\s*Opinion of /u);
  for (const words of ['A naevus.', 'Signed by', 'carries no signature']) expect(paper).toContain(words);
  for (const around of ['Settings', 'Copy of an opinion', 'Print', 'Trial', 'Skip to'])
    expect(paper).not.toContain(around);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await expect(sheet).toHaveCSS('color', 'rgb(0, 0, 0)');
  await picture(doctor, 'opinion-copy-print');
  await page.emulateMedia({ media: null, colorScheme: 'light' });
  await page.goBack();
  await expect(page.getByRole('article', { name: /^Opinion of/u })).toBeVisible();
}

test('who acts next is chosen, not typed; history, examination and medicines are asked and not required; every field warns', async ({
  browser,
}) => {
  test.setTimeout(400_000);
  system = await startSystem();
  const { doctor } = await oneDoctor(browser, system);
  const { page } = doctor;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('link', { name: 'New case' }).first().click();
  await writeCase(page, { ...caseWords, title: 'Naevus' });
  await page.getByText('History, examination, medicines (optional)').click();
  const written = ['What do you want to know?', 'History', 'What you found', 'Medicines and allergies'];
  for (const label of [...written, 'Title of the case', 'Responsible consultant']) {
    const field = page.getByLabel(label);
    const before = await field.inputValue();
    await field.fill(`Of ${number}`);
    await expect(page.getByText(hint)).toHaveCount(1);
    await field.fill(before);
    await expect(page.getByText(hint)).toHaveCount(0);
  }
  await page.getByLabel('Medicines and allergies').fill('Methotrexate; none known');
  await inspect(doctor, 'case-more');
  await saysOnChip(page, 'Urgency', 'This week');
  await saysOnChip(page, 'Age', '40 to 64');
  await opensAlone(page);
  await expect(page.getByText('Methotrexate; none known')).toBeVisible();
  // What was left empty is not taken for a finding.
  await expect(page.getByText('Not said', { exact: true })).toHaveCount(2);

  await page.getByLabel(/^Write about/u).fill(number);
  await expect(page.getByText(hint)).toHaveCount(1);
  await page.getByLabel(/^Write about/u).fill('');
  await page.getByRole('link', { name: 'Write an opinion' }).click();
  for (const [label, words] of [
    ['Your impression', 'A naevus.'],
    ['Your advice', 'Leave it.'],
    ['Limits of this opinion', 'No picture.'],
    ['What should happen next', 'See again in a year'],
  ] as const) {
    await page.getByLabel(label).fill(number);
    await expect(page.getByText(hint)).toHaveCount(1);
    await page.getByLabel(label).fill(words);
  }
  await expect(page.getByText(hint)).toHaveCount(0);
  for (const [legend, choice] of [
    ['Did you examine the patient?', 'Yes, I saw the patient'],
    ['How sure you are', 'Quite sure'],
    ['Seen in person', 'If it changes'],
    ['How soon', 'Routine'],
  ] as const) {
    await page.getByRole('group', { name: legend }).getByRole('radio', { name: choice }).check();
  }
  const who = page.getByRole('combobox', { name: 'Who does it' });
  await expect(who).toHaveValue('');
  await page.getByRole('button', { name: /^Sign and file/u }).click();
  await expect(page.getByText('Say who does it, or that it is not said.')).toBeVisible();
  await who.click();
  await expect(page.getByRole('option')).toHaveText([
    /\(you\)$/u,
    'The responsible consultant',
    'The patient’s GP',
    'The team on call',
    'Another team',
    'A colleague outside',
    'The patient',
    'Not said',
  ]);
  await page.getByRole('option', { name: /\(you\)$/u }).click();
  await inspect(doctor, 'opinion-next');
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(page);
  await picture(doctor, 'opinion-next-320');
  await page.getByRole('button', { name: /^Sign and file/u }).click();
  const card = page.getByRole('article', { name: /^Opinion of/u });
  await expect(card).toContainText('Who does it');
  await expect(card).toContainText('Yes, I saw the patient');
  await expectNoSidewaysScroll(page);
  await picture(doctor, 'opinion-card-320');
  await takesCopies(doctor);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('link', { name: 'Who did what, when' }).click();
  await expect(page.getByText(/filed an opinion; who acts next: /u)).toBeVisible();
  expect(doctor.violations.all()).toEqual([]);
});
