import { cookieJar, httpTransport, openDoor, type RoomView, ServiceClock, type Transport } from '@consilium/client';
import { Problem } from '@consilium/domain';
import { clinic, type Clinic, looking, photograph, signsIn } from '@consilium/testkit/people';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import { freshDatabase, infrastructure, line, type Line } from '@consilium/testkit/servers';
import { startSystem, type System } from '@consilium/testkit/system';

const form = {
  title: 'Outage',
  specialty: 'Dermatology',
  urgency: 'routine',
  ageBand: '40-64',
  question: 'What is it?',
  responsible: 'Dr R',
} as const;

let toDatabase: Line;
let toStore: Line;
let system: System;
let people: Clinic;
let room: string;

const through = (url: string, by: Line): string => {
  const changed = new URL(url);
  changed.hostname = '127.0.0.1';
  changed.port = String(by.port);
  return changed.href.replace(/\/$/, '');
};
const placeOf = (url: string): { host: string; port: number } => {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
};

beforeAll(async () => {
  const database = await freshDatabase();
  const { s3 } = infrastructure();
  toDatabase = await line(placeOf(database));
  toStore = await line(placeOf(s3.endpoint));
  system = await startSystem({
    DATABASE_URL: through(database, toDatabase),
    S3_ENDPOINT: through(s3.endpoint, toStore),
  });
  people = await clinic(system);
  room = await people.alice.door.openCase(form);
  await people.alice.door.invite(room, people.bela.person);
});

const caseThread = ({ threads }: RoomView): string => threads.find(({ kind }) => kind === 'case')?.thread ?? '';
const textsIn = ({ threads }: RoomView): string[] =>
  threads.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'message' ? [item.text] : [])));
const problemOf = async (act: Promise<unknown>): Promise<Problem> => {
  try {
    await act;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('It went through.');
};

test('with the database gone a message is not acknowledged, says what to do, and goes through once it is back', async () => {
  const { alice, bela } = people;
  const thread = caseThread(await alice.door.room(room));
  toDatabase.cut();
  const problem = await problemOf(alice.door.say(room, thread, 'said in an outage', ''));
  expect(problem.kind).toBe('unavailable');
  expect(problem.message).toMatch(/try again|connection/i);
  toDatabase.mend();
  await eventually(async () => {
    await alice.door.say(room, thread, 'said after it', '');
  });
  await eventually(async () => {
    expect(textsIn(await bela.door.room(room)).filter((text) => text === 'said after it')).toHaveLength(1);
  });
});

test('health says that the service is not ready while the database is gone, and that it lives', async () => {
  const status = async (path: string): Promise<number> => (await fetch(`${system.address}/api/health/${path}`)).status;
  toDatabase.cut();
  expect(await status('ready')).toBe(503);
  expect(await status('live')).toBe(200);
  toDatabase.mend();
  await eventually(async () => {
    expect(await status('ready')).toBe(200);
  });
});

test('with the picture store gone an upload stays in place with what to do, and Retry sends it once', async () => {
  const { alice, bela } = people;
  toStore.cut();
  const upload = await alice.door.addPicture(room, photograph('outage-pixels'));
  await eventually(async () => {
    const [waiting] = (await alice.door.room(room)).uploads;
    expect(waiting).toMatchObject({ upload, state: 'failed' });
    expect(waiting?.problem).toMatch(/try again|retry|connection/i);
  });
  toStore.mend();
  await alice.door.retryUpload(room, upload);
  await eventually(async () => {
    const view = await bela.door.room(room);
    expect(view.threads.filter(({ kind }) => kind === 'picture')).toHaveLength(1);
  });
  expect((await alice.door.room(room)).uploads).toEqual([]);
});

/** The same person's connection, which loses the answer to the next append although the server has stored it. */
function losing(transport: Transport): { readonly transport: Transport; loseNext(): void } {
  let isLosing = false;
  const call: Transport['call'] = async (noun, act, input) => {
    const answer = await transport.call(noun, act, input);
    if (!isLosing || (act as string) !== 'append') return answer;
    isLosing = false;
    throw new Problem('unavailable', 'The service cannot be reached.', { unreached: true });
  };
  return {
    transport: { ...transport, call },
    loseNext: () => {
      isLosing = true;
    },
  };
}

test('an answer lost after the server stored the message doubles nothing', async () => {
  const { alice, bela } = people;
  const cookies = cookieJar();
  const lossy = losing(httpTransport({ origin: system.origin, cookies }));
  const door = openDoor({ origin: system.origin, cookies, transport: lossy.transport });
  closesAtTheEnd(() => door.lock());
  await signsIn({ door, passkeys: alice.passkeys }, 'Train');
  const thread = caseThread(await door.room(room));
  lossy.loseNext();
  await door.say(room, thread, 'said once', '').catch(() => undefined);
  await eventually(async () => {
    expect(textsIn(await bela.door.room(room)).filter((text) => text === 'said once')).toHaveLength(1);
  });
  await door.lock();
});

test('a device whose clock is a day off works, and is told by how much', async () => {
  const { alice } = people;
  const day = 86_400_000;
  const cookies = cookieJar();
  const clock = new ServiceClock({ monotonic: () => performance.now(), wall: () => Date.now() + day });
  const door = looking(openDoor({ origin: system.origin, cookies, clock }));
  closesAtTheEnd(() => door.lock());
  await signsIn({ door, passkeys: alice.passkeys }, 'Wrong clock');
  const thread = caseThread(await door.room(room));
  await door.say(room, thread, 'from tomorrow', '');
  expect(textsIn(await people.bela.door.room(room))).toContain('from tomorrow');
  expect((await door.state()).clockOffSeconds).toBeGreaterThan(86_000);
  await door.addPicture(room, photograph('a day ahead'));
  await eventually(async () => {
    const { threads } = await people.bela.door.room(room);
    const pictures = threads.flatMap(({ picture }) => picture ?? []);
    expect(pictures.map(({ number }) => number)).toContain(2);
    for (const { consent } of pictures) expect(Math.abs(consent.takenAt - Date.now() / 1000)).toBeLessThan(600);
  });
  await door.lock();
});
