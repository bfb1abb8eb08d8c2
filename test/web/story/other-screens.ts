import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { canary, latin1 } from '@consilium/testkit/pictures';
import { names, type Cast } from './cast';
import { openThread, showAbout, toCases } from './case-room';
import { inspect } from './inspect';

const planted = [canary, 'Exif', 'eXIf', 'ns.adobe.com', 'Photoshop 3.0', 'GPSLatitude', 'scanner serial'];

/** The opened original's bytes, saved as a person would; the page's policy lets no script read them by address. */
async function originalOf(page: Page): Promise<Uint8Array> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('[data-original]').evaluate((stage: HTMLElement) => {
      const link = document.createElement('a');
      link.href = stage.dataset['original'] ?? '';
      link.download = 'original';
      link.click();
    }),
  ]);
  return readFileSync(await download.path());
}

/** The original as the other member's browser opened it: nothing of what was planted is in its bytes. */
export async function openedHasNothingHidden({ b }: Cast): Promise<void> {
  for (const number of [1, 2, 3]) {
    await openThread(b.page, new RegExp(`Picture ${String(number)}`, 'u'));
    await b.page.getByRole('button', { name: 'Open full detail', exact: true }).click();
    const dialog = b.page.getByRole('dialog');
    await expect(dialog.locator('canvas').first()).toBeVisible();
    const text = latin1(await originalOf(b.page));
    expect(text.length).toBeGreaterThan(1_000);
    expect(planted.filter((words) => text.includes(words))).toEqual([]);
    if (number === 1) await inspect(b, 'viewer');
    await b.page.keyboard.press('Escape');
  }
}

/** The screens the story does not pass through. */
export async function otherScreens({ a, b }: Cast): Promise<void> {
  await b.page.getByRole('link', { name: 'Devices' }).click();
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
  await b.page.getByRole('button', { name: 'Lock now' }).click();
  await expect(b.page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await expect(b.page.getByText(names.a)).toHaveCount(0);
  expect(await b.page.locator('main img').count()).toBe(0);
  await inspect(b, 'locked');
  await b.page.getByRole('button', { name: 'Unlock' }).click();
  await expect(b.page.getByRole('heading', { name: /^Picture 2/u })).toBeVisible();
}
