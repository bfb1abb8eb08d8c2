import { expect } from '@playwright/test';
import { test } from './gallery/gallery-test';
import { expectAccessible, expectNoSidewaysScroll, expectRoomForThumbs, screenshot } from './support';

for (const scheme of ['light', 'dark'] as const) {
  test(`the kit is accessible and breaks no policy in ${scheme}`, async ({ page, gallery, violations }, info) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(gallery.origin);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Changing lesion, left forearm');
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
    await expectAccessible(page);
    await expectRoomForThumbs(page);
    await expectNoSidewaysScroll(page);
    await screenshot(page, info, 'kit', { whole: true });

    await page.getByRole('button', { name: 'Remove Dr Xu' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove Dr Xu from this room?' });
    await expect(dialog).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Remove', exact: true })).toBeDisabled();
    await expectAccessible(page);
    await screenshot(page, info, 'kit-dialog');
    await dialog.getByLabel(/Type/u).fill('remove');
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('button', { name: 'Remove Dr Xu' })).toBeFocused();
    expect(violations.all()).toEqual([]);
  });
}

test('with reduced motion a change of the colour scheme is whole at once', async ({ page, gallery }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(gallery.origin);
  const words = page.getByText('Trial data only.');
  await expect(words).toBeVisible();
  const [before, atOnce, later] = await words.evaluate(async (element) => {
    const colour = (): string => getComputedStyle(element).color;
    const light = colour();
    document.documentElement.dataset['mantineColorScheme'] = 'dark';
    const first = colour();
    await new Promise((wake) => setTimeout(wake, 300));
    return [light, first, colour()];
  });
  expect(atOnce).toBe(later);
  expect(atOnce).not.toBe(before);
});

test('nothing sticks out at 320 px', async ({ page, gallery, violations }, info) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(gallery.origin);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectRoomForThumbs(page);
  await screenshot(page, info, 'kit-320', { whole: true });
  expect(violations.all()).toEqual([]);
});

test('the error summary takes the focus and leads to the field without changing the route', async ({
  page,
  gallery,
  violations,
}) => {
  await page.goto(`${gallery.origin}/#/cases`);
  await page.getByRole('button', { name: 'Ask for a second opinion' }).click();
  const summary = page.getByRole('alert').filter({ hasText: 'Something needs putting right' });
  await expect(summary).toBeFocused();
  await expectAccessible(page);
  await summary.getByRole('link', { name: 'Write the question you want answered' }).click();
  await expect(page.getByRole('textbox', { name: 'Question' })).toBeFocused();
  expect(new URL(page.url()).hash).toBe('#/cases');
  expect(violations.all()).toEqual([]);
});

test('who can read is one press away', async ({ page, gallery, violations }, info) => {
  await page.goto(gallery.origin);
  const strip = page.getByRole('button', { name: '3 people can read this, 1 from outside' });
  await expect(strip).toHaveAttribute('aria-expanded', 'false');
  await strip.click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Outside colleague' })).toContainText('Dr Li Xu');
  await screenshot(page, info, 'kit-members');
  await expectAccessible(page);
  expect(violations.all()).toEqual([]);
});

test('a long list is read by pages: which of how many, the next begins at its top, and there is none after the last', async ({
  page,
  gallery,
}) => {
  await page.goto(gallery.origin);
  const list = page.getByRole('region', { name: 'Many people' });
  const next = list.getByRole('button', { name: 'Next' });
  await expect(list.getByRole('button', { name: 'Before' })).toBeDisabled();
  await expect(list.getByRole('listitem')).toHaveCount(20);
  await next.click();
  const second = list.getByRole('group', { name: '21 to 40 of 45 people' });
  await expect(second).toBeFocused();
  await expect(second.getByRole('listitem').first()).toHaveText('Person 21');
  await expect(second.getByRole('listitem').first()).toBeInViewport();
  await next.click();
  await expect(list.getByRole('listitem')).toHaveCount(5);
  await expect(list.getByRole('status')).toHaveText('41 to 45 of 45 people');
  await expect(next).toBeDisabled();
});
