import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';

const folder = join(__dirname, '../../../reports/web/screenshots');

/** What is in the window, or the `whole` page: saves reports/web/screenshots/NAME-desktop-light.png and gives the path back. */
export async function screenshot(page: Page, info: TestInfo, name: string, { whole = false } = {}): Promise<string> {
  const scheme = await page.evaluate(() => document.documentElement.dataset['mantineColorScheme'] ?? 'light');
  const path = join(folder, `${name}-${info.project.name}-${scheme}.png`);
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: whole, animations: 'disabled' });
  return path;
}
