import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { CaseForm, ToldView } from '@consilium/client';
import { answerPolicy, type Urgency } from '@consilium/domain';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import {
  clinic,
  enrolled,
  hasAddress,
  looksAt,
  mailsTo,
  registered,
  type Clinic,
  type Someone,
} from '@consilium/testkit/people';
import { startMailCatcher, type MailCatcher } from '@consilium/testkit/servers';
import { goesOn, startSystem, type System } from '@consilium/testkit/system';
import { Outbox } from '../../apps/api/src/ledgers/outbox/outbox';
import { Awaited } from '../../apps/api/src/telling/awaited';
import { ownerSql } from '../owner-sql';
import { allTold } from './all-told';

const minute = 60;
const alice = 'alice@hospital.example';

let system: System;
let people: Clinic;
let cora: Someone;
let catcher: MailCatcher;

const form = (urgency: Urgency | 'not-said'): CaseForm => ({
  ...{ title: 'A mole', specialty: 'Dermatology', urgency, ageBand: '40-64', question: 'Is it?', responsible: '' },
});

beforeAll(async () => {
  catcher = await startMailCatcher({ most: 10_000 });
  closesAtTheEnd(() => catcher.stop());
  system = await startSystem({
    SMTP_URL: `smtp://127.0.0.1:${String(catcher.port)}`,
    MAIL_FROM: 'consilium@hospital.example',
  });
  people = await clinic(system);
  const { officer, hospital } = people;
  cora = await enrolled(officer, { ...registered.cora, role: 'clinician', organisation: hospital });
  await hasAddress(people.alice, catcher, alice);
});

const sql = <Row>(text: string, parameters: unknown[] = []): Promise<Row[]> =>
  ownerSql<Row>(system.databaseUrl, text, parameters);

const awaited = (): Awaited => system.application.nest.get(Awaited, { strict: false });
const look = (): Promise<void> => awaited().look();

let ahead = 0;

/** All clocks go on; in steps, so that whoever is signed in stays so. */
async function pass(seconds: number): Promise<void> {
  const until = ahead + seconds;
  while (ahead < until) {
    ahead = Math.min(until, ahead + 10 * minute);
    goesOn(ahead);
    for (const { door } of [people.alice, people.bela, cora]) await door.told();
  }
  await look();
}

/** For longer than anybody stays signed in: only the question's own clock. */
async function passFor(room: string, seconds: number): Promise<void> {
  await sql(
    'UPDATE awaited SET due = due - $2, asked_at = asked_at - $2, read_at = CASE WHEN read_at = 0 THEN 0 ELSE read_at - $2 END WHERE ledger = $1',
    [room, seconds],
  );
  await look();
}

async function overdue({ door }: Someone, room: string): Promise<ToldView['overdue'][number] | undefined> {
  return (await door.told()).overdue.find(({ ledger }) => ledger === room);
}

const quiet = () => allTold(system);

/** How many mails Alice got of what was done. */
async function mailed(act: () => Promise<unknown>): Promise<number> {
  await quiet();
  await sql('UPDATE to_look_at SET looked = true, mailed_at = 0');
  await sql('DELETE FROM tellings');
  const before = mailsTo(catcher, alice).length;
  await act();
  await quiet();
  return mailsTo(catcher, alice).length - before;
}

const threadOf = async ({ door }: Someone, room: string): Promise<string> =>
  (await door.room(room)).threads.find(({ kind }) => kind === 'case')?.thread ?? '';

async function says(who: Someone, room: string, text: string): Promise<void> {
  await who.door.cases();
  await who.door.say(room, await threadOf(who, room), text, '');
}

/** Looks at all of it, as on a screen in front. */
async function reads({ door }: Someone, room: string): Promise<void> {
  await door.cases();
  await looksAt(door, room);
  await door.lookedAt(room);
}

const asks = (urgency: Urgency | 'not-said', asked: readonly Someone[]): Promise<string> =>
  people.alice.door.openCase(
    form(urgency),
    asked.map(({ person }) => person),
  );

