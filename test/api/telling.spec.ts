import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { cookieJar, httpTransport, type CaseForm, type Transport } from '@consilium/client';
import type { Telling } from '@consilium/domain';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import {
  bareTransport,
  clinic,
  freshDevice,
  hasAddress,
  linkIn,
  looksAt,
  mailsTo,
  messageIdOf,
  signsIn,
  type Clinic,
  type Someone,
} from '@consilium/testkit/people';
import { freePort, startMailCatcher, type CaughtMail, type MailCatcher } from '@consilium/testkit/servers';
import { startSystem, type System } from '@consilium/testkit/system';
import { Outbox } from '../../apps/api/src/ledgers/outbox/outbox';
import { Postman } from '../../apps/api/src/telling/postman';
import { atLength } from '@consilium/testkit/domain';
import { ownerSql } from '../owner-sql';

const alice = 'alice@hospital.example';
const bela = 'bela@hospital.example';
const refused = 'nobody@hospital.example';
const from = 'consilium@hospital.example';

let port: number;
let catcher: MailCatcher;
let system: System;
let people: Clinic;
let room: string;

const form: CaseForm = {
  ...{ title: 'A mole', specialty: 'Dermatology', urgency: 'this-week', ageBand: '40-64' },
  ...{ question: 'Is it?', responsible: 'Dr R' },
};

const mailAt = (of: number) => ({ SMTP_URL: `smtp://127.0.0.1:${String(of)}`, MAIL_FROM: from });
const refuses = (to: string): boolean => to === refused;

beforeAll(async () => {
  port = await freePort();
  catcher = await startMailCatcher({ port, refuses, most: 10_000 });
  closesAtTheEnd(() => catcher.stop());
  system = await startSystem(mailAt(port));
  people = await clinic(system);
  await hasAddress(people.alice, catcher, alice);
  await hasAddress(people.bela, catcher, bela);
  room = await people.alice.door.openCase(form);
  await people.alice.door.invite(room, people.bela.person);
  await quiet();
  await people.bela.door.cases();
});

const sql = <Row>(text: string, parameters: unknown[] = []): Promise<Row[]> =>
  ownerSql<Row>(system.databaseUrl, text, parameters);

interface Row {
  readonly reason: string;
  readonly due: number;
  readonly attempts: number;
  readonly mail: string;
  readonly is_out: boolean;
}
const rows = () => sql<Row>('SELECT reason, due::int, attempts, mail, is_out FROM tellings ORDER BY at, reason');

/** All that is due was looked at; with nothing left where nothing is to be. */
async function quiet(left = 0): Promise<void> {
  await eventually(async () => {
    expect(await sql("SELECT 1 FROM outbox WHERE topic = 'tell'")).toEqual([]);
    expect(await rows()).toHaveLength(left);
  });
}

/** As if so many seconds had passed for what waits to be mailed: nobody's session does. */
async function pass(seconds: number): Promise<void> {
  await sql('UPDATE tellings SET due = due - $1, at = at - $1', [seconds]);
  system.application.nest.get(Postman, { strict: false }).wake();
}

/** Everybody has looked at everything, so that what comes is told at once. */
const allLooked = () => sql('UPDATE to_look_at SET looked = true, mailed_at = 0');

async function caseThread({ door }: Someone): Promise<string> {
  return (await door.room(room)).threads.find(({ kind }) => kind === 'case')?.thread ?? '';
}

async function says(text = 'Look again'): Promise<void> {
  await people.alice.door.say(room, await caseThread(people.alice), text, '');
}

/** What came to Bela of what was done. */
async function mailed(act: () => Promise<unknown>, to = bela): Promise<readonly CaughtMail[]> {
  await allLooked();
  const before = mailsTo(catcher, to).length;
  await act();
  await quiet();
  return mailsTo(catcher, to).slice(before);
}

/** A device of this person's own that is honest but for whom it names. */
async function saysWith(who: Someone, notify: readonly Telling[]): Promise<Someone['door']> {
  const cookies = cookieJar();
  const honest = httpTransport({ origin: who.origin, cookies });
  const transport: Transport = {
    ...honest,
    call: (noun, act, input) =>
      honest.call(noun, act, (act as string) === 'append' ? ({ ...(input as object), notify } as never) : input),
  };
  const device = { ...who, ...freshDevice(who.origin, who.passkeys, { cookies, transport }) };
  await signsIn(device, 'Another device');
  return device.door;
}

