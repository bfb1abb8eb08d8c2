import { expect, type Browser, type Locator, type Page } from '@playwright/test';
import type { Someone } from '@consilium/testkit/people';
import type { RunningSystem } from '../support';
import { openPerson, type Person } from './people';
import { withWords } from './with-words';

/** A device of this person's, with their passkey: it is touched there alone from now on. */
export async function worksOn(browser: Browser, running: RunningSystem, who: Someone): Promise<Person> {
  const person = await openPerson(browser, running, who.name);
  await withWords(person, running.origin, who.words);
  await person.passkeys.take(who.passkeys.held());
  return person;
}

/** The same of an officer, at the register for real use. */
export async function atRegister(browser: Browser, running: RunningSystem, who: Someone): Promise<Person> {
  const person = await worksOn(browser, running, who);
  await person.page.getByRole('link', { name: 'Register' }).click();
  await expect(person.page.getByText('Acts of power need two officers')).toBeVisible();
  return person;
}

/** What waits for a second officer. */
export const waits = (page: Page): Locator => page.getByRole('region', { name: 'Waits for a second officer' });

/** The line of somebody, or of an organisation, in a list of the register. */
export const listed = (page: Page, list: 'Organisations' | 'People' | 'Officers', name: string): Locator =>
  page.getByRole('region', { name: list, exact: true }).getByRole('listitem').filter({ hasText: name });

/** Another officer confirms all that waits. */
export async function confirms({ page }: Person): Promise<void> {
  await waits(page).getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(waits(page)).toHaveCount(0);
}

/** Answers the question that an act about somebody asks. `reason`: where it wants one. */
export async function answers({ page }: Person, act: string, reason?: string): Promise<void> {
  const question = page.getByRole('dialog');
  if (reason !== undefined) await question.getByLabel('Reason, and where you have it from').fill(reason);
  await question.getByRole('button', { name: act, exact: true }).click();
  await expect(question).toHaveCount(0);
}
