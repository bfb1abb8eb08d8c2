import { expect, type Page } from '@playwright/test';
import { caseWords, names, type Cast } from './cast';
import { leaveAbout, openThread, say, showAbout, toCases } from './case-room';
import { countHands, handsAt, printHands } from './hands';
import { inspect } from './inspect';
import type { Person } from './people';
import { impression } from './step-4-5-outside';

/** Step 6: removal closes the page that is open; what is said next stays unknown to Dr X; the case is closed. */
export async function removeAndClose({ a, x }: Cast): Promise<void> {
  await openThread(x.page, /Picture 1/u);
  await expect(x.page.getByText('The lower edge is new since May.')).toBeVisible();
  await openThread(a.page, /^Case/u);
  await showAbout(a.page);
  await a.page.getByRole('button', { name: `Remove ${names.x}` }).click();
  await a.page.getByRole('dialog').last().getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(a.page.getByRole('button', { name: `Remove ${names.x}` })).toHaveCount(0);
  await leaveAbout(a.page);
  await expect(x.page.getByRole('heading', { name: 'This case is not open to you' })).toBeVisible();
  await expect(x.page.getByText('The lower edge is new since May.')).toHaveCount(0);
  expect(await x.page.locator('main img').count()).toBe(0);
  await inspect(x, 'removed');
  await openThread(a.page, /Picture 1/u);
  await say(a.page, 'Booked for excision on Thursday.');
  await x.page.reload();
  await unlock(x);
  await expect(x.page.getByText('Booked for excision on Thursday.')).toHaveCount(0);
  await toCases(x.page);
  await expect(x.page.getByRole('link', { name: /mole|Question/u })).toHaveCount(0);
  await openThread(a.page, /^Case/u);
  await countHands(a.page);
  await showAbout(a.page);
  await a.page.getByRole('button', { name: 'Close the case' }).click();
  await expect(a.page.getByRole('radio', { name: 'Advice was given' })).toBeVisible();
  expect(await a.page.getByRole('dialog').getByRole('radio', { checked: true }).count()).toBe(0);
  await a.page.getByRole('radio', { name: 'Advice was given' }).check();
  await a.page.getByRole('dialog').last().getByRole('button', { name: 'Close the case' }).click();
  await expect(a.page.getByRole('radio', { name: 'Advice was given' })).toHaveCount(0);
  printHands('owner, a case closed', await handsAt(a.page));
  await leaveAbout(a.page);
  await expect(a.page.getByText('It can be read, not added to.', { exact: false })).toBeVisible();
  await inspect(a, 'closed');
}

export async function unlock({ page }: Person): Promise<void> {
  const signIn = page.getByRole('button', { name: 'Sign in with a passkey' });
  const open = page.getByRole('button', { name: 'Unlock' });
  await signIn.or(open).click();
}

/** The whole history, from the question to what was said last. */
async function seesEverything({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: /^Closed \d/u }).click();
  await page.getByRole('link', { name: caseWords.title }).click();
  await expect(page.getByText(caseWords.question)).toBeVisible();
  await expect(page.locator('nav [data-opened=true]')).toHaveCount(3);
  await openThread(page, /Picture 1/u);
  await expect(page.getByText('The lower edge is new since May.')).toBeVisible();
  await expect(page.getByText('Booked for excision on Thursday.')).toBeVisible();
  await openThread(page, `With ${names.x}`);
  await expect(page.getByText(impression)).toBeVisible();
}

/** Nothing of before is left in this browser but its authenticator: as good as a new device with a synced passkey. */
async function forget(page: Page): Promise<void> {
  const { origin } = new URL(page.url());
  await page.evaluate(async () => {
    localStorage.clear();
    sessionStorage.clear();
    for (const { name } of await indexedDB.databases()) if (name !== undefined) indexedDB.deleteDatabase(name);
  });
  await page.context().clearCookies();
  await page.goto('about:blank');
  await page.goto(origin);
}

/** Step 7: a device that has nothing, by the same passkey; then another by the recovery words alone. */
export async function otherDevices({ a }: Cast): Promise<void> {
  await forget(a.page);
  await expect(a.page.getByRole('button', { name: 'Sign in with a passkey' })).toBeVisible();
  await inspect(a, 'sign-in');
  await unlock(a);
  // A browser that does not know the person asks the passkey once more, for their keys.
  await a.page.getByRole('button', { name: 'Open your keys' }).click();
  await seesEverything(a);
  await forget(a.page);
  await a.passkeys.remove();
  await a.page.getByRole('button', { name: /Use your recovery words/u }).click();
  await a.page.getByLabel('All 24 words, in order').fill(a.words.join(' '));
  await inspect(a, 'sign-in-words');
  await a.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(a.page.getByText('Make a new passkey now')).toBeVisible();
  await toCases(a.page);
  await seesEverything(a);
}
