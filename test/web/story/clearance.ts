import { expect, type Page } from '@playwright/test';

export interface ShareWords {
  readonly recipient: string;
  readonly pictures: readonly number[];
  readonly brief: string;
  readonly reasons: string;
  readonly alternatives: string;
}

/** The dossier as the requester writes it, up to the page of all answers. */
export async function writeDossier(page: Page, words: ShareWords): Promise<void> {
  const purpose = page.getByRole('radio', { name: 'Second opinion for this patient’s care' });
  // Asked of the first share of a case, and said by it for good.
  if ((await purpose.count()) > 0) await purpose.check();
  for (const number of words.pictures) await page.getByRole('checkbox', { name: `Picture ${String(number)}` }).check();
  await page.getByRole('combobox', { name: 'Colleague of another organisation' }).click();
  await page.getByRole('option', { name: words.recipient }).click();
  await page.getByLabel('What your colleague will read').fill(words.brief);
  await page.getByLabel('For the adviser: why somebody outside').fill(words.reasons);
  await page.getByLabel('For the adviser: who inside was asked').fill(words.alternatives);
  await page.getByRole('button', { name: 'Check before sending' }).click();
}

/** No medico-legal objection, up to the page that shows exactly what will be signed. */
export async function writeDecision(page: Page, reasons: string): Promise<void> {
  await page.getByRole('radio', { name: 'No medico-legal objection', exact: true }).check();
  await page.getByLabel('Your reasons').fill(reasons);
  await page.getByRole('button', { name: 'See what you will sign' }).click();
  await expect(page.getByRole('heading', { name: 'What you are about to sign' })).toBeVisible();
}

export interface OpinionWords {
  readonly impression: string;
  readonly advice: string;
  readonly limits: string;
  readonly next: string;
  readonly owner: string;
}

/** What an opinion asks to be chosen; nothing of it is chosen on arrival. */
const answers = [
  ['Did you examine the patient?', 'No, by what is here alone'],
  ['How sure you are', 'Fairly sure'],
  ['Seen in person', 'Needed'],
  ['How soon', 'This week'],
] as const;

export async function writeOpinion(page: Page, words: OpinionWords): Promise<void> {
  await expect(page.getByLabel('Your impression')).toBeVisible();
  expect(await page.locator('main input:checked').count()).toBe(0);
  await page.getByLabel('Your impression').fill(words.impression);
  await page.getByLabel('Your advice').fill(words.advice);
  await page.getByLabel('Limits of this opinion').fill(words.limits);
  for (const [legend, answer] of answers) {
    await page.getByRole('group', { name: legend }).getByRole('radio', { name: answer }).check();
  }
  await page.getByLabel('What should happen next').fill(words.next);
  await page.getByRole('combobox', { name: 'Who does it' }).click();
  await page.getByRole('option', { name: words.owner }).click();
}
