import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Door } from '@consilium/client';
import { median, quantile, say, sayAtLeast, sayMachine, sayRatio, sayTarget } from './measure/figures';
import { toItsEnd } from './measure/to-its-end';
import { showRoom } from './page/real-page';
import { asPhone, longestWait, press, scrolled, slowBy, toComposer, toNewest, untilNewest } from './room/in-talk';
import { buildPage, openPage } from './system/browser';
import { Chromium, type Page } from './system/chromium';
import { approveAll, join, links, openCase, ownerOf, type Joined } from './system/people';
import { Place } from './system/place';

/**
 * A case one works in, on the application as it is built and served: a talk of 300 messages and 40 pictures entered and
 * written in on a phone's screen, and scrolled there with a processor ÷ 4; and what a colleague's message costs the main thread in a case of
 * a thousand and of five thousand. With `--broken`, the same with a row that is rendered anew each time and takes 4 ms.
 */
const isBroken = process.argv.includes('--broken');
/** As a trial of the bench itself: the same with little in it. */
const isSmall = process.argv.includes('--small');
const size = isSmall
  ? { messages: 60, pictures: 4, long: [100, 200], rounds: 3, pixels: 3000 }
  : { messages: 300, pictures: 40, long: [1000, 5000], rounds: 20, pixels: 12_000 };
const slower = 4;
const least = { framesPerSecond: 55 };
const most = { toNewest: 300, keystroke: 16, arrival: 50 };

interface People {
  readonly owner: Joined;
  readonly colleague: Joined;
}

const threadOf = async (door: Door, room: string): Promise<string> => (await door.room(room)).threads[0]?.thread ?? '';

/** The colleague's id, once the owner's device has heard that they were approved. */
async function personOf({ owner, colleague }: People): Promise<string> {
  for (;;) {
    const known = (await owner.door.colleagues()).find(({ name }) => name === colleague.name);
    if (known !== undefined) return known.person;
    await pause(100);
  }
}

/** A case of the two with so many messages of its owner: one's own are never new, so that it opens at its newest. */
async function talkOf(people: People, room: string, count: number): Promise<void> {
  const { owner } = people;
  await owner.door.invite(room, await personOf(people));
  const thread = await threadOf(owner.door, room);
  for (let said = 1; said <= count; said += 1) {
    const more = said % 5 === 0 ? ' It spreads, and it itches, and nothing that was tried so far did any good.' : '';
    await owner.door.say(room, thread, `${String(said)} Slowly growing for six weeks, no bleeding.${more}`, '');
  }
}

/** How many rows the talk has on a page that shows it. */
const rowsIn = (page: Page): Promise<number> =>
  page.evaluate(() => Number(document.querySelector('[data-talk] ol > li')?.getAttribute('aria-setsize')));

async function measureScrolling(page: Page): Promise<void> {
  const turns = [];
  for (let round = 0; round < 3; round += 1) {
    turns.push(await scrolled(page, size.pixels));
    await scrolled(page, -size.pixels);
  }
  sayAtLeast(
    'frames a second, scrolling',
    median(turns.map((turn) => turn.framesPerSecond)),
    least.framesPerSecond,
    '',
  );
  say('longest time between two frames', Math.max(...turns.map(({ longest }) => longest)), 'ms');
  say('frames with words in the middle of the talk', median(turns.map(({ withWords }) => withWords)) * 100, '%');
}

async function measureEntering(page: Page, room: string, rows: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= size.rounds / 2; round += 1) times.push(await toNewest(page, room, rows));
  return median(times.slice(1));
}

async function measureKeys(page: Page): Promise<number> {
  await toComposer(page);
  const idle: number[] = [];
  const waits: number[] = [];
  for (let round = 0; round < size.rounds; round += 1) idle.push(await longestWait(page, () => Promise.resolve(), 400));
  say('nothing pressed: the page does not answer for', median(idle), 'ms');
  for (const letter of 'wouldyouexcisethisone'.slice(0, size.rounds + 1))
    waits.push(await longestWait(page, () => press(page, letter), 400));
  say('a keystroke: the longest of all', Math.max(...waits.slice(1)), 'ms');
  return median(waits.slice(1));
}

