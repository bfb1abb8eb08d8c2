import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { prepare } from '@consilium/api/migrations';
import { readSettings } from '@consilium/api/testing';
import type { RoomView } from '@consilium/client';
import { clinic, onAnotherDevice, photograph, type Clinic, type Someone } from '@consilium/testkit/people';
import {
  apiRole,
  freePort,
  killablePostgres,
  killableProgram,
  killableStore,
  ownFolder,
  type Killable,
} from '@consilium/testkit/servers';
import { environment } from '@consilium/testkit/system';

/** How often each server is killed: more where somebody has the time (`KILLS=30`). */
const kills = Number(process.env['KILLS'] ?? 2);
/** Texts of each of the two, and pictures, around one kill at least: they go on until the server is back. */
const atLeast = 3;
const atMost = 60;
/** Seconds within which what waits is through once the server is back. */
const patience = 60;

const form = {
  title: 'Killed',
  specialty: 'Dermatology',
  urgency: 'routine',
  ageBand: '40-64',
  question: 'What is it?',
  responsible: 'Dr R',
} as const;

let servers: Record<'API' | 'PostgreSQL' | 'store', Killable>;
let people: Clinic;
let room: string;
let thread: string;
const said: string[] = [];
let posted = 0;

beforeAll(async () => {
  const folder = ownFolder();
  const port = await freePort();
  const origin = `http://localhost:${String(port)}`;
  const postgres = await killablePostgres(folder);
  const store = await killableStore(path.join(__dirname, 'fixtures/storing.cjs'), folder, origin);
  await prepare(postgres.url, apiRole);
  const settings = readSettings(environment(postgres.url, 'killed', port, store.s3));
  const api = await killableProgram(path.join(__dirname, 'fixtures/serving.cjs'), {}, settings);
  servers = { API: api, PostgreSQL: postgres, store };
  people = await clinic({ origin });
  room = await people.alice.door.openCase(form);
  await people.alice.door.invite(room, people.bela.person);
  thread = (await people.alice.door.room(room)).threads[0]?.thread ?? '';
}, 60_000);

/** Tries as a person does who presses again, until it went through; gives how often it did not. */
async function pressed(act: () => Promise<unknown>): Promise<number> {
  const until = Date.now() + patience * 1000;
  for (let failed = 0; ; failed += 1) {
    try {
      await act();
      return failed;
    } catch (error) {
      if (Date.now() > until) throw error;
      await pause(100);
    }
  }
}

/** Says one text; what was not answered is said again in the same words. */
async function says({ door }: Someone, text: string): Promise<number> {
  const failed = await pressed(() => door.say(room, thread, text, ''));
  said.push(text);
  return failed;
}

/** Does it again and again until the server is back, so that a kill always hits something; gives how often it failed. */
async function untilBack(round: { isBack: boolean }, act: (each: number) => Promise<number>): Promise<number> {
  let failed = 0;
  for (let each = 0; each < atMost && (each < atLeast || !round.isBack); each += 1) failed += await act(each);
  return failed;
}

/** Posts a picture; one that failed is sent again by its own button. */
async function posts({ door }: Someone, pattern: string): Promise<number> {
  let upload = '';
  let failed = await pressed(async () => (upload = await door.addPicture(room, photograph(pattern))));
  for (const until = Date.now() + patience * 1000; ;) {
    const mine = await door.room(room).then(
      ({ uploads }) => uploads.find((each) => each.upload === upload),
      () => 'unknown' as const,
    );
    if (mine === undefined) break;
    if (Date.now() > until) throw new Error('The picture did not go through.');
    if (mine !== 'unknown' && mine.state === 'failed') {
      failed += 1;
      await door.retryUpload(room, upload).catch(() => undefined);
    }
    await pause(50);
  }
  posted += 1;
  return failed;
}

const textsIn = ({ threads }: RoomView): string[] =>
  threads.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'message' ? [item.text] : [])));

/** Somewhere in the middle of what is going on. */
const soon = () => pause(Math.random() * 400);

test.each(['API', 'PostgreSQL', 'store'] as const)(
  `nothing acknowledged is lost or doubled when the %s is killed under load (${String(kills)} times)`,
  async (name) => {
    const { alice, bela } = people;
    let failed = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const round = { isBack: false };
      const which = `${name} ${String(kill)}`;
      const load = Promise.all([
        untilBack(round, (each) => says(alice, `Alice ${String(each)}, ${which}`)),
        untilBack(round, (each) => says(bela, `Bela ${String(each)}, ${which}`)),
        untilBack(round, (each) => posts(alice, `${which} ${String(each)}`)),
      ]);
      // What fails meanwhile is looked at below.
      load.catch(() => undefined);
      await soon();
      await servers[name].kill();
      await soon();
      await servers[name].begin();
      round.isBack = true;
      failed += (await load).reduce((sum, each) => sum + each);
    }
    // What a quick restart and the client's own tries do not bridge.
    if (name === 'PostgreSQL') expect(failed).toBeGreaterThan(0);
    // Another device, which has nothing but what the service kept.
    const { door } = await onAnotherDevice(bela);
    const view = await door.room(room);
    expect(textsIn(view).toSorted()).toEqual(said.toSorted());
    const pictures = view.threads.filter(({ kind }) => kind === 'picture');
    expect(pictures).toHaveLength(posted);
    for (const picture of pictures) {
      const { bytes } = await door.picture(room, picture.thread, 'original');
      expect(bytes.size).toBe(300_000);
    }
    console.log(
      `${name}: ${String(kills)} kills, ${String(failed)} tries failed meanwhile; ${String(said.length)} texts and ${String(posted)} pictures, 0 lost, 0 doubled`,
    );
  },
  60_000 + kills * 30_000,
);
