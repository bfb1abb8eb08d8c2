import { expect } from '@playwright/test';
import type { Person } from './people';

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
