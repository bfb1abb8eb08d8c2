import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { CaseForm, ToldChoices } from '@consilium/client';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import { clinic, hasAddress, linkIn, mailsTo, messageIdOf, type Clinic } from '@consilium/testkit/people';
import { freePort, type MailCatcher, type PushCatcher } from '@consilium/testkit/servers';
import { goesOn, startSystem, type System } from '@consilium/testkit/system';
import { Postman } from '../../apps/api/src/telling/postman';
import { ownerSql } from '../owner-sql';
import { allTold } from './all-told';
import { startBothRoads } from './both-roads';

const minute = 60;
const day = 24 * 60;
const bela = 'bela@hospital.example';
const form = (urgency: CaseForm['urgency']): CaseForm => ({
  ...{ title: 'A mole', specialty: 'Dermatology', urgency, ageBand: '40-64', question: 'Is it?', responsible: '' },
});

let system: System;
let mails: MailCatcher;
let pushes: PushCatcher;
let people: Clinic;

beforeAll(async () => {
  const roads = await startBothRoads();
  ({ mails, pushes } = roads);
  system = await startSystem(roads.settings);
  people = await clinic(system);
  await hasAddress(people.bela, mails, bela);
  await people.bela.door.pushHere(pushes.device());
});

const sql = <Row>(text: string, parameters: unknown[] = []): Promise<Row[]> =>
  ownerSql<Row>(system.databaseUrl, text, parameters);

const wake = (): void => {
  system.application.nest.get(Postman, { strict: false }).wake();
};

/** Nothing is due that was not handed over. */
const quiet = () => allTold(system);

const counts = (): number[] => [mailsTo(mails, bela).length, pushes.pushes.length];

/** How many mails and pushes came to Bela of what was done, after what is due now. */
async function came(act: () => Promise<unknown>): Promise<number[]> {
  await quiet();
  const [mailed = 0, pushed = 0] = counts();
  await act();
  wake();
  await quiet();
  const [mail = 0, push = 0] = counts();
  return [mail - mailed, push - pushed];
}

const asks = (urgency: CaseForm['urgency'] = 'routine'): Promise<string> =>
  people.alice.door.openCase(form(urgency), [people.bela.person]);

let ahead = 0;

/** All clocks go on; in steps, so that whoever is signed in stays so. */
async function pass(seconds: number): Promise<void> {
  const until = ahead + seconds;
  while (ahead < until) {
    ahead = Math.min(until, ahead + 10 * minute);
    goesOn(ahead);
    for (const { door } of [people.alice, people.bela]) await door.told();
  }
}

/** So many minutes from now, as minutes after midnight. */
const inMinutes = (minutes: number): number => (Math.floor(system.clock.now() / 60) + minutes + day) % day;

const never = { from: 0, until: 0, zone: 'UTC' };

async function chooses(daily: ToldChoices['daily'], night: ToldChoices['quiet'] = never): Promise<void> {
  await people.bela.door.chooseTold({ off: [], pushOff: [], quiet: night, todayAnyway: true, daily });
}

/** As if what waits had come about before the hour that is chosen. */
const earlier = () => sql('UPDATE tellings SET at = at - 180, due = 0 WHERE NOT is_out');

test('a process killed once the mail server has the one of a day repeats it once, as the same one', async () => {
  await chooses({ mail: inMinutes(30), push: -1 });
  for (let each = 0; each < 3; each += 1) await asks();
  await quiet();
  await system.serve({ mail: undefined, push: undefined });
  await chooses({ mail: inMinutes(-1), push: -1 });
  await earlier();
  const before = mailsTo(mails, bela).length;
  const child = fork(path.join(__dirname, 'fixtures/killed-while-telling.cjs'), { stdio: 'inherit' });
  closesAtTheEnd(() => child.kill('SIGKILL'));
  const gone = once(child, 'exit');
  child.send({ settings: { ...system.settings, port: 0 }, when: 'after' });
  expect(await gone).toEqual([null, 'SIGKILL']);
  await system.serve({});
  await sql('UPDATE tellings SET due = 0');
  await sql('UPDATE digests SET out_until = 0');
  wake();
  await eventually(async () => {
    expect(await sql('SELECT 1 FROM tellings')).toEqual([]);
  }, 30);
  const names = mailsTo(mails, bela).slice(before).map(messageIdOf);
  expect([names.length, new Set(names).size]).toEqual([2, 1]);
});