/** The talk of messages and pictures, as on a phone; entered and written in on this processor too. */
async function measureWork(page: Page, room: string): Promise<void> {
  const rows = await rowsIn(page);
  const entered = 'from the list to the newest';
  const written = 'a keystroke: the page does not answer for';
  sayTarget(entered, await measureEntering(page, room, rows), most.toNewest, 'ms');
  sayTarget(written, await measureKeys(page), most.keystroke, 'ms');
  await slowBy(page, slower);
  await measureScrolling(page);
  say(`processor ÷ 4: ${entered}`, await measureEntering(page, room, rows), 'ms');
  say(`processor ÷ 4: ${written}`, await measureKeys(page), 'ms');
  await slowBy(page, 1);
}

/** A colleague's messages in a case that is open at its newest. */
async function measureArrivals(page: Page, door: Door, room: string): Promise<number> {
  const thread = await threadOf(door, room);
  const waits: number[] = [];
  for (let round = 0; round <= size.rounds; round += 1) {
    const words = `Arrived as number ${String(round)}.`;
    const wait = await longestWait(page, async () => {
      await door.say(room, thread, words, '');
      await untilNewest(page, words);
    });
    if (round > 0) waits.push(wait);
  }
  say('95 of 100', quantile(waits, 0.95), 'ms');
  return median(waits);
}

async function measureLong(place: Place, people: People, first: (page: Page) => Promise<void>): Promise<number[]> {
  const waits: number[] = [];
  for (const count of size.long) {
    const room = await openCase(people.owner.door);
    await talkOf(people, room, count);
    const browser = Chromium.launch();
    const page = await browser.open(place.origin, first);
    await showRoom(page, people.owner.words, room, count);
    await pause(2000);
    const wait = await measureArrivals(page, people.colleague.door, room);
    sayTarget(`a message arrives in a case of ${String(count)}: no answer for`, wait, most.arrival, 'ms');
    waits.push(wait);
    await browser.close();
  }
  return waits;
}

/** The pictures are drawn and sent by a browser, as they would be. */
async function fillWithPictures(place: Place, folder: string, { owner }: People, room: string): Promise<void> {
  await place.serve({ webRoot: buildPage(path.join(folder, 'sending')) });
  const browser = Chromium.launch();
  const page = await openPage(browser, place.origin, owner.words);
  await page.evaluate(
    async ([to, count]: readonly [string, number]) => {
      await bench.vault.fill(to, count);
    },
    [room, size.pictures] as const,
  );
  await browser.close();
}

async function main(): Promise<void> {
  sayMachine();
  const folder = mkdtempSync(path.join(tmpdir(), 'consilium-bench-room-'));
  const web = isBroken
    ? buildPage(path.join(folder, 'broken'), 'room/build-broken')
    : path.join(__dirname, '..', 'web');
  const place = await Place.open();
  try {
    const { officer, hospital, owner, room } = await ownerOf(place.origin, place.setUpCode);
    const [link = ''] = await links(officer, hospital, 1);
    const colleague = await join(place.origin, link, 'Dr Bela Birch');
    await approveAll(officer);
    const people = { owner, colleague };
    await talkOf(people, room, size.messages / 2);
    await fillWithPictures(place, folder, people, room);
    await place.serve({ webRoot: web });
    const thread = await threadOf(owner.door, room);
    for (let said = 0; said < size.messages / 2; said += 1)
      await owner.door.say(room, thread, `After the pictures, ${String(said)}.`, '');
    const browser = Chromium.launch();
    const page = await browser.open(place.origin, asPhone);
    await showRoom(page, owner.words, room, size.messages);
    await pause(2000);
    await measureWork(page, room);
    await browser.close();
    const [shorter = Number.NaN, longer = Number.NaN] = await measureLong(place, people, asPhone);
    say(`${String(size.long[1])} ÷ ${String(size.long[0])} messages, a message arrives`, longer / shorter, '');
    sayRatio(longer / shorter);
  } finally {
    await place.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

toItsEnd(main);
