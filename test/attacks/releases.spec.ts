import {
  type Change,
  cookieJar,
  type Door,
  type DoorOptions,
  httpTransport,
  type ItemView,
  memoryShelf,
  openDoor,
  type RoomView,
} from '@consilium/client';
import { eventually } from '@consilium/testkit';
import { versionTwo } from '@consilium/testkit/domain';
import { clinic, type Clinic, onAnotherDevice, photograph, type Someone, signsIn } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import type { Application } from '../../apps/api/src/application';

// Attack 98: a tab of the release before, a replica of the release before.

const [first, second] = ['0.1.0-first', '0.2.0-second'];
const form = {
  title: 'Over a release',
  specialty: 'Dermatology',
  urgency: 'routine',
  ageBand: '40-64',
  question: 'What is it?',
  responsible: 'Dr R',
} as const;
const newer = 'A newer version of Consilium is needed to read this. Reload.';

let system: System;
let people: Clinic;
let room: string;
let thread: string;
/** A case in which nothing is written after the release. */
let quiet: string;

beforeAll(async () => {
  system = await startSystem({ BUILD_ID: first });
  people = await clinic(system);
  room = await people.alice.door.openCase(form);
  quiet = await people.alice.door.openCase({ ...form, title: 'A quiet case' });
  for (const each of [room, quiet]) await people.alice.door.invite(each, people.bela.person);
  const view = await people.alice.door.room(room);
  thread = view.threads[0]?.thread ?? '';
  await people.alice.door.say(room, thread, 'Said before the release', '');
});

const later = { books: versionTwo, build: second } as const;

const messages = ({ threads }: RoomView) =>
  threads
    .flatMap(({ items }) => items)
    .filter((item): item is Extract<ItemView, { kind: 'message' }> => item.kind === 'message');
const said = (view: RoomView): string[] => messages(view).map(({ text }) => text);

/** One browser of one person, whose cookies and shelf outlive its pages. */
function browser({ passkeys }: Pick<Someone, 'passkeys'>) {
  const [shelf, cookies] = [memoryShelf(true), cookieJar()];
  const { origin } = system;
  return {
    signIn: async (more: Partial<DoorOptions>): Promise<Door> => {
      const door = openDoor({ origin, cookies, shelf, ...more });
      await signsIn({ door, passkeys }, 'Ward computer');
      await door.speakForDevice('managed');
      return door;
    },
    /** Reloaded: the session goes on, the keys are opened again. */
    reload: async (more: Partial<DoorOptions>): Promise<Door> => {
      const door = openDoor({ origin, cookies, shelf, ...more });
      await door.unlockFinish(passkeys.get(await door.unlockBegin()));
      return door;
    },
  };
}

const atRelease = (who: Someone): Promise<Someone> => onAnotherDevice(who, later);

describe('a tab of the release before', () => {
  let tab: ReturnType<typeof browser>;
  let door: Door;
  const changes: Change[] = [];

  beforeAll(async () => {
    tab = browser(people.bela);
    door = await tab.signIn({ build: first });
    door.onChange((change) => changes.push(change));
    await door.enter(room);
    await door.keepDraft(['opinion', room, thread], '{"impression":"half an opinion"}');
    await system.serve({ build: second }, versionTwo);
    await eventually(async () => {
      expect([await door.release(), await door.live()]).toEqual([true, true]);
    });
  });

  test('goes on as before until newer rules are in force, and is told of the release', async () => {
    expect(changes.filter(({ about }) => about === 'release')).toHaveLength(1);
    await door.say(room, thread, 'Said on the page of before', '');
    const view = await door.room(room);
    expect({ held: view.held, alarm: view.alarm, may: view.may.post }).toEqual({ held: '', alarm: '', may: true });
  });

  test('reads everything and writes nothing once newer rules are in force; words and pictures wait', async () => {
    const officer = await atRelease(people.officer);
    await officer.door.activateRules(2);
    await officer.door.lock();
    const write = 'A newer version of Consilium is needed to write here. Reload.';
    await eventually(async () => {
      expect((await door.room(quiet)).may.post).toBe(write);
    });
    const view = await door.room(quiet);
    expect({ held: view.held, alarm: view.alarm, invite: view.may.invite }).toMatchObject({
      held: expect.stringContaining('Everything can be read') as string,
      alarm: '',
    });
    const [side] = view.threads;
    await expect(door.say(quiet, side?.thread ?? '', 'Waits for the reload', '')).rejects.toMatchObject({
      kind: 'unavailable',
      message: write,
      details: { kept: true },
    });
    await expect(door.openCase(form)).rejects.toThrow(write);
  });

  test('is held, with no alarm and no evidence, where something newer was written; what came before stays readable', async () => {
    const alice = await atRelease(people.alice);
    await alice.door.say(room, thread, 'Said on the page of after', '');
    await alice.door.lock();
    await eventually(async () => {
      expect((await door.room(room)).held).toContain(newer);
    });
    const view = await door.room(room);
    expect(view.alarm).toBe('');
    expect(said(view)).toEqual(['Said before the release', 'Said on the page of before']);
    expect(new Set([view.may.post, view.threads[0]?.mayPost])).toEqual(new Set([newer]));
    const evidence = JSON.parse(await (await door.evidence(room)).text()) as { what: string };
    expect(evidence.what).toBe('nothing');
    const summaries = await door.cases();
    expect(summaries.map(({ title, held, alarm }) => ({ title, isHeld: held !== '', alarm }))).toEqual(
      expect.arrayContaining([
        { title: 'Over a release', isHeld: true, alarm: '' },
        { title: 'A quiet case', isHeld: false, alarm: '' },
      ]),
    );
  });

  test('keeps what is said and what is added there, unsent, with the reason', async () => {
    await expect(door.say(room, thread, 'Kept over the reload', '')).rejects.toMatchObject({
      kind: 'unavailable',
      message: newer,
      details: { kept: true },
    });
    await door.addPicture(
      room,
      photograph('waits', { consent: { ...photograph('waits').consent, authority: 'signed' } }),
    );
    await eventually(async () => {
      expect((await door.room(room)).uploads.map(({ state, problem }) => [state, problem])).toEqual([
        ['failed', newer],
      ]);
    });
  });

  test('reloaded, it is a tab of the release: all is readable, and drafts, words and pictures are there and go through', async () => {
    await door.picturesKept();
    await door.lock();
    const page = await tab.reload(later);
    const view = await page.room(room);
    expect({ held: view.held, alarm: view.alarm, release: await page.release() }).toEqual({
      held: '',
      alarm: '',
      release: false,
    });
    expect(said(view)).toEqual([
      'Said before the release',
      'Said on the page of before',
      'Said on the page of after',
      'Kept over the reload',
    ]);
    expect(await page.draft(['opinion', room, thread])).toBe('{"impression":"half an opinion"}');
    const unsent = messages(view).find(({ problem }) => problem !== '');
    await page.retryMessage(room, unsent?.entry ?? '');
    const [upload] = view.uploads;
    await page.retryUpload(room, upload?.upload ?? '');
    await eventually(async () => {
      const now = await page.room(room);
      expect(messages(now).filter(({ problem }) => problem !== '')).toEqual([]);
      expect([now.uploads.length, now.threads.filter(({ picture }) => picture !== undefined).length]).toEqual([0, 1]);
    });
    await page.lock();
  });
});

