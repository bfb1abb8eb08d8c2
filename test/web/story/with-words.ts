import { expect, type Browser } from '@playwright/test';
import type { Someone } from '@consilium/testkit/people';
import type { RunningSystem } from '../support';
import { openPerson, type Person } from './people';

/** Signs somebody in who has no passkey in this browser: with the recovery words. */
export async function withWords(person: Person, origin: string, words: readonly string[]): Promise<Person> {
  const { page } = person;
  await page.goto(origin);
  await page.getByRole('button', { name: 'Lost your passkeys? Use your recovery words' }).click();
  await page.getByLabel('All 24 words, in order').fill(words.join(' '));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Your devices' })).toBeVisible();
  return person;
}

/** A browser of this person's, in this case. */
export async function atCase(browser: Browser, running: RunningSystem, who: Someone, room: string): Promise<Person> {
  const person = await withWords(await openPerson(browser, running, who.name), running.origin, who.words);
  await person.page.evaluate((hash) => {
    location.hash = hash;
  }, `#/cases/${room}`);
  return person;
}
