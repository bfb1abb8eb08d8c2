import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

/** Draws the demo's pictures anew: `node tools/demo/pictures/draw.mjs`. They are made up; nobody was photographed. */
const [width, height, mostBytes] = [1280, 960, 150_000];
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Runs in the page: paints one picture and gives it back as a JPEG that fits, in base64. */
async function paint([name, wide, high, fits]) {
  const canvas = new OffscreenCanvas(wide, high);
  const pen = canvas.getContext('2d');
  const pixels = pen.createImageData(wide, high);
  const { shade, after } = globalThis.painters[name];
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) pixels.data.set([...shade(x / high, y / high), 255], (y * wide + x) * 4);
  }
  pen.putImageData(pixels, 0, 0);
  after(pen, wide, high);
  let blob;
  for (let quality = 0.86; quality > 0.2; quality -= 0.06) {
    blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    if (blob.size <= fits) break;
  }
  return btoa(Array.from(new Uint8Array(await blob.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(''));
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage();
for (const script of ['noise.js', 'skin.js', 'films.js'])
  await page.addScriptTag({ content: readFileSync(here(script), 'utf8') });
for (const name of await page.evaluate(() => Object.keys(globalThis.painters))) {
  const bytes = Buffer.from(await page.evaluate(paint, [name, width, height, mostBytes]), 'base64');
  writeFileSync(here(`${name}.jpg`), bytes);
  process.stdout.write(`${name}.jpg ${String(bytes.length)} bytes\n`);
}
await browser.close();