describe('a replica of the release before', () => {
  let old: Application;

  beforeAll(async () => {
    old = await system.replica();
  });

  /** A page of the release at which every call reaches the old replica. */
  async function atOld(who: Someone): Promise<Door> {
    const { origin } = system;
    const cookies = cookieJar();
    const fetch: typeof globalThis.fetch = (url, init) =>
      globalThis.fetch((url as string).replace(origin, old.address), init);
    const viaNew = openDoor({ origin, cookies, ...later });
    await signsIn({ door: viaNew, passkeys: who.passkeys }, 'Ward computer');
    await viaNew.lock();
    const transport = httpTransport({ origin, cookies, fetch });
    const door = openDoor({ origin, cookies, transport, ...later });
    await door.unlockFinish(who.passkeys.get(await door.unlockBegin()));
    return door;
  }

  const ask = (who: Someone, path: string, body: object): Promise<Response> =>
    fetch(`${old.address}/api/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { origin: system.origin, 'content-type': 'application/json', cookie: who.cookies.header() },
    });

  test('says of a case that it cannot judge when to ask again, and neither fails nor refuses', async () => {
    const answer = await ask(people.alice, 'ledgers/entries', { ledger: room, after: -1, limit: 100 });
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({
      kind: 'unavailable',
      title: expect.stringMatching(/^The service is being updated\./) as string,
      details: { reason: 'updating' },
    });
  });

  test('shows the other cases, and lists the one it cannot judge as such', async () => {
    const answer = await ask(people.alice, 'ledgers/mine', { since: '', after: '' });
    const { ledgers, unjudged } = (await answer.json()) as Record<'ledgers' | 'unjudged', { ledger: string }[]>;
    expect(unjudged.map(({ ledger }) => ledger)).toEqual([room]);
    expect(ledgers.map(({ ledger }) => ledger)).toContain(quiet);
    const door = await atOld(people.bela);
    const summaries = await door.cases();
    expect(summaries.map(({ title, waiting, held, alarm }) => ({ title, waiting, held, alarm }))).toEqual(
      expect.arrayContaining([
        { title: 'A quiet case', waiting: '', held: '', alarm: '' },
        {
          title: 'Case',
          waiting: 'The service is being updated. This case can be read again in a few minutes.',
          held: '',
          alarm: '',
        },
      ]),
    );
    await door.lock();
  });

  test('takes nothing under rules it does not know: the words stay unsent, and are sent when the release has reached it', async () => {
    const door = await atOld(people.bela);
    const view = await door.room(quiet);
    const side = view.threads[0]?.thread ?? '';
    await expect(door.say(quiet, side, 'Said to the old replica', '')).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringMatching(/The service is being updated.*what you wrote is kept/) as string,
      details: { kept: true },
    });
    const unsent = messages(await door.room(quiet)).find(({ problem }) => problem !== '');
    expect(unsent?.text).toBe('Said to the old replica');
    old = await system.replica(versionTwo);
    await door.retryMessage(quiet, unsent?.entry ?? '');
    expect(said(await door.room(quiet))).toContain('Said to the old replica');
    await door.lock();
  });
});