describe('an address', () => {
  test.each([
    'eve@evil.example\r\nBcc: all@evil.example',
    'eve@evil.example, all@evil.example',
    'Eve <eve@evil.example>',
    'eve@evil',
  ])('%j is refused, and nothing is sent', async (address) => {
    const before = catcher.mails.length;
    const asked = bareTransport(people.alice).call('telling', 'setAddress', { address });
    await expect(asked).rejects.toMatchObject({ kind: 'bad-input' });
    expect(catcher.mails).toHaveLength(before);
  });

  test('of somebody else gets a code that its person does not know, and a few guesses close it', async () => {
    const { xenia } = people;
    const { handed } = await xenia.door.setMailAddress('somebody.else@hospital.example');
    expect(handed).toBe(true);
    const code = /\b\d{8}\b/u.exec(mailsTo(catcher, 'somebody.else@hospital.example')[0]?.raw ?? '')?.[0] ?? '';
    const wrong = code === '11111111' ? '22222222' : '11111111';
    for (let guess = 0; guess < 5; guess += 1) {
      await expect(xenia.door.confirmMailAddress(wrong)).rejects.toMatchObject({ kind: 'bad-input' });
    }
    await expect(xenia.door.confirmMailAddress(code)).rejects.toMatchObject({ kind: 'wrong-state' });
    await expect(xenia.door.confirmMailAddress(code)).rejects.toMatchObject({ kind: 'wrong-state' });
    expect((await xenia.door.told()).address).toBe('');
  });

  test('that the mail server refuses is said with its reason, and nothing of it is kept', async () => {
    const { handed, why } = await people.xenia.door.setMailAddress(refused);
    expect([handed, why]).toEqual([false, expect.stringContaining('no such mailbox here')]);
    expect((await people.xenia.door.told()).pending).toBe('');
  });

  test('a code is asked for a few times an hour, by one person and for one address', async () => {
    const slow = await startSystem({ ...mailAt(port), RATE_FACTOR: '1' });
    const { alice: one, bela: other } = await clinic(slow);
    const to = (name: string) => `${name}@flood.example`;
    for (const name of ['a', 'b', 'c', 'd']) await one.door.setMailAddress(to(name));
    await one.door.setMailAddress(to('a'));
    await expect(one.door.setMailAddress(to('e'))).rejects.toMatchObject({ kind: 'too-many' });
    for (let time = 0; time < 3; time += 1) await other.door.setMailAddress(to('A'));
    await expect(other.door.setMailAddress(to('a'))).rejects.toMatchObject({ kind: 'too-many' });
  });
});

