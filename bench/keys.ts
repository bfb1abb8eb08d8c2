// First: it counts what everything loaded after it calls.
import './keys/counting';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { countGrants } from './keys/grants';
import { timeOpenings, type OpeningTimes } from './keys/openings';
import { median, say, sayMachine, sayRatio, sayTarget } from './measure/figures';
import { toItsEnd } from './measure/to-its-end';
import { buildPage, startPage } from './system/browser';
import { Chromium } from './system/chromium';
import { Place } from './system/place';

/**
 * Opening one grant (X-Wing, HPKE, commitment), by our own code, which goes by the engine's ML-KEM and X25519 where it has
 * them, against the published library that does all of it in JavaScript. Turn about, in this Node and in Chromium. And how
 * many of them a case costs: opening one with fifty pictures, inviting into it, posting a picture in a room of ten.
 */
const mostInJavaScript = 0.4;
const mostByTheEngine = 0.2;

async function inChromium(): Promise<OpeningTimes> {
  const folder = mkdtempSync(path.join(tmpdir(), 'consilium-bench-page-'));
  const place = await Place.open({ webRoot: buildPage(folder) });
  const browser = Chromium.launch();
  try {
    const page = await startPage(browser, place.origin);
    return await page.evaluate(() => bench.openings());
  } finally {
    await browser.close();
    await place.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function sayOpenings(engine: string, { ours, library, hasMlKem }: OpeningTimes): number {
  const [here, there] = [median(ours), median(library)];
  say(`${engine}: one grant opened by the library, median of ${String(library.length)}`, there, 'ms');
  say(`${engine}: by ours, ML-KEM ${hasMlKem ? 'of the engine' : 'in JavaScript'}`, here, 'ms');
  sayTarget(`${engine}: ours to the library`, here / there, hasMlKem ? mostByTheEngine : mostInJavaScript, '×');
  return here / there;
}

async function sayCounts(): Promise<void> {
  const place = await Place.open();
  try {
    const counts = await countGrants(place);
    sayTarget('opening a room with 50 pictures on a fresh device: openings', counts.openingFifty, 1, '');
    say('the same, until its 50 descriptions are read', counts.openingFiftyMilliseconds, 'ms');
    sayTarget('inviting into it: sealings', counts.inviting, 1, '');
    sayTarget('posting a picture in a room of 10: sealings and openings', counts.posting, 0, '');
  } finally {
    await place.close();
  }
}

async function main(): Promise<void> {
  sayMachine();
  const ratio = sayOpenings('Node', await timeOpenings());
  if (process.env['CHROMIUM_PATH'] === undefined) process.stdout.write('Chromium: not here, not measured\n');
  else sayOpenings('Chromium', await inChromium());
  await sayCounts();
  sayRatio(ratio);
}

toItsEnd(main);
