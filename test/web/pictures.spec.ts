import { expect, type Page } from '@playwright/test';
import { strip } from '@consilium/pictures';
import {
  canary,
  type Corner,
  cornerPictures,
  cornersSeen,
  hiddenBytes,
  latin1,
  lossyLonger,
  plainHeic,
  plantedJpeg,
  plantedLosslessWebp,
  plantedPng,
  plantedWebp,
  refusedFiles,
  smallJpeg,
  smallLosslessWebp,
  smallWebp,
  turnedHeic,
} from '@consilium/testkit/pictures';
import { test } from './gallery/gallery-test';

const accepted = [
  { name: 'JPEG', make: () => plantedJpeg(6), says: '48 × 64 image/jpeg' },
  { name: 'PNG', make: () => plantedPng(), says: '40 × 30 image/png' },
  { name: 'WebP', make: () => plantedWebp(), says: '64 × 48 image/webp' },
  { name: 'lossless WebP', make: () => plantedLosslessWebp(), says: '16 × 12 image/webp' },
];

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

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
  await expect(page.getByRole('alert').filter({ hasText: 'Problem:' })).toContainText('is incomplete');
  // A lossless WebP of a version that nothing reads.
  await choose(page, smallLosslessWebp.slice().fill(0xf0, 24, 25));
  await expect(page.getByRole('alert').filter({ hasText: 'Problem:' })).toContainText('cannot read this picture');
  await choose(page, plantedWebp());
  await expect(page.getByTestId('preview')).toBeVisible();
  expect(violations.all()).toEqual([]);
});

/** Pixels of two files as the browser decodes them: how many each, and how many values differ. */
async function decodedBoth(files: readonly [string, string]): Promise<{ sizes: number[]; differ: number }> {
  const decoded = async (file: string): Promise<ImageData> => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(file), (each) => each.charCodeAt(0))]));
    const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (pen === null) throw new Error('no canvas');
    pen.drawImage(bitmap, 0, 0);
    return pen.getImageData(0, 0, bitmap.width, bitmap.height);
  };
  const [before, after] = [await decoded(files[0]), await decoded(files[1])];
  let differ = 0;
  for (const [at, value] of before.data.entries()) if (value !== after.data[at]) differ++;
  return { sizes: [before.data.length, after.data.length], differ };
}

