import { expect, type Page } from '@playwright/test';
import {
  latin1,
  plantedJpeg,
  plantedLosslessWebp,
  plantedPng,
  plantedWebp,
  refusedFiles,
  smallJpeg,
} from '@consilium/testkit/pictures';
import { test } from './gallery/gallery-test';

const accepted = [
  { name: 'JPEG', make: () => plantedJpeg(6), says: '48 × 64 image/jpeg' },
  { name: 'PNG', make: () => plantedPng(), says: '40 × 30 image/png' },
  { name: 'WebP', make: () => plantedWebp(), says: '64 × 48 image/webp' },
  { name: 'lossless WebP', make: () => plantedLosslessWebp(), says: '16 × 12 image/webp' },
];

async function choose(page: Page, bytes: Uint8Array): Promise<void> {
  const buffer = Buffer.from(bytes);
  await page.getByLabel('Choose a picture').setInputFiles({ name: 'picture', mimeType: 'image/jpeg', buffer });
}

/** Pixels of the view rendition as the page shows it. */
async function shownSize(page: Page): Promise<readonly number[]> {
  const preview = page.getByTestId('preview');
  await expect(preview).toHaveJSProperty('complete', true);
  return preview.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
}

for (const { name, make, says } of accepted) {
  test(`a planted ${name} is stripped and made into three renditions`, async ({ page, gallery, violations }) => {
    await page.goto(gallery.origin);
    await choose(page, make());
    await expect(page.getByText(/Removed: location, device serial, \d+ more/u)).toBeVisible();
    await expect(page.getByText(says).last()).toBeVisible();
    const [width, height] = says.split(' image')[0]?.split(' × ').map(Number) ?? [];
    expect(await shownSize(page)).toEqual([width, height]);
    expect(violations.all()).toEqual([]);
  });
}

test('files that cannot be taken are refused in the browser with a next step', async ({
  page,
  gallery,
  violations,
}) => {
  await page.goto(gallery.origin);
  for (const { says, bytes } of refusedFiles) {
    await choose(page, bytes());
    await expect(page.getByRole('alert').filter({ hasText: 'Problem:' })).toContainText(says);
  }
  expect(violations.all()).toEqual([]);
});

test('a large picture is reduced to 2,560 and 480 pixels, the original kept', async ({ page, gallery, violations }) => {
  await page.goto(gallery.origin);
  const large = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(4000, 3000);
    const pen = canvas.getContext('2d');
    if (pen === null) return [];
    pen.fillStyle = '#b06a55';
    pen.fillRect(0, 0, 4000, 3000);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  await choose(page, Uint8Array.from(large));
  await expect(page.getByText('480 × 360 image/jpeg')).toBeVisible();
  await expect(page.getByText('2560 × 1920 image/jpeg')).toBeVisible();
  await expect(page.getByText('4000 × 3000 image/jpeg')).toBeVisible();
  expect(violations.all()).toEqual([]);
});

test('a JPEG whose pixels are garbage is refused, and the next picture still works', async ({
  page,
  gallery,
  violations,
}) => {
  await page.goto(gallery.origin);
  const broken = smallJpeg.slice();
  const scan = latin1(broken).indexOf('\xff\xc4');
  broken.fill(0, scan + 4, scan + 24);
  await choose(page, broken);
  await expect(page.getByRole('alert').filter({ hasText: 'Problem:' })).toContainText('cannot read this picture');
  await choose(page, plantedWebp());
  await expect(page.getByTestId('preview')).toBeVisible();
  expect(violations.all()).toEqual([]);
});
