import { expect, test } from '@playwright/test';
import { expectAccessible, expectColoursReadable } from './support';

test('what is wrong with a page is found, in all and in its colours', async ({ page }) => {
  await page.setContent('<main><h1>A page</h1><p style="color: #ccc; background: #fff">pale</p><img src="x"></main>');
  await expect(expectAccessible(page)).rejects.toThrow(/image-alt/u);
  await expect(expectColoursReadable(page)).rejects.toThrow(/color-contrast/u);
});