describe('a question for today that nobody reads', () => {
  test('tells its asker after fifteen minutes, once, by mail and on the page, and not a minute before', async () => {
    let room = '';
    expect(
      await mailed(async () => {
        room = await asks('today', [people.bela]);
        await pass(answerPolicy.today.readIn - minute);
        expect(await overdue(people.alice, room)).toBeUndefined();
      }),
    ).toBe(0);
    expect(await mailed(() => pass(minute))).toBe(1);
    expect(await overdue(people.alice, room)).toMatchObject({ is: 'unread', after: 900, told: [people.alice.person] });
    expect(await overdue(people.bela, room)).toBeUndefined();
    expect((await people.alice.door.told()).count).toBe(1);
    expect(await mailed(() => pass(30 * minute))).toBe(0);
    await people.alice.door.closeCase(room, 'advice-given');
  });

  test('is told of on the page that is open, without being asked for, and taken back once it is read', async () => {
    const room = await asks('today', [people.bela]);
    let changes = 0;
    people.alice.door.onChange((change) => {
      if (change.about === 'telling' && change.count === undefined) changes += 1;
    });
    await pass(answerPolicy.today.readIn);
    await eventually(() => {
      expect(changes).toBe(1);
      return Promise.resolve();
    });
    await people.bela.door.cases();
    await reads(people.bela, room);
    await eventually(() => {
      expect(changes).toBe(2);
      return Promise.resolve();
    });
    expect(await overdue(people.alice, room)).toBeUndefined();
    people.alice.door.onChange(() => undefined);
    await people.alice.door.closeCase(room, 'advice-given');
  });

  test('says nothing to an asker whose colleague read it, or wrote, in time', async () => {
    const read = await asks('today', [people.bela]);
    const answered = await asks('today', [people.bela]);
    await people.bela.door.cases();
    await reads(people.bela, read);
    await says(people.bela, answered, 'On my way');
    await pass(answerPolicy.today.readIn);
    expect([await overdue(people.alice, read), await overdue(people.alice, answered)]).toEqual([undefined, undefined]);
    await people.alice.door.closeCase(read, 'advice-given');
    await people.alice.door.closeCase(answered, 'advice-given');
  });

  test('is not read by its asker, nor by somebody in the case who was not asked', async () => {
    const room = await asks('today', [cora]);
    await cora.door.cases();
    await says(cora, room, 'Ask Bela');
    await people.alice.door.invite(room, people.bela.person);
    await reads(people.alice, room);
    await reads(cora, room);
    await says(cora, room, 'Still waiting for Bela');
    await pass(answerPolicy.today.readIn);
    expect(await overdue(people.alice, room)).toMatchObject({ is: 'unread' });
    await people.alice.door.closeCase(room, 'advice-given');
    expect(await overdue(people.alice, room)).toBeUndefined();
  });

  test('is told of no later because one more colleague was asked meanwhile', async () => {
    const room = await asks('today', [people.bela]);
    await pass(10 * minute);
    await people.alice.door.invite(room, cora.person);
    await pass(5 * minute);
    expect(await overdue(people.alice, room)).toMatchObject({ is: 'unread' });
    await people.alice.door.closeCase(room, 'advice-given');
  });

  test('that names nobody waits for anybody but its asker', async () => {
    const room = await asks('today', []);
    await pass(answerPolicy.today.readIn);
    expect(await overdue(people.alice, room)).toMatchObject({ is: 'unread' });
    await people.alice.door.closeCase(room, 'advice-given');
    const alone = await asks('not-said', []);
    expect(await sql('SELECT 1 FROM awaited WHERE ledger = $1', [alone])).toEqual([]);
  });

  test('is told to its owner too, where that is another than who asked', async () => {
    const room = await asks('today', [cora]);
    await people.alice.door.invite(room, people.bela.person);
    await people.bela.door.cases();
    await people.alice.door.handOver(room, people.bela.person);
    await pass(answerPolicy.today.readIn);
    const told = [people.alice.person, people.bela.person].toSorted();
    expect((await overdue(people.bela, room))?.told.toSorted()).toEqual(told);
    expect((await overdue(people.alice, room))?.told.toSorted()).toEqual(told);
    await people.bela.door.closeCase(room, 'advice-given');
  });
});

