import type { CaseForm } from '@consilium/client';
import type { Urgency } from '@consilium/domain';
import { closesAtTheEnd } from '@consilium/testkit';
import {
  clinic,
  enrolled,
  hasAddress,
  mailsTo,
  registered,
  type Clinic,
  type Someone,
} from '@consilium/testkit/people';
import { startMailCatcher, type MailCatcher } from '@consilium/testkit/servers';
import { startSystem, type System } from '@consilium/testkit/system';
import { Awaited } from '../../apps/api/src/telling/awaited';
import { ownerSql } from '../owner-sql';
import { allTold } from './all-told';

const day = 86_400;
const mailOf = (name: string): string => `${name}@hospital.example`;

let system: System;
let people: Clinic;
let cora: Someone;
let catcher: MailCatcher;

const form = (urgency: Urgency): CaseForm => ({
  ...{ title: 'A mole', specialty: 'Dermatology', urgency, ageBand: '40-64', question: 'Is it?', responsible: '' },
});

beforeAll(async () => {
  catcher = await startMailCatcher({ most: 10_000 });
  closesAtTheEnd(() => catcher.stop());
  const server = `smtp://127.0.0.1:${String(catcher.port)}`;
  system = await startSystem({ SMTP_URL: server, MAIL_FROM: 'consilium@hospital.example' });
  people = await clinic(system);
  const { officer, hospital } = people;
  cora = await enrolled(officer, { ...registered.cora, role: 'clinician', organisation: hospital });
  for (const [name, who] of [
    ['alice', people.alice],
    ['bela', people.bela],
    ['cora', cora],
  ] as const) {
    await hasAddress(who, catcher, mailOf(name));
  }
});

const sql = <Row>(text: string, parameters: unknown[] = []): Promise<Row[]> =>
  ownerSql<Row>(system.databaseUrl, text, parameters);

const back = (): number => system.clock.now() + 3 * day;

const quiet = () => allTold(system);

/** Whom an act has mailed to. */
async function mailed(act: () => Promise<unknown>): Promise<string[]> {
  await quiet();
  await sql('UPDATE to_look_at SET looked = true, mailed_at = 0');
  const before = catcher.mails.length;
  await act();
  await quiet();
  return catcher.mails
    .slice(before)
    .map(({ to }) => to.replace('@hospital.example', ''))
    .toSorted();
}

const overdueOf = async ({ door }: Someone, room: string) =>
  (await door.told()).overdue.find(({ ledger }) => ledger === room);

afterEach(async () => {
  for (const { door } of [people.alice, people.bela, cora]) await door.sayBack();
});

test('who is away is said to colleagues who are about to ask, with who stands in; and to nobody outside', async () => {
  const until = back();
  await people.bela.door.sayAway(until, cora.person);
  const { person, name } = people.bela;
  const asked = [person, cora.person];
  expect(await people.alice.door.awayAmong(asked)).toEqual([
    { person, name, until, deputy: cora.name, standsIn: cora.person },
  ]);
  expect(await people.xenia.door.awayAmong(asked)).toEqual([]);
  expect((await people.bela.door.told()).away).toEqual({ until, deputy: cora.person });
  await people.bela.door.sayBack();
  expect(await people.alice.door.awayAmong(asked)).toEqual([]);
});

test('it is over by itself on the day they are back', async () => {
  await people.bela.door.sayAway(back(), '');
  await sql('UPDATE away SET until = $1', [system.clock.now()]);
  expect(await people.alice.door.awayAmong([people.bela.person])).toEqual([]);
  expect((await people.bela.door.told()).away).toEqual({ until: 0, deputy: '' });
});

test('nobody is away until a day that was, for years, or with themselves or a stranger in their place', async () => {
  const { bela, xenia } = people;
  const said = [
    [system.clock.now(), ''],
    [system.clock.now() + 400 * day, ''],
    [back(), bela.person],
    [back(), xenia.person],
    [back(), people.victor.person],
  ] as const;
  for (const [until, deputy] of said) {
    await expect(bela.door.sayAway(until, deputy)).rejects.toMatchObject({ kind: 'bad-input' });
  }
  expect((await bela.door.told()).away.until).toBe(0);
});

test('a notice goes to the deputy too, where they are in the case, and lets nobody in where they are not', async () => {
  const { alice, bela } = people;
  const both = await alice.door.openCase(form('this-week'), [bela.person, cora.person]);
  const one = await alice.door.openCase(form('this-week'), [bela.person]);
  await bela.door.cases();
  await bela.door.sayAway(back(), cora.person);
  const says = async (room: string): Promise<void> => {
    const thread = (await alice.door.room(room)).threads.find(({ kind }) => kind === 'case')?.thread ?? '';
    await alice.door.say(room, thread, 'Look', '');
  };
  expect(await mailed(() => says(both))).toEqual(['bela', 'cora']);
  expect(await mailed(() => says(one))).toEqual(['bela']);
  expect((await cora.door.cases()).map(({ room }) => room)).not.toContain(one);
  // Of what only Bela is told of: a case handed over to them.
  expect(await mailed(() => alice.door.handOver(both, bela.person))).toEqual(['bela', 'cora']);
  await expect(cora.door.room(one)).rejects.toMatchObject({ kind: 'not-found' });
});

test('asking somebody who is away, with nobody in the case to stand in, is told to the asker at once', async () => {
  const { alice, bela } = people;
  await bela.door.sayAway(back(), cora.person);
  let room = '';
  const asks = async (): Promise<void> => {
    room = await alice.door.openCase(form('today'), [bela.person]);
  };
  expect(await mailed(asks)).toEqual(['alice', 'bela']);
  expect(await overdueOf(alice, room)).toMatchObject({ is: 'absent', told: [alice.person] });
  // The deputy is asked as well: nobody is absent any more.
  await alice.door.invite(room, cora.person);
  expect(await overdueOf(alice, room)).toBeUndefined();
  await alice.door.closeCase(room, 'advice-given');
});

test('the deputy of whoever is asked reads and answers for them', async () => {
  const { alice, bela } = people;
  await bela.door.sayAway(back(), cora.person);
  const room = await alice.door.openCase(form('today'), [cora.person]);
  await alice.door.invite(room, bela.person);
  expect(await overdueOf(alice, room)).toBeUndefined();
  await cora.door.cases();
  await cora.door.lookedAt(room);
  const [row] = await sql<{ read_at: string }>('SELECT read_at FROM awaited WHERE ledger = $1', [room]);
  expect(Number(row?.read_at)).toBeGreaterThan(0);
  await alice.door.closeCase(room, 'advice-given');
});

test('what nobody answers is told to the deputy of an owner who is away, if they are in the case', async () => {
  const { alice, bela } = people;
  const room = await alice.door.openCase(form('today'), [bela.person]);
  await alice.door.invite(room, cora.person);
  await alice.door.sayAway(back(), cora.person);
  await quiet();
  const told = await mailed(async () => {
    await sql('UPDATE awaited SET due = 1 WHERE ledger = $1', [room]);
    await system.application.nest.get(Awaited, { strict: false }).look();
  });
  expect(told).toEqual(['alice', 'cora']);
  expect((await overdueOf(cora, room))?.is).toBe('unread');
  expect(mailsTo(catcher, mailOf('bela')).length).toBeGreaterThan(0);
});
