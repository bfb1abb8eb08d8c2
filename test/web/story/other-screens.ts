import { expect } from '@playwright/test';
import { names, type Cast } from './cast';
import { lockNow, openThread, showAbout, toCases } from './case-room';
import { inspect } from './inspect';
import { expectNothingHidden } from './nothing-hidden';

/** The originals as the other member's browser opened them. */
export async function openedHasNothingHidden({ b }: Cast): Promise<void> {
  await expectNothingHidden(b.page, 1, () => inspect(b, 'viewer'));
  await expectNothingHidden(b.page, 2);
  await expectNothingHidden(b.page, 3);
}

/** The screens the story does not pass through. */
export async function otherScreens({ a, b }: Cast): Promise<void> {
  await toCases(b.page);
  await b.page.getByRole('link', { name: 'Settings' }).click();
  await expect(b.page.getByText('Sharing outside needs one')).toBeVisible();
  await inspect(b, 'settings');
  await b.page.getByRole('link', { name: 'Your devices, passkeys and recovery words' }).click();
  await expect(b.page.getByText('(this one)', { exact: false })).toBeVisible();
  await inspect(b, 'devices');
  await b.page.getByRole('link', { name: 'Help' }).click();
  await inspect(b, 'help');
  await showAbout(a.page);
  await a.page.getByRole('link', { name: 'Who did what, when' }).click();
  await a.page.getByRole('button', { name: 'Check all of it again' }).click();
  await expect(a.page.getByRole('status').filter({ hasText: /\d+ entries/u })).toBeVisible();
  await inspect(a, 'record');
  await a.page.goBack();
}

/** Locked means gone, and one press returns to the same place. */
export async function lockAndReturn({ b }: Cast): Promise<void> {
  await toCases(b.page);
  await b.page.getByRole('link', { name: /mole/u }).click();
  await openThread(b.page, /Picture 2/u);
  await expect(b.page.getByRole('heading', { name: /^Picture 2/u })).toBeVisible();
  await lockNow(b.page);
  await expect(b.page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await expect(b.page.getByText(names.a)).toHaveCount(0);
  expect(await b.page.locator('main img').count()).toBe(0);
  await inspect(b, 'locked');
  await b.page.getByRole('button', { name: 'Unlock' }).click();
  await expect(b.page.getByRole('heading', { name: /^Picture 2/u })).toBeVisible();
}
