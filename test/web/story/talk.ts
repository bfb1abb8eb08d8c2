import { expect, type Locator, type Page } from '@playwright/test';

export const talk = (page: Page): Locator => page.getByRole('list', { name: /^What was said/u });

export const field = (page: Page): Locator => page.getByRole('textbox', { name: /^Write about/u });

/** What stands under the talk: whom a message goes to. */
export const composer = (page: Page): Locator => page.locator('form').filter({ has: field(page) });

/** A message of just these words. */
export const sayingOf = (page: Page, words: string): Locator =>
  talk(page)
    .getByRole('listitem')
    .filter({ has: page.locator('p').and(page.getByText(words, { exact: true })) });

/** What can be done with a message, opened. */
export async function menuOf(page: Page, words: string): Promise<Locator> {
  const item = sayingOf(page, words);
  await item.hover();
  await item.getByRole('button', { name: 'Answer and more' }).click();
  return page.getByRole('menu');
}

/** A finger goes to the right over it. */
export async function swipe(page: Page, over: Locator): Promise<void> {
  const { x, y } = (await over.boundingBox()) ?? { x: 0, y: 0 };
  const client = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove', to: number) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x: x + 60 + to, y: y + 20 }] });
  await client.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  await touch('touchStart', 0);
  for (const to of [20, 50, 90, 120]) await touch('touchMove', to);
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await client.send('Emulation.setTouchEmulationEnabled', { enabled: false });
}

/** A talk opens at what is new to its reader, which need not be its newest. */
export async function toNewest(page: Page): Promise<void> {
  await expect(async () => {
    await page.locator('[data-talk]').evaluate((element) => {
      element.scrollTop = element.scrollHeight;
    });
    await expect(talk(page).getByRole('listitem').last()).toBeInViewport({ ratio: 1, timeout: 2_000 });
  }).toPass();
}
