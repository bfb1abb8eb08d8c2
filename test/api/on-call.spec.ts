import type { CaseForm } from '@consilium/client';
import { clinic, enrolled, registered, type Clinic, type Someone } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { Awaited } from '../../apps/api/src/telling/awaited';
import { ownerSql } from '../owner-sql';

const hour = 3_600;

let system: System;
let people: Clinic;
let cora: Someone;
let team = '';

const sql = <Row>(text: string, parameters: unknown[] = []): Promise<Row[]> =>
  ownerSql<Row>(system.databaseUrl, text, parameters);

const form = (): CaseForm => ({
  ...{ title: 'A mole', specialty: '', urgency: 'today', ageBand: '40-64', question: 'Is it?', responsible: '' },
  ...{ team, teamName: 'Dermatology' },
});

/** As the register says now: the page hears of what is new, this asks. */
const teamsOf = async ({ door }: Someone) => {
  await door.ownOrganisations();
  return door.teams();
};
const skin = async (who: Someone) => (await teamsOf(who)).teams.find(({ name }) => name === 'Dermatology');
let began = 0;
const until = (hours = 8): number => began + hours * hour;
const now = async (who: Someone) => {
  await teamsOf(who);
  return (await who.door.onCall()).map(({ person, until: end, by }) => ({ person, until: end, by }));
};

/** Alice leads the hospital; Bela and Cora are its team for skins. */
beforeAll(async () => {
  system = await startSystem();
  began = system.clock.now();
  people = await clinic(system);
  const { officer, alice, bela, hospital } = people;
  cora = await enrolled(officer, { ...registered.cora, role: 'clinician', organisation: hospital });
  const { seen } = await officer.door.organisationOffices(hospital);
  await officer.door.setOffice({ organisation: hospital, person: alice.person, office: 'lead', state: 'begun' }, seen);
  const members = [bela.person, cora.person];
  await alice.door.sayTeam({ team: '', name: ' Dermatology ', members }, (await teamsOf(alice)).seen);
  team = (await skin(alice))?.team ?? '';
});

test('a team is said by who leads the organisation alone, and read by everybody there and nobody outside', async () => {
  const { alice, bela, xenia } = people;
  expect(await skin(bela)).toEqual({
    ...{ team, name: 'Dermatology', members: [bela.person, cora.person], isMine: true, lapsed: 0 },
  });
  const [view, led] = [await teamsOf(bela), await teamsOf(alice)];
  expect([view.speaks, led.speaks]).toEqual([false, true]);
  await expect(bela.door.sayTeam({ team: '', name: 'Ours', members: [bela.person] }, view.seen)).rejects.toThrow(
    /Only those who speak for this organisation/,
  );
  await expect(alice.door.sayTeam({ team: '', name: 'Theirs', members: [xenia.person] }, led.seen)).rejects.toThrow(
    /clinician/,
  );
  expect((await teamsOf(xenia)).teams).toEqual([]);
});

test('who is on call is said by themselves, by who leads, and by who hands over; and by nobody else', async () => {
  const { alice, bela } = people;
  await bela.door.sayOnCall(team, bela.person, until());
  expect(await now(alice)).toEqual([{ person: bela.person, until: until(), by: '' }]);
  await expect(cora.door.sayOnCall(team, bela.person, until(9))).rejects.toMatchObject({ kind: 'not-allowed' });
  await bela.door.sayOnCall(team, cora.person, until(4));
  expect(await now(alice)).toEqual([{ person: cora.person, until: until(4), by: bela.name }]);
  // It was handed over: it is Bela's to say no more, but for themselves.
  await expect(bela.door.sayOnCall(team, cora.person, until(9))).rejects.toMatchObject({ kind: 'not-allowed' });
  await bela.door.endOnCall(team);
  expect(await now(alice)).toHaveLength(1);
  await alice.door.sayOnCall(team, bela.person, until(2));
  expect(await now(cora)).toEqual([{ person: bela.person, until: until(2), by: alice.name }]);
  await alice.door.endOnCall(team);
  expect(await now(cora)).toEqual([]);
});

test('nobody is on call who is not of the team, for what was, for weeks, or in another organisation’s team', async () => {
  const { alice, bela, xenia } = people;
  await expect(alice.door.sayOnCall(team, alice.person, until())).rejects.toMatchObject({ kind: 'bad-input' });
  await expect(bela.door.sayOnCall(team, bela.person, system.clock.now())).rejects.toMatchObject({ kind: 'bad-input' });
  await expect(bela.door.sayOnCall(team, bela.person, until(24 * 8))).rejects.toMatchObject({ kind: 'bad-input' });
  await expect(xenia.door.sayOnCall(team, bela.person, until())).rejects.toMatchObject({ kind: 'not-found' });
  await bela.door.sayOnCall(team, bela.person, until());
  expect(await now(xenia)).toEqual([]);
  await sql('UPDATE on_call SET until = $1', [system.clock.now()]);
  expect(await now(alice)).toEqual([]);
});

