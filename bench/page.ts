import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Door } from '@consilium/client';
import { median, say, sayMachine, sayRatio, sayTarget } from './measure/figures';
import { toItsEnd } from './measure/to-its-end';
import { mainThread, showRoom, slowProcessor, untilSignIn } from './page/real-page';
import { buildPage } from './system/browser';
import { Chromium, type Page } from './system/chromium';
import { Line } from './system/line';
import { ownerOf } from './system/people';
import { Place } from './system/place';

/**
 * The page people use, as it is built and served. First: from its address to a button that can be pressed, over slow 4G and
 * on a processor four times slower, against the same build served as it is, uncompressed. Then: what one's own post costs the
 * page's main thread in a room of a thousand messages, against the same page whose items are rendered anew each time. Turn
 * about.
 */
const slow4G = { bytesPerSecond: 750_000 / 8, bytesBackPerSecond: 1_600_000 / 8, roundTrip: 150 };
/** As a trial of the bench itself: the same with little in it. */
const isSmall = process.argv.includes('--small');
const openings = isSmall ? 1 : 5;
const messages = isSmall ? 100 : 1000;
const posts = isSmall ? 2 : 20;
const most = { toButton: 3500, firstPage: 400, perPost: 45 };

const kilobyte = 1000;
const web = path.join(__dirname, '..', 'web');

interface Opened {
  readonly milliseconds: number;
  readonly bytes: number;
}

async function openOnce(browser: Chromium, line: Line): Promise<Opened> {
  const before = await line.bytesBack();
  const page = await browser.open(line.at, slowProcessor);
  const milliseconds = await untilSignIn(page);
  const bytes = (await line.bytesBack()) - before;
  await page.close();
  return { milliseconds, bytes };
}

/** Opens both builds turn about; gives how many times as long the plain one takes. */
async function measureFirstPage(place: Place, plainBuild: string): Promise<number> {
  const line = await Line.to(place.origin, place.log('line'), slow4G);
  const browser = Chromium.launch();
  const builds = { compressed: web, plain: plainBuild };
  const found: Record<keyof typeof builds, Opened[]> = { compressed: [], plain: [] };
  for (let round = 0; round <= openings; round += 1) {
    for (const [name, webRoot] of Object.entries(builds) as [keyof typeof builds, string][]) {
      await place.serve({ webRoot, publicAt: line.at });
      const opened = await openOnce(browser, line);
      if (round > 0) found[name].push(opened);
    }
  }
  await browser.close();
  await line.stop();
  const time = (name: keyof typeof builds): number => median(found[name].map(({ milliseconds }) => milliseconds));
  for (const name of ['compressed', 'plain'] as const) {
    const bytes = median(found[name].map((each) => each.bytes)) / kilobyte;
    sayTarget(`${name}: bytes until the button`, bytes, most.firstPage, 'KB');
    sayTarget(`${name}: slow 4G, processor ÷ 4, until the button`, time(name), most.toButton, 'ms');
  }
  return time('plain') / time('compressed');
}

async function fill(door: Door, room: string): Promise<void> {
  const thread = (await door.room(room)).threads[0]?.thread ?? '';
  for (let message = 0; message < messages; message += 1)
    await door.say(room, thread, `${String(message)} Slowly growing for six weeks, no bleeding.`, '');
}

/** Posts on both pages turn about; gives how many times as much the one without memo spends. */
async function measurePosts(place: Place, words: string, room: string, remade: string): Promise<number> {
  const browser = Chromium.launch();
  const open = async (webRoot: string): Promise<Page> => {
    await place.serve({ webRoot });
    const page = await browser.open(place.origin);
    await showRoom(page, words, room, messages);
    return page;
  };
  const pages = { kept: await open(web), remade: await open(remade) };
  const spent: Record<keyof typeof pages, number[]> = { kept: [], remade: [] };
  for (let post = 0; post <= posts; post += 1) {
    for (const [name, page] of Object.entries(pages) as [keyof typeof pages, Page][]) {
      await page.ask('Page.bringToFront', {});
      await pause(300);
      const milliseconds = await mainThread(page, `${name} ${String(post)}: would you excise?`);
      if (post > 0) spent[name].push(milliseconds);
    }
  }
  await browser.close();
  for (const name of ['kept', 'remade'] as const)
    sayTarget(`items ${name}: main thread of one's own post`, median(spent[name]), most.perPost, 'ms');
  return median(spent.remade) / median(spent.kept);
}

async function main(): Promise<void> {
  sayMachine();
  const folder = mkdtempSync(path.join(tmpdir(), 'consilium-bench-real-page-'));
  const plainBuild = path.join(folder, 'plain');
  cpSync(web, plainBuild, { recursive: true, filter: (file) => !/\.(?:br|gz)$/.test(file) });
  const remade = buildPage(path.join(folder, 'remade'), 'page/build-without-memo');
  const place = await Place.open();
  try {
    const { owner, room } = await ownerOf(place.origin, place.setUpCode);
    await fill(owner.door, room);
    await owner.door.lock();
    const perPost = await measurePosts(place, owner.words, room, remade);
    say('without memo ÷ with it, main thread of a post', perPost, '');
    sayRatio(await measureFirstPage(place, plainBuild));
  } finally {
    await place.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

toItsEnd(main);