describe('a notice', () => {
  test('is sent once for what comes before somebody has looked, and again after they have', async () => {
    expect(await mailed(async () => says())).toHaveLength(1);
    const before = mailsTo(catcher, bela).length;
    await says('and again');
    await quiet(1);
    expect(mailsTo(catcher, bela)).toHaveLength(before);
    // An open case is not one that was read.
    await people.bela.door.lookedAt(room);
    await says('and once more');
    await quiet(1);
    expect(mailsTo(catcher, bela)).toHaveLength(before);
    await looksAt(people.bela.door, room);
    await quiet();
    await says('anew');
    await quiet();
    expect(mailsTo(catcher, bela)).toHaveLength(before + 1);
  });

  test('names nobody its author may not name: a stranger, somebody who left, themselves, a reason of another act', async () => {
    const { alice: owner, bela: colleague, xenia, victor } = people;
    const told = [xenia, victor, owner].map(({ person }) => ({ person, reason: 'message' as const, today: true }));
    const others = [{ person: colleague.person, reason: 'decided' as const, today: true }];
    const before = await sql<{ count: string }>('SELECT count(*) FROM to_look_at');
    await allLooked();
    const sent = catcher.mails.length;
    const evil = await saysWith(owner, [...told, ...others]);
    await evil.say(room, await caseThread(owner), 'Beside it other people are named', '');
    await quiet();
    expect(catcher.mails).toHaveLength(sent);
    expect(await sql('SELECT count(*) FROM to_look_at')).toEqual(before);
  });

  test('of more people than a case has is refused by its form', async () => {
    const notify = Array.from({ length: 201 }, () => ({ person: people.bela.person, reason: 'message', today: false }));
    const asked = bareTransport(people.alice).call('ledgers', 'append', {
      ...{ kind: 'room', ledger: room, entries: [{ jws: 'A'.repeat(200) }] },
      notify: notify as never,
    });
    await expect(asked).rejects.toMatchObject({ kind: 'bad-input' });
  });

  test('for which somebody asked not to be mailed waits for them all the same', async () => {
    const { quiet: hours } = (await people.bela.door.told()).choices;
    await people.bela.door.chooseTold({ off: ['message'], pushOff: [], quiet: hours, todayAnyway: true });
    expect(await mailed(async () => says())).toEqual([]);
    expect((await people.bela.door.told()).count).toBe(1);
    await people.bela.door.chooseTold({ off: [], pushOff: [], quiet: hours, todayAnyway: true });
  });

  test('waits for the end of quiet hours, unless it is for today and that was asked for', async () => {
    const minute =
      new Date(system.clock.now() * 1000).getUTCHours() * 60 + new Date(system.clock.now() * 1000).getUTCMinutes();
    const day = 24 * 60;
    const hours = { from: (minute + day - 60) % day, until: (minute + 60) % day, zone: 'UTC' };
    await people.bela.door.chooseTold({ off: [], pushOff: [], quiet: hours, todayAnyway: false });
    await allLooked();
    const before = mailsTo(catcher, bela).length;
    // Under way no more: what is said while a notice is being handed over is told once more.
    const isHeld = (): Promise<void> =>
      eventually(async () => {
        expect(await sql("SELECT 1 FROM outbox WHERE topic = 'tell'")).toEqual([]);
        const [row, ...more] = await rows();
        expect([more.length, row?.is_out]).toEqual([0, false]);
        expect((row?.due ?? 0) - system.clock.now()).toBeGreaterThan(3400);
      });
    await says();
    await isHeld();
    expect(mailsTo(catcher, bela)).toHaveLength(before);
    await says('and this too');
    await isHeld();
    expect(mailsTo(catcher, bela)).toHaveLength(before);
    const over = { ...hours, until: (minute + day - 1) % day };
    await people.bela.door.chooseTold({ off: [], pushOff: [], quiet: over, todayAnyway: false });
    await pass(3600);
    await quiet();
    expect(mailsTo(catcher, bela)).toHaveLength(before + 1);
    await people.bela.door.chooseTold({ off: [], pushOff: [], quiet: hours, todayAnyway: true });
    const urgent = await people.alice.door.openCase({ ...form, urgency: 'today' });
    await people.alice.door.invite(urgent, people.bela.person);
    await quiet();
    expect(mailsTo(catcher, bela)).toHaveLength(before + 2);
    await people.bela.door.chooseTold({
      off: [],
      pushOff: [],
      quiet: { ...hours, until: hours.from },
      todayAnyway: true,
    });
    await expect(
      people.bela.door.chooseTold({ off: [], pushOff: [], quiet: { ...hours, zone: 'Mars/Base' }, todayAnyway: true }),
    ).rejects.toMatchObject({ kind: 'bad-input' });
  });

  test('leads nowhere after seven days', async () => {
    const [mail] = await mailed(async () => says());
    const link = mail === undefined ? '' : linkIn(mail);
    const { bela: colleague } = people;
    expect(await colleague.door.followNotice(link)).toEqual({ leads: 'case', id: room });
    await sql('UPDATE to_look_at SET until = until - 8 * 86400 WHERE link = $1', [link]);
    await expect(colleague.door.followNotice(link)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('a mail server that is away', () => {
  test('gets every notice once when it is back, however long it was', async () => {
    await allLooked();
    const before = mailsTo(catcher, bela).length;
    await catcher.stop();
    await says('while it is away');
    await quiet(1);
    await eventually(async () => {
      expect((await rows())[0]).toMatchObject({ attempts: expect.any(Number) as number, is_out: false });
      expect((await rows())[0]?.attempts).toBeGreaterThan(0);
    });
    for (let minute = 0; minute < 60; minute += 10) {
      const tried = (await rows())[0]?.attempts ?? 0;
      await pass(600);
      await eventually(async () => {
        const [row] = await rows();
        expect(row?.attempts).toBeGreaterThan(tried);
        expect(row?.is_out).toBe(false);
      });
    }
    const [{ mail } = { mail: '' }] = await rows();
    const caught = catcher.mails;
    catcher = await startMailCatcher({ port, refuses, most: 10_000 });
    closesAtTheEnd(() => catcher.stop());
    (catcher.mails as CaughtMail[]).push(...caught);
    await pass(600);
    await quiet();
    const came = mailsTo(catcher, bela).slice(before);
    expect(came.map(messageIdOf)).toEqual([`<${mail}@localhost>`]);
  });
});

describe('somebody who left', () => {
  test('is told of a case no more, also of what was on its way', async () => {
    const { alice: owner, bela: colleague } = people;
    await allLooked();
    const night = { from: 0, until: 24 * 60 - 1, zone: 'UTC' };
    await colleague.door.chooseTold({ off: [], pushOff: [], quiet: night, todayAnyway: false });
    await says('before the end');
    await quiet(1);
    await owner.door.remove(room, colleague.person);
    const before = mailsTo(catcher, bela).length;
    await colleague.door.chooseTold({
      off: ['access-cut'],
      pushOff: [],
      quiet: { ...night, until: 0 },
      todayAnyway: false,
    });
    await sql("DELETE FROM tellings WHERE reason = 'access-cut'");
    await pass(86_400);
    await quiet();
    expect(mailsTo(catcher, bela)).toHaveLength(before);
    await colleague.door.chooseTold({ off: [], pushOff: [], quiet: { ...night, until: 0 }, todayAnyway: true });
    await owner.door.invite(room, colleague.person);
    await quiet();
  });

  test('has no address here any more once they may not act', async () => {
    const { officer, xenia } = people;
    const address = await hasAddress(xenia, catcher, 'xenia@hospital.example');
    expect(await sql('SELECT address FROM told_by_mail WHERE person = $1', [xenia.person])).toEqual([{ address }]);
    await officer.door.setStatus(xenia.person, 'suspended', 'GMC');
    await sql("UPDATE outbox SET due = 0 WHERE topic = 'forget-addresses'");
    system.application.nest.get(Outbox, { strict: false }).hint();
    await eventually(async () => {
      expect(await sql('SELECT address FROM told_by_mail WHERE person = $1', [xenia.person])).toEqual([]);
    });
  });
});

describe('a process that is killed', () => {
  const kills = atLength(3, 30);

  test(
    `before it wrote down that a notice was sent repeats it once, under the same name (${String(kills)} times)`,
    async () => {
      await quiet();
      await allLooked();
      const thread = await caseThread(people.alice);
      // It waits for a morning, until a process is there to be killed with it.
      await system.serve({ mail: undefined });
      let repeats = 0;
      for (let each = 0; each < kills; each += 1) {
        await allLooked();
        const before = mailsTo(catcher, bela).length;
        await people.alice.door.say(room, thread, `said ${String(each)}`, '');
        await quiet(1);
        await killed(each % 2 === 0 ? 'before' : 'after');
        const atKill = mailsTo(catcher, bela).length - before;
        expect(atKill).toBe(each % 2 === 0 ? 0 : 1);
        await system.serve({ mail: { server: `smtp://127.0.0.1:${String(port)}`, from } });
        await pass(60);
        await quiet();
        const came = mailsTo(catcher, bela).slice(before).map(messageIdOf);
        expect(came).toHaveLength(1 + atKill);
        expect(new Set(came).size).toBe(1);
        const metrics = await (await fetch(`${system.address}/api/metrics`)).text();
        // It cannot know how far the one before it came: whatever was begun is a repeat.
        expect(metrics).toContain('consilium_notices_repeated_total 1');
        repeats += atKill;
        await system.serve({ mail: undefined });
      }
      expect(repeats).toBe(Math.floor(kills / 2));
      console.log(`${String(kills)} kills: none lost, ${String(repeats)} mails came twice, each under one Message-ID`);
    },
    60_000 + kills * 15_000,
  );

  /** A process of its own takes what is due and is killed just before it is handed over, or as soon as it was. */
  async function killed(when: 'before' | 'after'): Promise<void> {
    const child = fork(path.join(__dirname, 'fixtures/killed-while-telling.cjs'), { stdio: 'inherit' });
    closesAtTheEnd(() => child.kill('SIGKILL'));
    const gone = once(child, 'exit');
    const settings = { ...system.settings, port: 0, mail: { server: `smtp://127.0.0.1:${String(port)}`, from } };
    child.send({ settings, when });
    expect(await gone).toEqual([null, 'SIGKILL']);
  }
});