describe('a question that is read and not answered', () => {
  test.each([
    ['today', 'today'],
    ['this-week', 'this-week'],
    ['routine', 'later'],
    ['not-said', 'later'],
  ] as const)('%s is told once when its time is over, and over once somebody answers', async (urgency, by) => {
    const { answeredIn } = answerPolicy[by];
    const room = await asks(urgency, [people.bela]);
    await people.bela.door.cases();
    await reads(people.bela, room);
    await passFor(room, answeredIn - minute);
    expect(await overdue(people.alice, room)).toBeUndefined();
    expect(await mailed(() => passFor(room, minute))).toBe(1);
    expect(await overdue(people.alice, room)).toMatchObject({ is: 'unanswered', after: answeredIn });
    expect(await mailed(() => passFor(room, 10 * answeredIn))).toBe(0);
    await says(people.bela, room, 'Yes');
    expect(await overdue(people.alice, room)).toBeUndefined();
    await people.alice.door.closeCase(room, 'advice-given');
  });

  test('nobody reads and nobody answers: told twice, first the one and then the other', async () => {
    const room = await asks('this-week', [people.bela]);
    const { readIn, answeredIn } = answerPolicy['this-week'];
    expect(await mailed(() => passFor(room, readIn))).toBe(1);
    expect(await overdue(people.alice, room)).toMatchObject({ is: 'unread', after: readIn });
    expect(await mailed(() => passFor(room, answeredIn - readIn))).toBe(1);
    expect(await overdue(people.alice, room)).toMatchObject({ is: 'unanswered', after: answeredIn });
    // That it was read now answers nothing.
    await people.bela.door.cases();
    await reads(people.bela, room);
    expect(await overdue(people.alice, room)).toMatchObject({ is: 'unanswered' });
    await says(people.bela, room, 'Yes');
    expect(await overdue(people.alice, room)).toBeUndefined();
  });
});

describe('what a client says of it', () => {
  test('is a hint: the service is told when an answer is needed, and keeps nothing else', async () => {
    const room = await asks('routine', [people.bela]);
    const [row] = await sql<Record<string, unknown>>('SELECT * FROM awaited WHERE ledger = $1', [room]);
    expect(Object.keys(row ?? {}).toSorted()).toEqual(
      [
        'addressed',
        'answer_by',
        'asked_at',
        'asker',
        'due',
        'ledger',
        'over_at',
        'overdue',
        'overdue_at',
        'read_at',
        'told',
      ].toSorted(),
    );
    expect(row).toMatchObject({ answer_by: 'later', addressed: [people.bela.person], asker: people.alice.person });
    await says(people.alice, room, 'And one more thing');
    expect(await sql('SELECT asked_at FROM awaited WHERE ledger = $1', [room])).toEqual([
      { asked_at: row?.['asked_at'] },
    ]);
  });

  test('of people who may not read the case any more, nobody is told', async () => {
    const room = await asks('today', [cora]);
    await people.alice.door.invite(room, people.bela.person);
    await people.bela.door.cases();
    await people.alice.door.handOver(room, people.bela.person);
    await people.alice.door.leaveCase(room);
    await pass(answerPolicy.today.readIn);
    await eventually(async () => {
      expect(await overdue(people.bela, room)).toMatchObject({ told: [people.bela.person] });
    });
    expect(await overdue(people.alice, room)).toBeUndefined();
    await people.bela.door.closeCase(room, 'advice-given');
  });
});

describe('a process that is killed', () => {
  test.each(['before', 'after'] as const)('%s it wrote down whom it told: they are told once', async (when) => {
    const room = await asks('today', [people.bela]);
    const mails = await mailed(async () => {
      // Only the process that is killed looks.
      const other = jest.spyOn(awaited(), 'look').mockResolvedValue();
      await sql('UPDATE awaited SET due = 1 WHERE ledger = $1', [room]);
      expect(await killed(when)).toEqual([null, 'SIGKILL']);
      const stands = await sql('SELECT overdue FROM awaited WHERE ledger = $1', [room]);
      expect(stands).toEqual([{ overdue: when === 'before' ? '' : 'unread' }]);
      other.mockRestore();
      await look();
      await sql("UPDATE outbox SET due = 0 WHERE topic = 'tell'");
      system.application.nest.get(Outbox, { strict: false }).hint();
    });
    expect(mails).toBe(1);
    expect(await overdue(people.alice, room)).toMatchObject({ is: 'unread' });
    await people.alice.door.closeCase(room, 'advice-given');
  });

  /** Ends as it was killed; by itself where it was not. */
  async function killed(when: 'before' | 'after'): Promise<unknown> {
    const child = fork(path.join(__dirname, 'fixtures/killed-while-escalating.cjs'), { stdio: 'inherit' });
    closesAtTheEnd(() => child.kill('SIGKILL'));
    const gone = once(child, 'exit');
    child.send({ settings: { ...system.settings, port: 0 }, when });
    return gone;
  }

  test('two that look at once tell once', async () => {
    const room = await asks('today', [people.bela]);
    const mails = await mailed(async () => {
      await sql('UPDATE awaited SET due = 1 WHERE ledger = $1', [room]);
      await Promise.all([look(), look(), look(), look()]);
    });
    expect(mails).toBe(1);
    await people.alice.door.closeCase(room, 'advice-given');
  });
});
