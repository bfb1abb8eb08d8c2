import { expect, type Locator, type Page } from '@playwright/test';

/** A file as a person would choose it. */
export interface PictureFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export interface CaseWords {
  readonly title: string;
  readonly question: string;
  readonly specialty: string;
  readonly responsible: string;
}

const chip = (page: Page, name: string): Locator =>
  page.getByRole('list', { name: 'What else can be said' }).getByRole('button', { name: `${name}: ` });

/** Everything typed on the new-case page. */
export async function writeCase(page: Page, words: CaseWords): Promise<void> {
  await page.getByLabel('What do you want to know?').fill(words.question);
  await writeTitle(page, words.title);
  await chip(page, 'Specialty').click();
  await page.getByRole('combobox', { name: 'Specialty you are asking' }).fill(words.specialty);
  await chip(page, 'Responsible').click();
  await page.getByLabel('Responsible consultant').fill(words.responsible);
}

/** In place of the question’s first words, which are the title until somebody writes another. */
async function writeTitle(page: Page, title: string): Promise<void> {
  const field = page.getByLabel('Title of the case');
  const change = page.getByRole('button', { name: 'Change title' });
  await expect(field.or(change)).toBeVisible();
  if (await change.isVisible()) await change.click();
  await field.fill(title);
}

/** Says what a chip says is not said. */
export async function saysOnChip(page: Page, name: 'Urgency' | 'Age', answer: string): Promise<void> {
  await chip(page, name).click();
  // Said, it is folded away again: there is nothing left to look at whether it is chosen.
  await page.getByRole('radio', { name: answer, exact: true }).click();
  await expect(chip(page, name)).toHaveText(`${name}: ${answer}`);
}

/** Opens the case that is written, for its author alone. */
export async function opensAlone(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open without asking' }).click();
}

export async function openCase(page: Page, words: CaseWords): Promise<void> {
  await page.getByRole('link', { name: 'New case' }).click();
  await writeCase(page, words);
  await saysOnChip(page, 'Urgency', 'This week');
  await saysOnChip(page, 'Age', '65 to 79');
  await opensAlone(page);
  await expect(page.getByRole('heading', { name: words.title })).toBeVisible();
}

export async function choosePicture(page: Page, press: Locator, file: PictureFile | PictureFile[]): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press.click()]);
  await chooser.setFiles(file);
  await speaksForDevice(page);
}

/** Said once of a device, before its first picture. */
async function speaksForDevice(page: Page): Promise<void> {
  const place = page.locator('[data-device]');
  await place.waitFor();
  if ((await place.getAttribute('data-device')) === 'holds') return;
  await answersForDevice(page, 'The organisation’s: it manages it');
}

export async function answersForDevice(page: Page, whose: string): Promise<void> {
  const card = page.getByRole('region', { name: 'How this device is kept' });
  await card.getByRole('radio', { name: whose }).check();
  for (const each of await card.getByRole('checkbox').all()) await each.check();
  await card.getByRole('button', { name: 'I answer for this device' }).click();
  await expect(page.locator('[data-device=holds]')).toBeVisible();
}

/** Where the picture in view came from. */
export async function saysSource(page: Page, source: string): Promise<void> {
  const card = page.getByRole('region', { name: 'Where did this picture come from?' });
  await card.getByRole('radio', { name: source }).check();
  await card.getByRole('button', { name: 'Say so' }).click();
  await expect(card).toHaveCount(0);
}

interface Check {
  readonly where: string;
  readonly caption?: string;
  readonly agreed: 'inside' | 'outside';
}

const reach = {
  inside: 'For their care: colleagues in this organisation',
  outside: 'For their care: also a named colleague outside, by this service',
} as const;

export const saidYes = 'Adult who can decide: said yes to me';

/** What has to be said before a picture may go outside. */
async function saysAllOfIt(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'I explained all eight' }).click();
  await page.getByRole('checkbox', { name: 'No pressure, and may stop it' }).check();
  await page.getByRole('button', { name: 'None of these' }).click();
}

/** Fills the check screen in; `Post` is left to the caller. */
export async function check(page: Page, { where, caption, agreed }: Check): Promise<void> {
  await page.getByLabel('Part of the body').fill(where);
  // What was agreed to for the picture before stands in words; here it is asked anew.
  const anew = page.getByRole('button', { name: 'Ask anew' });
  if (await anew.isVisible()) await anew.click();
  if (caption !== undefined) await page.getByLabel('Caption (optional)').fill(caption);
  await page.getByRole('radio', { name: saidYes }).check();
  await page.getByRole('radio', { name: reach[agreed] }).check();
  if (agreed === 'outside') await saysAllOfIt(page);
}

/** From the room to a posted picture, with what it was checked for. */
export async function addPicture(page: Page, file: PictureFile, answers: Check): Promise<void> {
  await choosePicture(page, page.getByRole('button', { name: 'Add a picture' }), file);
  await check(page, answers);
  await page.getByRole('button', { name: /^Post to/u }).click();
}

/** That every copy that is asked about is deleted, once the sealed picture was read back. */
export async function saysDeleted(page: Page): Promise<void> {
  const card = page.getByRole('region', { name: 'Delete what is left of it' });
  await expect(card.getByText('it is what you signed, and it opens')).toBeVisible();
  for (const each of await card.getByRole('checkbox').all()) await each.check();
  await card.getByRole('button', { name: 'Record what I deleted' }).click();
  await expect(card).toHaveCount(0);
}

/** Brings people, outside shares, the record and closing into sight, where they do not stand beside the talk. */
export async function showAbout(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: /^About this case/u });
  const panel = page.getByRole('complementary', { name: 'About this case' });
  await expect(button.or(panel).first()).toBeVisible();
  if (!(await panel.isVisible())) await button.click();
}

/** Opens the choice of a colleague to invite. */
export async function choosesInvited(page: Page): Promise<void> {
  await showAbout(page);
  await page.getByRole('combobox', { name: 'Invite a colleague' }).click();
}

export async function invites(page: Page, name: RegExp | string): Promise<void> {
  await choosesInvited(page);
  await page.getByRole('option', { name }).click();
  await page.getByRole('button', { name: 'Invite: they can read everything here' }).click();
}

/** Back to the talk, where what is about the case lies over it. */
export async function leaveAbout(page: Page): Promise<void> {
  const close = page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true });
  if (await close.isVisible()) await close.click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** In a case on a phone it stands behind the button of what is about the case. */
export async function lockNow(page: Page): Promise<void> {
  const about = page.getByRole('button', { name: /^About this case/u });
  const lock = page.getByRole('button', { name: 'Lock now' });
  await expect(about.or(lock).first()).toBeVisible();
  if (!(await lock.isVisible())) await about.click();
  await lock.click();
}

/** To the list of cases: in a case on a phone the way back stands in its head. */
export async function toCases(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /^(?:Back to cases$|Cases\b)/u })
    .first()
    .click();
}

export async function openThread(page: Page, name: RegExp | string): Promise<void> {
  await page.getByRole('navigation', { name: 'Threads of this case' }).getByRole('link', { name }).click();
}

export async function say(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: /^Write about/u });
  await field.fill(text);
  await page.getByRole('button', { name: /^Post/u }).click();
  await expect(page.getByRole('article').filter({ hasText: text })).toBeVisible();
  await expect(field).toHaveValue('');
}
