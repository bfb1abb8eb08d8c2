import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { canary, latin1 } from '@consilium/testkit/pictures';
import { openThread } from './case-room';

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

/** Nothing of what was planted (`plantedFiles`) is in the bytes of this picture as it opens here. `look`: while it is open. */
export async function expectNothingHidden(page: Page, number: number, look?: () => Promise<void>): Promise<void> {
  await openThread(page, new RegExp(`Picture ${String(number)}`, 'u'));
  await page.getByRole('button', { name: 'Open full detail', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('canvas').first()).toBeVisible();
  const text = latin1(await originalOf(page));
  expect(text.length).toBeGreaterThan(1_000);
  expect(planted.filter((words) => text.includes(words))).toEqual([]);
  await look?.();
  await page.keyboard.press('Escape');
}