test('somebody whom a row names, and who is not of the team, is said to nobody', async () => {
  const { alice } = people;
  await sql('UPDATE on_call SET until = $1, person = $2', [until(), alice.person]);
  expect(await now(people.bela)).toEqual([]);
  const passes = async () =>
    sql<{ person: string }>('SELECT person FROM on_call WHERE until > $1', [system.clock.now()]);
  expect(await passes()).toEqual([{ person: alice.person }]);
});

test('whoever was taken out of the team while on call for it hands over to nobody, and can say that they are no more', async () => {
  const { alice, bela } = people;
  const say = async (members: string[]) =>
    alice.door.sayTeam({ team, name: 'Dermatology', members }, (await teamsOf(alice)).seen);
  await bela.door.sayOnCall(team, bela.person, until());
  await say([cora.person]);
  await expect(bela.door.sayOnCall(team, cora.person, until(3))).rejects.toMatchObject({ kind: 'not-allowed' });
  await bela.door.endOnCall(team);
  await say([bela.person, cora.person]);
  expect(await now(alice)).toEqual([]);
});

const overdueOf = async ({ door }: Someone, room: string) =>
  (await door.told()).overdue.find(({ ledger }) => ledger === room);

async function falls(room: string): Promise<void> {
  await sql('UPDATE awaited SET due = 1 WHERE ledger = $1 AND due > 0', [room]);
  await system.application.nest.get(Awaited, { strict: false }).look();
}

async function answers({ door }: Someone, room: string): Promise<void> {
  const thread = (await door.room(room)).threads.find(({ kind }) => kind === 'case')?.thread ?? '';
  await door.say(room, thread, 'It is', '');
}

test('a team that nobody of answers is told so as one, once, with the asker; whoever answers first ends it', async () => {
  const { alice, bela } = people;
  const room = await alice.door.openCase(form(), [bela.person, cora.person]);
  for (const { door } of [bela, cora]) {
    await door.cases();
    expect((await door.room(room)).form?.value).toMatchObject({ team, teamName: 'Dermatology', onCall: '' });
  }
  await falls(room);
  // Nobody read it: they were told when they were asked, and now their asker is.
  expect([await overdueOf(bela, room), (await overdueOf(alice, room))?.is]).toEqual([undefined, 'unread']);
  await falls(room);
  const told = await overdueOf(alice, room);
  expect([told?.is, told?.asked, told?.told.toSorted()]).toEqual([
    ...['unanswered', false],
    [alice.person, bela.person, cora.person].toSorted(),
  ]);
  for (const who of [bela, cora]) expect(await overdueOf(who, room)).toMatchObject({ is: 'unanswered', asked: true });
  await answers(cora, room);
  for (const who of [alice, bela, cora]) expect(await overdueOf(who, room)).toBeUndefined();
});

test('who is asked alone is not told again that nobody answers, but who stands in for them by then is', async () => {
  const { alice, bela } = people;
  const room = await alice.door.openCase({ ...form(), onCall: bela.person }, [bela.person]);
  await falls(room);
  await falls(room);
  expect((await overdueOf(alice, room))?.told).toEqual([alice.person]);
  const other = await alice.door.openCase(form(), [bela.person]);
  await alice.door.invite(other, cora.person);
  await sql('UPDATE awaited SET addressed = $2 WHERE ledger = $1', [other, [bela.person]]);
  await bela.door.sayAway(until(48), cora.person);
  await falls(other);
  await falls(other);
  expect((await overdueOf(cora, other))?.is).toBe('unanswered');
  await bela.door.sayBack();
});

test('whoever was asked alone, and was then given the case, is not told that they were asked with others', async () => {
  const { alice, bela } = people;
  const room = await alice.door.openCase(form(), [bela.person]);
  await bela.door.cases();
  await alice.door.handOver(room, bela.person);
  await falls(room);
  expect(await overdueOf(bela, room)).toMatchObject({ asked: false });
});

test('somebody who is suspended is of no team and on call for none', async () => {
  const { alice, bela, officer } = people;
  await alice.door.sayOnCall(team, bela.person, until());
  const found = (await officer.door.register()).people.find(({ person }) => person === bela.person);
  await officer.door.setStatus(bela.person, 'suspended', 'Left', found?.seen ?? '');
  expect(await skin(alice)).toMatchObject({ members: [cora.person], lapsed: 1 });
  expect(await now(alice)).toEqual([]);
});