test('a lossy WebP that is written anew has the same pixels, whatever was hidden in it', async ({ page, gallery }) => {
  await page.goto(gallery.origin);
  const drawn = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(640, 480);
    const pen = canvas.getContext('2d');
    if (pen === null) throw new Error('no canvas');
    for (let at = 0; at < 4000; at++) {
      pen.fillStyle = `hsl(${String((at * 47) % 360)} ${String(at % 90)}% ${String(20 + (at % 60))}%)`;
      pen.fillRect((at * 61) % 640, (at * 89) % 480, 3 + (at % 40), 2 + (at % 23));
    }
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const files = [
    ...hiddenBytes.filter(({ name }) => /^WebP: .* lossy picture/u.test(name)).map(({ bytes }) => bytes()),
    lossyLonger(Uint8Array.from(drawn)),
  ];
  expect(files).toHaveLength(6);
  for (const file of files) {
    const { bytes } = await strip(file);
    expect(latin1(file)).toContain(canary);
    expect(latin1(bytes)).not.toContain('CAN');
    const { sizes, differ } = await page.evaluate(decodedBoth, [base64(file), base64(bytes)] as const);
    expect(differ).toBe(0);
    expect(sizes[0]).toBeGreaterThan(0);
    expect(sizes[1]).toBe(sizes[0]);
  }
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

test('an HEIC photo is converted in a worker that alone may run WebAssembly, then stripped; one that is broken says what to do', async ({
  page,
  gallery,
  violations,
}) => {
  await page.goto(gallery.origin);
  const files: string[] = [];
  page.on('request', (request) => files.push(new URL(request.url()).pathname));
  await choose(page, smallJpeg);
  await expect(page.getByTestId('preview')).toBeVisible();
  expect(files.filter((file) => /heic|heif/u.test(file))).toEqual([]);
  for (const [photo, orientation] of [
    [plainHeic, 1],
    [turnedHeic, 6],
  ] as const) {
    await choose(page, photo);
    const size = orientation === 6 ? '32 × 48' : '48 × 32';
    await expect(page.getByText(/Removed: location, device serial, \d+ more/u)).toBeVisible();
    await expect(page.getByText(`${size} image/jpeg`)).toHaveCount(3);
    await page.getByRole('button', { name: 'Open full detail' }).click();
    await expectDrawn(page, cornersSeen[orientation] ?? [], orientation === 6 ? 2 / 3 : 3 / 2);
  }
  const workers = files.filter((file) => /-worker-.*\.js$/u.test(file));
  for (const file of new Set([...workers, '/'])) {
    const { headers } = await fetch(`${gallery.origin}${file}`);
    const mayRun = headers.get('content-security-policy')?.includes("'wasm-unsafe-eval'");
    expect([file, mayRun]).toEqual([file, file.includes('heic-worker')]);
  }
  expect(workers.some((file) => file.includes('heic-worker'))).toBe(true);
  // Its pixels are gone: what measures it cannot know, the decoder does.
  const broken = plainHeic.slice();
  broken.fill(0, broken.length - 400);
  await choose(page, broken.slice(0, -300));
  await expect(page.getByRole('alert').filter({ hasText: 'Problem:' })).toContainText('Share it as JPEG');
  await choose(page, smallJpeg);
  await expect(page.getByTestId('preview')).toBeVisible();
  expect(violations.all()).toEqual([]);
});

/** Width and height of each rendition, largest first, as the desk says them. */
const saidSizes = async (page: Page): Promise<string[]> => {
  const rows = await page.getByText(/^\d+ × \d+ image\/\w+ \d+ bytes$/u).allTextContents();
  return rows.map((row) => row.replace(/ \d+ bytes$/u, '')).toReversed();
};

/** Corners of a box on the page, and of what is kept in it. */
async function boxOf(page: Page, place: string): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await page.locator(place).boundingBox();
  if (box === null) throw new Error(`${place} is not there`);
  return box;
}

test('a picture is turned and cropped by keys, by mouse and by finger, always out of all of it, and what goes is gone from the file', async ({
  page,
  gallery,
  violations,
}) => {
  await page.goto(gallery.origin);
  const [jpeg, png] = ['JPEG', 'PNG'].map((name) => cornerPictures.find((each) => each.name === name));
  if (jpeg === undefined || png === undefined) throw new Error('no such picture');
  const open = page.getByRole('button', { name: 'Turn or crop' });
  const use = page.getByRole('button', { name: 'Use it' });
  const edge = (name: string) => page.getByRole('slider', { name: `The ${name} edge` });
  const press = async (key: string, times: number): Promise<void> => {
    for (let count = 0; count < times; count++) await page.keyboard.press(key);
  };

  // Keys alone: a quarter to the right, then the lower half of what is seen.
  await choose(page, png.make(1));
  await open.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Turn right' }).press('Enter');
  await edge('top').focus();
  await press('Shift+ArrowDown', 10);
  await expect(edge('top')).toHaveAttribute('aria-valuetext', '50 % cut off');
  await expect(page.getByText('Kept: 32 × 24 pixels. That it was cropped is recorded.')).toBeVisible();
  await use.press('Enter');
  await expect.poll(() => saidSizes(page)).toEqual(['32 × 24 image/png', '32 × 24 image/jpeg', '32 × 24 image/jpeg']);
  await expect(open).toBeFocused();
  await page.getByRole('button', { name: 'Open full detail' }).click();
  // Of blue, red; yellow, green: the lower two.
  await expectDrawn(page, ['yellow', 'green', 'yellow', 'green'], 4 / 3);

  // It begins with what was kept before, and all of it is there again.
  await open.click();
  await expect(edge('top')).toHaveAttribute('aria-valuetext', '50 % cut off');
  await page.getByRole('button', { name: 'Keep all' }).click();
  await page.getByRole('button', { name: 'Turn left' }).click();
  await use.click();
  await expect.poll(() => saidSizes(page)).toEqual(['48 × 32 image/png', '48 × 32 image/jpeg', '48 × 32 image/jpeg']);

  // By mouse: the corner to the middle, then what is kept is moved to the far corner.
  await choose(page, jpeg.make(6));
  await open.click();
  const stage = await boxOf(page, '[data-testid=kept]');
  const middle = { x: stage.x + stage.width / 2, y: stage.y + stage.height / 2 };
  await page.mouse.move(stage.x, stage.y);
  await page.mouse.down();
  await page.mouse.move(middle.x, middle.y, { steps: 4 });
  await page.mouse.up();
  await page.mouse.move(stage.x + stage.width * 0.75, stage.y + stage.height * 0.75);
  await page.mouse.down();
  await page.mouse.move(stage.x - 40, stage.y - 40, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByText('Kept: 16 × 24 pixels.')).toBeVisible();
  await use.click();
  await expect.poll(() => saidSizes(page)).toEqual(['16 × 24 image/jpeg', '16 × 24 image/jpeg', '16 × 24 image/jpeg']);
  await page.getByRole('button', { name: 'Open full detail' }).click();
  await expectDrawn(page, ['blue', 'blue', 'blue', 'blue'], 2 / 3);

  // By finger; Escape and Cancel leave it as it was.
  await open.click();
  await page.getByRole('button', { name: 'Keep all' }).click();
  const { x, y, width, height } = await boxOf(page, '[data-testid=kept]');
  const finger = await page.context().newCDPSession(page);
  const touch = (type: string, at: readonly { x: number; y: number }[]) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: at } as never);
  await touch('touchStart', [{ x: x + width, y: y + height / 2 }]);
  await touch('touchMove', [{ x: x + width * 0.9, y: y + height / 2 }]);
  await touch('touchMove', [{ x: x + width / 2, y: y + height / 2 }]);
  await touch('touchEnd', []);
  await expect(page.getByText('Kept: 16 × 48 pixels.')).toBeVisible();
  await page.keyboard.press('Escape');
  expect((await saidSizes(page))[0]).toBe('16 × 24 image/jpeg');
  await open.click();
  await page.getByRole('button', { name: 'Turn right' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect((await saidSizes(page))[0]).toBe('16 × 24 image/jpeg');
  expect(violations.all()).toEqual([]);
});
