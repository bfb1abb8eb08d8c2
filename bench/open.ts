import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { median, say, sayMachine, sayRatio } from './measure/figures';
import { toItsEnd } from './measure/to-its-end';
import { buildPage, openPage } from './system/browser';
import { Chromium, type Page } from './system/chromium';
import { ownerOf } from './system/people';
import { Place } from './system/place';

/**
 * From open keys and an empty memory to fifty thumbnails on screen: the room's entries read, verified and judged, keys
 * and descriptions opened, thumbnails fetched, checked, opened and painted. Against fetching the same entries and the
 * same fifty pictures with nothing done to them but painting. Turn about, in Chromium.
 */
// With `--small`, only to see that it still finds what it measures.
const isSmall = process.argv.includes('--small');
const pictures = isSmall ? 3 : 50;
const rounds = isSmall ? 1 : 7;

/** Stores the thumbnails as they are; gives addresses a page may read them from for some minutes. */
async function storePlain(place: Place, page: Page, room: string): Promise<string[]> {
  const texts = await page.evaluate(
    async ([to, count]: readonly [string, number]) => {
      const thumbs = await bench.vault.fill(to, count);
      return Promise.all(thumbs.map(async (thumb) => Array.from(new Uint8Array(await thumb.arrayBuffer()))));
    },
    [room, pictures] as const,
  );
  const client = place.storeClient();
  say('one thumbnail, bytes, mean', texts.reduce((sum, { length }) => sum + length, 0) / texts.length, 'bytes');
  return Promise.all(
    texts.map(async (bytes, index) => {
      const name = `plain-thumb-${String(index)}`;
      await client.putObject(place.bucket, name, Buffer.from(bytes), bytes.length, { 'Content-Type': 'image/jpeg' });
      return client.presignedGetObject(place.bucket, name, 3600);
    }),
  );
}

async function ours(page: Page, words: string, room: string): Promise<number> {
  await page.evaluate(async (said: string) => {
    bench.freshVault();
    await bench.vault.signIn(said);
  }, words);
  return page.evaluate(async (to: string) => {
    const start = performance.now();
    await bench.show(await bench.vault.thumbs(to));
    return performance.now() - start;
  }, room);
}

async function plain(page: Page, room: string, urls: string[]): Promise<number> {
  return page.evaluate(
    async ([to, from]: readonly [string, string[]]) => {
      const start = performance.now();
      await bench.show(await bench.vault.plainThumbs(to, from));
      return performance.now() - start;
    },
    [room, urls] as const,
  );
}

async function measure(place: Place): Promise<number> {
  const { owner, room } = await ownerOf(place.origin, place.setUpCode);
  const browser = Chromium.launch();
  const page = await openPage(browser, place.origin, owner.words);
  const urls = await storePlain(place, page, room);
  const times = { ours: [] as number[], plain: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    const [bare, sealed] = [await plain(page, room, urls), await ours(page, owner.words, room)];
    if (round === 0) continue;
    times.plain.push(bare);
    times.ours.push(sealed);
  }
  await browser.close();
  say(
    `entries and ${String(pictures)} thumbnails fetched and shown, median of ${String(rounds)}`,
    median(times.plain),
    'ms',
  );
  say(`room opened to ${String(pictures)} thumbnails shown, median of ${String(rounds)}`, median(times.ours), 'ms');
  return median(times.ours) / median(times.plain);
}

async function main(): Promise<void> {
  sayMachine();
  const folder = mkdtempSync(path.join(tmpdir(), 'consilium-bench-page-'));
  const place = await Place.open({ webRoot: buildPage(folder) });
  try {
    sayRatio(await measure(place));
  } finally {
    await place.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

toItsEnd(main);