test('what is not for today comes as one, by the road that it was chosen for, and leads its own person to all that waits', async () => {
  await chooses({ mail: inMinutes(30), push: -1 });
  expect(
    await came(async () => {
      for (let each = 0; each < 3; each += 1) await asks();
    }),
  ).toEqual([0, 3]);
  expect(await came(() => asks('today'))).toEqual([1, 1]);
  expect(await came(() => pass(25 * minute))).toEqual([0, 0]);
  expect(await came(() => pass(6 * minute))).toEqual([1, 0]);
  const mail = mailsTo(mails, bela).at(-1);
  const link = mail === undefined ? '' : linkIn(mail);
  expect(await people.bela.door.followNotice(link)).toEqual({ leads: 'waiting' });
  await expect(people.alice.door.followNotice(link)).rejects.toMatchObject({ kind: 'not-found' });
  expect(await sql('SELECT 1 FROM tellings')).toEqual([]);
});

test('what comes about after the hour waits for the next day’s, of which there is one however many look', async () => {
  await chooses({ mail: inMinutes(-5), push: inMinutes(-5) });
  expect(await came(() => Promise.all([asks(), asks(), asks(), asks()]))).toEqual([0, 0]);
  const other = await system.replica();
  // For longer than anybody stays signed in: only the notices' own clock.
  const most = (day - 15) * minute;
  await sql('UPDATE tellings SET at = at - $1, due = due - $1', [most]);
  await sql('UPDATE digests SET told = told - $1', [most]);
  expect(await came(() => Promise.resolve())).toEqual([0, 0]);
  expect(
    await came(async () => {
      await pass(12 * minute);
      for (const { nest } of [system.application, other]) nest.get(Postman, { strict: false }).wake();
    }),
  ).toEqual([1, 1]);
  expect(await came(() => pass(10 * minute))).toEqual([0, 0]);
});

test('what was looked at before the hour is not told, and quiet hours hold the rest until they are over', async () => {
  const night = { from: inMinutes(-10), until: inMinutes(60), zone: 'UTC' };
  await chooses({ mail: inMinutes(20), push: inMinutes(20) }, night);
  const [room] = [await asks(), await asks()];
  await quiet();
  await people.bela.door.cases();
  await sql('UPDATE to_look_at SET looked = true WHERE ledger = $1', [room]);
  expect(await came(() => pass(30 * minute))).toEqual([0, 0]);
  expect(await came(() => pass(31 * minute))).toEqual([1, 1]);
});

/** Three cases of which the one of a day spoke while the mail server was away: none is due again yet. */
async function threeNotHanded(): Promise<string> {
  const { mail } = system.settings;
  await quiet();
  await chooses({ mail: inMinutes(30), push: -1 });
  const [first] = [await asks(), await asks(), await asks()];
  await quiet();
  await chooses({ mail: inMinutes(-1), push: -1 });
  await sql('UPDATE digests SET told = 0');
  await system.serve({ mail: mail && { ...mail, server: `smtp://127.0.0.1:${String(await freePort())}` } });
  await earlier();
  wake();
  await eventually(async () => {
    const waiting = 'SELECT count(*)::int AS rows, count(DISTINCT mail)::int AS mails FROM tellings WHERE NOT is_out';
    expect(await sql(waiting)).toEqual([{ rows: 3, mails: 1 }]);
  }, 30);
  await sql('UPDATE tellings SET due = $1', [system.clock.now() + day]);
  await system.serve({});
  return first;
}

const due = (room: string) => sql('UPDATE tellings SET due = 0 WHERE ledger = $1', [room]);

/** All that waits is due, but for what is on its way. */
const allDue = () => sql('UPDATE tellings SET due = 0 WHERE NOT is_out');

test('a case that was looked at while the mail server was away takes none of the others’ notices with it', async () => {
  const room = await threeNotHanded();
  await sql('UPDATE to_look_at SET looked = true WHERE ledger = $1', [room]);
  expect(await came(() => due(room))).toEqual([0, 0]);
  expect(await sql('SELECT DISTINCT ledger FROM tellings WHERE ledger <> $1', [room])).toHaveLength(2);
  expect(await came(allDue)).toEqual([1, 0]);
  expect(await sql('SELECT 1 FROM tellings')).toEqual([]);
});

test('whoever chose no hour any more while the mail server was away is told of each case alone, in mails of their own', async () => {
  const room = await threeNotHanded();
  await chooses({ mail: -1, push: -1 });
  expect(await came(() => due(room))).toEqual([1, 0]);
  expect(await came(allDue)).toEqual([2, 0]);
  const own = mailsTo(mails, bela).slice(-3);
  expect([new Set(own.map(messageIdOf)).size, new Set(own.map(linkIn)).size]).toEqual([3, 3]);
});

test('of nothing that waits, none comes; and at no hour, each comes alone again', async () => {
  await chooses({ mail: inMinutes(5), push: inMinutes(5) });
  expect(await came(() => pass(10 * minute))).toEqual([0, 0]);
  await chooses({ mail: -1, push: -1 });
  expect(await came(() => Promise.all([asks(), asks()]))).toEqual([2, 2]);
});
