import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';

const folder = join(__dirname, '../../../reports/web/screenshots');

/** Whether pictures of the screens are saved for people to look at: SCREENSHOTS=1. */
export const savesScreenshots = process.env['SCREENSHOTS'] === '1';

/** Where screenshots are asked for: saves what is in the window, or the `whole` page, as screenshots/NAME-desktop-light.png. */
export async function screenshot(page: Page, info: TestInfo, name: string, { whole = false } = {}): Promise<void> {
  if (!savesScreenshots) return;
  const scheme = await page.evaluate(() => document.documentElement.dataset['mantineColorScheme'] ?? 'light');
  const path = join(folder, `${name}-${info.project.name}-${scheme}.png`);
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: whole, animations: 'disabled' });
}
