import { expect, test } from '@playwright/test';
import { expectAccessible, expectAccessibleButForColours, expectColoursReadable } from './support';

const head = '<!doctype html><html lang="en"><title>A page</title>';
const pale = '<p style="color: #ccc; background: #fff">pale</p>';

test('what is wrong with a page is found, in all and in its colours', async ({ page }) => {
  await page.setContent(`${head}<main><h1>A page</h1>${pale}<img src="x"></main>`);
  await expect(expectAccessible(page)).rejects.toThrow(/image-alt/u);
  await expect(expectColoursReadable(page)).rejects.toThrow(/color-contrast/u);
  await expect(expectAccessibleButForColours(page)).rejects.toThrow(/image-alt/u);
  await page.setContent(`${head}<main><h1>A page</h1>${pale}</main>`);
  await expectAccessibleButForColours(page);
  await expect(expectAccessible(page)).rejects.toThrow(/color-contrast/u);
});
