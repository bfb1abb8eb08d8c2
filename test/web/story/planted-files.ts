import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { plantedJpeg, plantedPng, plantedWebp } from '@consilium/testkit/pictures';
import type { PictureFile } from './case-room';

const folder = join(__dirname, '../../../tools/demo/pictures');
const width = 1000;
const height = 750;

/** Draws one of the demo pictures again in the given format, as a camera's software would. */
async function encoded(page: Page, name: string, type: string): Promise<Uint8Array> {
  const source = readFileSync(join(folder, name)).toString('base64');
  const bytes = await page.evaluate(
    async ([text, mime, [wide, high]]) => {
      const raw = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([raw], { type: 'image/jpeg' }));
      const canvas = new OffscreenCanvas(wide, high);
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0, wide, high);
      const blob = await canvas.convertToBlob({ type: mime, quality: 0.9 });
      return [...new Uint8Array(await blob.arrayBuffer())];
    },
    [source, type, [width, height]] as const,
  );
  return Uint8Array.from(bytes);
}

const file = (name: string, mimeType: string, bytes: Uint8Array): PictureFile => ({
  name,
  mimeType,
  buffer: Buffer.from(bytes),
});

/** A JPEG, a PNG and a WebP, each full of what phones and their owners leave in a file. */
export async function plantedFiles(page: Page): Promise<{ jpeg: PictureFile; png: PictureFile; webp: PictureFile }> {
  const jpeg = plantedJpeg(1, await encoded(page, 'lesion-forearm.jpg', 'image/jpeg'));
  const png = plantedPng(1, await encoded(page, 'lesion-dermoscopy.jpg', 'image/png'));
  const webp = plantedWebp(1, await encoded(page, 'rash-trunk.jpg', 'image/webp'), [width, height]);
  return {
    jpeg: file('IMG_2041.jpg', 'image/jpeg', jpeg),
    png: file('dermoscope.png', 'image/png', png),
    webp: file('sent-by-patient.webp', 'image/webp', webp),
  };
}
