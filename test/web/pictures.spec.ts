import { expect, type Page } from '@playwright/test';
import {
  type Corner,
  cornerPictures,
  cornersSeen,
  latin1,
  plantedJpeg,
  plantedLosslessWebp,
  plantedPng,
  plantedWebp,
  refusedFiles,
  smallJpeg,
  smallWebp,
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

test('pictures whose pixels are garbage are refused, here or by the browser, and the next one still works', async ({
  page,
  gallery,
  violations,
}) => {
  await page.goto(gallery.origin);
  const broken = smallJpeg.slice();
  const tables = latin1(broken).indexOf('\xff\xc4');
  broken.fill(0, tables + 4, tables + 24);
  await choose(page, broken);
  await expect(page.getByRole('alert').filter({ hasText: 'Problem:' })).toContainText('is damaged');
  // A lossy WebP whose first part is said to be longer than the file.
  await choose(page, smallWebp.slice().fill(0xff, 21, 23));
  await expect(page.getByRole('alert').filter({ hasText: 'Problem:' })).toContainText('cannot read this picture');
  await choose(page, plantedWebp());
  await expect(page.getByTestId('preview')).toBeVisible();
  expect(violations.all()).toEqual([]);
});

/** Colours in the corners of what is drawn, and its shape: of an image, or of what the viewer put on its canvas. */
function cornersDrawn(element: SVGElement | HTMLElement): { corners: string[]; shape: number } {
  const canvas = document.createElement('canvas');
  const isImage = element instanceof HTMLImageElement;
  if (!isImage && !(element instanceof HTMLCanvasElement)) throw new Error('neither an image nor a canvas');
  canvas.width = isImage ? element.naturalWidth : element.width;
  canvas.height = isImage ? element.naturalHeight : element.height;
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('no canvas');
  pen.drawImage(element, 0, 0);
  const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let at = 0; at < width * height; at++) {
    if (data[at * 4 + 3] !== 255) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  }
  const nameAt = ([across, down]: readonly [number, number]): string => {
    const x = Math.round(left + (right - left) * across);
    const y = Math.round(top + (bottom - top) * down);
    const [red = 0, green = 0, blue = 0] = data.subarray((y * width + x) * 4);
    if (red > 128) return green > 128 ? 'yellow' : 'red';
    if (green > 128) return 'green';
    return blue > 128 ? 'blue' : 'nothing';
  };
  const places = [
    [0.2, 0.2],
    [0.8, 0.2],
    [0.2, 0.8],
    [0.8, 0.8],
  ] as const;
  return { corners: places.map(nameAt), shape: (right - left + 1) / (bottom - top + 1) };
}

/** What is drawn in all three renditions, once it is there. */
async function expectDrawn(page: Page, corners: readonly Corner[], shape: number): Promise<void> {
  const places = ['[data-testid=thumb]', '[data-testid=preview]', '[data-testid=deep] .openseadragon-canvas canvas'];
  for (const place of places) {
    await expect(async () => {
      const drawn = await page.locator(place).first().evaluate(cornersDrawn);
      expect(drawn.corners, place).toEqual(corners);
      expect(Math.abs(drawn.shape - shape), place).toBeLessThan(0.1);
    }).toPass({ timeout: 20_000 });
  }
}

for (const { name, make } of cornerPictures) {
  test(`a ${name} turned in any of the eight ways is drawn upright, in one shape, in all renditions`, async ({
    page,
    gallery,
    violations,
  }) => {
    await page.goto(gallery.origin);
    for (const [turned, corners] of Object.entries(cornersSeen)) {
      const orientation = Number(turned);
      await choose(page, make(orientation));
      const size = orientation >= 5 ? '32 × 48' : '48 × 32';
      await expect(page.getByText(`${size} image/jpeg`)).toHaveCount(name === 'JPEG' ? 3 : 2);
      await page.getByRole('button', { name: 'Open full detail' }).click();
      await expectDrawn(page, corners, orientation >= 5 ? 2 / 3 : 3 / 2);
    }
    expect(violations.all()).toEqual([]);
  });
}
