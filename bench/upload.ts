import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cookieJar, httpTransport, type Transport } from '@consilium/client';
import { median, say, sayMachine, sayRatio, timed } from './measure/figures';
import { toItsEnd } from './measure/to-its-end';
import { browserProcesses, buildPage, openPage, pssOf } from './system/browser';
import { Chromium, type Page } from './system/chromium';
import { ownerOf } from './system/people';
import { Line } from './system/line';
import { Place } from './system/place';
import { likeSealed, randomBlob, sendPlain, sendSealed, sendSigned } from './uploading/uploading';

/**
 * Sealing and sending a picture against a plain PUT of the same bytes to the same store, and against the same parts
 * hashed and signed but not sealed; in Node and in Chromium, behind a line of 25 MB/s and without one. Turn about.
 */
const lineBytesPerSecond = 25_000_000;
/** With `--small`, only to see that it still finds what it measures. */
const isSmall = process.argv.includes('--small');
const sizes = isSmall
  ? [{ name: '5 MB', bytes: 5_000_000, rounds: 1 }]
  : [
      { name: '5 MB', bytes: 5_000_000, rounds: 5 },
      { name: '50 MB', bytes: 50_000_000, rounds: 5 },
    ];

/** One round of each kind, milliseconds. */
interface Client {
  readonly name: string;
  load(bytes: number): Promise<void>;
  plain(url: string): Promise<number>;
  signed(): Promise<number>;
  sealed(): Promise<number>;
}
type Kind = 'plain' | 'signed' | 'sealed';
const kinds: readonly Kind[] = ['plain', 'signed', 'sealed'];

interface Setting {
  readonly place: Place;
  readonly storeAt: string;
  readonly name: string;
}

function nodeClient(transport: Transport, room: string): Client {
  let plain = new Blob();
  let like = new Blob();
  return {
    name: 'Node',
    load: (bytes) => {
      plain = randomBlob(bytes);
      like = likeSealed(plain);
      return Promise.resolve();
    },
    plain: (url) => timed(() => sendPlain(url, plain)),
    signed: () => timed(() => sendSigned({ transport, room }, plain, like)),
    sealed: () => timed(() => sendSealed({ transport, room }, plain)),
  };
}

function browserClient(page: Page, room: string): Client {
  return {
    name: 'Chromium',
    load: (bytes) => page.evaluate((count: number) => bench.vault.load(count), bytes),
    plain: (url) => page.evaluate((to: string) => bench.vault.plain(to), url),
    signed: () => page.evaluate((to: string) => bench.vault.signed(to), room),
    sealed: () => page.evaluate((to: string) => bench.vault.sealed(to), room),
  };
}

async function once(client: Client, { place, storeAt }: Setting, kind: Kind, name: string): Promise<number> {
  if (kind !== 'plain') return client[kind]();
  return client.plain(await place.storeClient(storeAt).presignedPutObject(place.bucket, name, 600));
}

/** Ratios of throughput, ours to the other's: sealed/plain and sealed/signed. */
async function measure(client: Client, setting: Setting, size: (typeof sizes)[number]): Promise<number> {
  await client.load(size.bytes);
  const times: Record<Kind, number[]> = { plain: [], signed: [], sealed: [] };
  for (let round = 0; round <= size.rounds; round++) {
    for (const kind of kinds) {
      const took = await once(client, setting, kind, `plain-${client.name}-${setting.name}-${String(round)}`);
      if (round > 0) times[kind].push(took);
    }
  }
  const label = `${client.name}, ${size.name}, ${setting.name}`;
  for (const kind of kinds) say(`${label}: ${kind}, median of ${String(size.rounds)}`, median(times[kind]), 'ms');
  const toPlain = median(times.plain) / median(times.sealed);
  say(`${label}: sealed to plain, throughput`, toPlain, '');
  say(`${label}: sealed to hashed and signed, throughput`, median(times.signed) / median(times.sealed), '');
  return toPlain;
}

const megabyte = 1 << 20;

async function settled(page: Page): Promise<void> {
  await page.collectGarbage();
  await pause(1500);
}

/** Most memory of all browser processes while 50 MB go the whole way to a posted entry, less what there was before. */
async function measureMemory(browser: Chromium, setting: Setting, words: string, room: string): Promise<void> {
  const page = await openPage(browser, setting.place.origin, words);
  await page.evaluate(() => bench.vault.load(1_000_000));
  await page.evaluate((to: string) => bench.vault.posted(to), room);
  await page.evaluate(() => bench.vault.load(50_000_000));
  await settled(page);
  const processes = browserProcesses();
  const before = pssOf(processes);
  let most = before;
  const state = { isDone: false };
  const posting = page.evaluate((to: string) => bench.vault.posted(to), room).finally(() => (state.isDone = true));
  while (!state.isDone) {
    most = Math.max(most, pssOf(processes));
    await pause(25);
  }
  await posting;
  say(`Chromium, 50 MB, ${setting.name}: memory before`, before / megabyte, 'MiB');
  say(`Chromium, 50 MB, ${setting.name}: most extra memory until posted`, (most - before) / megabyte, 'MiB');
  await page.close();
}

async function run(place: Place, webRoot: string, at: string): Promise<number> {
  const cookies = cookieJar();
  const transport = httpTransport({ origin: place.origin, cookies });
  const { owner, room } = await ownerOf(place.origin, place.setUpCode, { transport, cookies });
  const settings: Setting[] = [
    { place, storeAt: at, name: '25 MB/s' },
    { place, storeAt: place.storeAt, name: 'no line' },
  ];
  let ratio = 0;
  for (const setting of settings) {
    await place.serve({ storeAt: setting.storeAt, webRoot });
    const browser = Chromium.launch();
    const page = await openPage(browser, place.origin, owner.words);
    for (const size of sizes) {
      await measure(nodeClient(transport, room), setting, size);
      const toPlain = await measure(browserClient(page, room), setting, size);
      if (setting.storeAt === at) ratio = toPlain;
    }
    const took = await page.evaluate((to: string) => bench.vault.posted(to), room);
    say(`Chromium, ${sizes.at(-1)?.name ?? ''}, ${setting.name}: from the door to the posted entry`, took, 'ms');
    await page.close();
    await measureMemory(browser, setting, owner.words, room);
    await browser.close();
  }
  return ratio;
}

async function main(): Promise<void> {
  sayMachine();
  const page = mkdtempSync(path.join(tmpdir(), 'consilium-bench-page-'));
  const webRoot = buildPage(page);
  const place = await Place.open({ webRoot });
  const line = await Line.to(place.storeAt, place.log('line'), { bytesPerSecond: lineBytesPerSecond });
  try {
    sayRatio(await run(place, webRoot, line.at));
  } finally {
    await line.stop();
    await place.close();
    rmSync(page, { recursive: true, force: true });
  }
}

toItsEnd(main);
