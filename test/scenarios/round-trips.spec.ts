import { setTimeout as pause } from 'node:timers/promises';
import { cookieJar, httpTransport, type Door, type Transport } from '@consilium/client';
import { eventually } from '@consilium/testkit';
import { clinic, freshDevice, photograph, type Clinic, signsIn } from '@consilium/testkit/people';
import { startSystem } from '@consilium/testkit/system';
import { caseThread, opensCase } from '../attacks/cases';

/**
 * How often somebody waits for the service, one time after another, until what they did is done. Every request takes longer
 * than a device needs to begin those that need not wait, so whatever begins after another one's end has waited for it.
 */
const milliseconds = 150;

/** Most requests in a row; the figures of today, and what a change may not make worse unseen. */
const budget = { signIn: 5, list: 2, text: 1, picture: 4 };

/** What is said in the background: nobody waits for it. */
const unwaited = ['ledgers/postHead', 'signIn/remember'];

interface Request {
  readonly name: string;
  readonly began: number;
  ended: number;
}

/** A transport over a line on which every request takes its time, and what went over it. */
function slowLine(inner: Transport) {
  const requests: Request[] = [];
  const slow = async <T>(name: string, send: () => Promise<T>): Promise<T> => {
    const request = { name, began: performance.now(), ended: Infinity };
    requests.push(request);
    await pause(milliseconds);
    try {
      return await send();
    } finally {
      request.ended = performance.now();
    }
  };
  const transport: Transport = {
    call: (noun, act, input) => slow(`${noun}/${act}`, () => inner.call(noun, act, input)),
    put: (...asked) => slow('PUT', () => inner.put(...asked)),
    get: (...asked) => slow('GET', () => inner.get(...asked)),
  };
  return { transport, requests };
}

/** The longest row of requests of which each began after the one before had ended. */
function inARow(requests: readonly Request[]): string[] {
  const rows = new Map<Request, string[]>();
  for (const request of [...requests].sort((one, other) => one.began - other.began)) {
    const before = requests.filter(({ ended }) => ended <= request.began).map((each) => rows.get(each) ?? []);
    const longest = before.reduce((one, other) => (other.length > one.length ? other : one), []);
    rows.set(request, [...longest, request.name]);
  }
  return [...rows.values()].reduce((one, other) => (other.length > one.length ? other : one), []);
}

const at = (name: string, began: number, ended: number): Request => ({ name, began, ended });

test('requests side by side count once, and one that waits for another counts after it', () => {
  expect(inARow([at('a', 0, 10), at('b', 0, 12), at('c', 1, 9)])).toHaveLength(1);
  expect(inARow([at('a', 0, 10), at('b', 2, 30), at('c', 11, 20), at('d', 21, 25)])).toEqual(['a', 'c', 'd']);
  expect(inARow([])).toEqual([]);
});

describe('over a line that takes its time', () => {
  let people: Clinic;
  let room: string;
  let door: Door;
  let requests: Request[];

  beforeAll(async () => {
    people = await clinic(await startSystem());
    room = await opensCase(people.alice, people.bela);
    const cookies = cookieJar();
    const line = slowLine(httpTransport({ origin: people.alice.origin, cookies }));
    requests = line.requests;
    door = freshDevice(people.alice.origin, people.alice.passkeys, { cookies, transport: line.transport }).door;
  });

  /** What somebody waits for in an act, when nothing else is on its way. */
  async function waitsFor(act: () => Promise<unknown>): Promise<string[]> {
    do await pause(4 * milliseconds);
    while (requests.some(({ ended }) => ended > performance.now() - 2 * milliseconds));
    requests.length = 0;
    await act();
    return inARow(requests.filter(({ name }) => !unwaited.includes(name)));
  }

  /** As a screen does it: the room is watched, and looked at whenever something changed. */
  async function looksAtRoom(): Promise<string> {
    await eventually(async () => {
      expect(await door.live()).toBe(true);
    });
    await door.enter(room);
    return caseThread(door, room);
  }

  async function postsPicture(): Promise<void> {
    await door.addPicture(room, photograph('a lesion'));
    for (;;) {
      const { uploads, threads } = await door.room(room);
      if (uploads.some(({ state }) => state === 'failed')) throw new Error(uploads[0]?.problem);
      if (uploads.length === 0 && threads.some(({ picture }) => picture !== undefined)) return;
      await pause(5);
    }
  }

  test('signing in, the list of cases, a text and a picture keep to their budgets', async () => {
    const { passkeys } = people.alice;
    const signIn = await waitsFor(async () => {
      await signsIn({ door, passkeys }, 'Second device');
    });
    const list = await waitsFor(() => door.cases());
    const thread = await looksAtRoom();
    const text = await waitsFor(() => door.say(room, thread, 'Would you excise?', ''));
    const picture = await waitsFor(postsPicture);
    const rows = { signIn, list, text, picture };
    const over = Object.entries(rows).filter(([what, row]) => row.length > budget[what as keyof typeof budget]);
    expect(Object.fromEntries(over)).toEqual({});
    expect([text, picture]).toEqual([expect.arrayContaining(['ledgers/append']), expect.arrayContaining(['PUT'])]);
  });
});
