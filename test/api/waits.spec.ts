import type { Urgency } from '@consilium/domain';
import { clinic, looksAt, type Clinic, type Someone } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { monthOf } from '../../apps/api/src/telling/wait-rows';
import { asks, caseForm, caseThread, decides } from '../attacks/cases';
import { addsPicture } from '../attacks/devices';
import { ownerSql } from '../owner-sql';

/** How long questions wait: measured where they are read, answered and decided, and told to who leads, of nobody and no case. */

const minute = 60;

let system: System;
let people: Clinic;

const sql = <Row>(text: string, parameters: unknown[] = []): Promise<Row[]> =>
  ownerSql<Row>(system.databaseUrl, text, parameters);

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
  const { officer, alice, hospital } = people;
  const { seen } = await officer.door.organisationOffices(hospital);
  await officer.door.setOffice({ organisation: hospital, person: alice.person, office: 'lead', state: 'begun' }, seen);
  await alice.door.cases();
});

const asked = (urgency: Urgency): Promise<string> =>
  people.alice.door.openCase({ ...caseForm, urgency }, [people.bela.person]);

const earlier = (room: string, what: 'asked_at' | 'read_at', seconds: number): Promise<unknown> =>
  sql(`UPDATE awaited SET ${what} = ${what} - $2 WHERE ledger = $1`, [room, seconds]);

async function reads({ door }: Someone, room: string): Promise<void> {
  await door.cases();
  await looksAt(door, room);
  await door.lookedAt(room);
}

/** Asked, read after so many minutes, and answered so many minutes later. */
async function waits(urgency: Urgency, unread: number, unanswered: number): Promise<string> {
  const { bela } = people;
  const room = await asked(urgency);
  await earlier(room, 'asked_at', unread * minute);
  await reads(bela, room);
  await earlier(room, 'read_at', unanswered * minute);
  await bela.door.say(room, await caseThread(bela.door, room), 'A drug eruption.', '');
  return room;
}

test('until read and until answered is told to who leads, once the month is over and they are five; of fewer that there were some', async () => {
  const { alice } = people;
  const rooms: string[] = [];
  for (const minutes of [1, 2, 3, 4, 90]) rooms.push(await waits('today', minutes, 10 * minutes));
  for (const minutes of [1, 2, 3, 4]) rooms.push(await waits('this-week', minutes, minutes));
  expect(await alice.door.waits()).toEqual([]);
  const month = monthOf(system.clock.now(), 1);
  await sql('UPDATE waits SET month = $1', [month]);
  const few = { count: 0, median: 0, ninetieth: 0 };
  expect(await alice.door.waits()).toEqual([
    { month, kind: 'answered', answerBy: 'this-week', ...few },
    { month, kind: 'answered', answerBy: 'today', count: 5, median: 30 * minute, ninetieth: 900 * minute },
    { month, kind: 'seen', answerBy: 'this-week', ...few },
    { month, kind: 'seen', answerBy: 'today', count: 5, median: 3 * minute, ninetieth: 90 * minute },
  ]);
});

test('whoever answers has read it, and of a case that is closed stands that nobody answered', async () => {
  const { alice, bela } = people;
  await sql('DELETE FROM waits');
  const answered = await asked('today');
  await bela.door.cases();
  const thread = await caseThread(bela.door, answered);
  await earlier(answered, 'asked_at', 5 * minute);
  await bela.door.say(answered, thread, 'A drug eruption.', '');
  await alice.door.closeCase(await asked('routine'), 'no-longer-needed');
  // Nobody waits there any more.
  await alice.door.closeCase(answered, 'advice-given');
  const rows = await sql('SELECT kind, answer_by, seconds::int FROM waits ORDER BY kind, seconds');
  expect(rows).toEqual([
    { kind: 'answered', answer_by: 'today', seconds: 0 },
    { kind: 'seen', answer_by: 'today', seconds: 5 * minute },
    { kind: 'unanswered', answer_by: 'later', seconds: 0 },
  ]);
});

test('until decided is of both organisations, and each reads of its own alone', async () => {
  const { alice, bela, victor, xenia, officer } = people;
  await sql('DELETE FROM waits');
  await victor.door.makeOrganisationKey();
  const room = await asked('routine');
  const picture = await addsPicture(alice.door, room, 'one');
  const advice = await asks(alice, room, [picture], xenia.person, { urgency: 'today' });
  await decides(victor, advice);
  const rows = await sql<{ organisation: string }>("SELECT * FROM waits WHERE kind = 'decided'");
  expect(rows).toHaveLength(2);
  // Of nobody, of no case, and of no time but the month and how long.
  const text = JSON.stringify(rows);
  for (const each of [room, advice, picture, alice.person, victor.person, xenia.person])
    expect(text).not.toContain(each);
  const columns = "SELECT column_name FROM information_schema.columns WHERE table_name = 'waits' ORDER BY 1";
  expect((await sql<{ column_name: string }>(columns)).map((each) => each.column_name)).toEqual([
    ...['answer_by', 'id', 'kind', 'month', 'organisation', 'seconds'],
  ]);
  const month = monthOf(system.clock.now(), 1);
  await sql('UPDATE waits SET month = $1, seconds = 3600', [month]);
  await sql(
    `INSERT INTO waits (organisation, month, kind, answer_by, seconds)
     SELECT organisation, month, kind, answer_by, 7200 FROM waits, generate_series(1, 4) WHERE organisation <> $1`,
    [people.hospital],
  );
  const decided = { month, kind: 'decided', answerBy: 'today' };
  const own = async ({ door }: Someone) => (await door.waits()).filter(({ kind }) => kind === 'decided');
  expect(await own(victor)).toEqual([{ ...decided, count: 5, median: 7200, ninetieth: 7200 }]);
  expect(await own(alice)).toEqual([{ ...decided, count: 0, median: 0, ninetieth: 0 }]);
  for (const each of [bela, xenia, officer]) {
    await expect(each.door.waits()).rejects.toMatchObject({ kind: 'not-allowed' });
  }
});

test('a month is told for a year, and then forgotten', async () => {
  const { alice, hospital } = people;
  await sql('DELETE FROM waits');
  for (const before of [1, 12, 13]) {
    await sql(
      `INSERT INTO waits (organisation, month, kind, answer_by, seconds)
       SELECT $1, $2, 'seen', 'today', 60 FROM generate_series(1, 5)`,
      [hospital, monthOf(system.clock.now(), before)],
    );
  }
  const months = (await alice.door.waits()).map(({ month }) => month);
  expect(months).toEqual([1, 12].map((before) => monthOf(system.clock.now(), before)));
  expect(monthOf(Date.UTC(2026, 0, 31) / 1000, 1)).toBe('2025-12');
});
