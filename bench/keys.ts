import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { timeOpenings, type OpeningTimes } from './keys/openings';
import { median, say, sayMachine, sayRatio, sayTarget } from './measure/figures';
import { toItsEnd } from './measure/to-its-end';
import { buildPage, startPage } from './system/browser';
import { Chromium } from './system/chromium';
import { Place } from './system/place';

/**
 * Opening one grant (X-Wing, HPKE, commitment), by our own code, which goes by the engine's ML-KEM and X25519 where it has
 * them, against the published library that does all of it in JavaScript. Turn about, in this Node and in Chromium.
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

async function main(): Promise<void> {
  sayMachine();
  const ratio = sayOpenings('Node', await timeOpenings());
  if (process.env['CHROMIUM_PATH'] === undefined) process.stdout.write('Chromium: not here, not measured\n');
  else sayOpenings('Chromium', await inChromium());
  sayRatio(ratio);
}

toItsEnd(main);
