import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { CaseForm } from '@consilium/client';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import { clinic, hasAddress, mailsTo, type Clinic } from '@consilium/testkit/people';
import {
  pushingTo,
  startMailCatcher,
  startPushCatcher,
  type CaughtPush,
  type MailCatcher,
  type PushCatcher,
  type PushedDevice,
} from '@consilium/testkit/servers';
import { startSystem, type System } from '@consilium/testkit/system';
import { Outbox } from '../../apps/api/src/ledgers/outbox/outbox';
import { Postman } from '../../apps/api/src/telling/postman';
import { ownerSql } from '../owner-sql';

const bela = 'bela@hospital.example';

let system: System;
let catcher: PushCatcher;
let mails: MailCatcher;
let people: Clinic;
let room: string;
let thread: string;
let phone: PushedDevice;
/** The service's name for Bela's phone. */
let push: string;

const form: CaseForm = {
  ...{ title: 'A mole', specialty: 'Dermatology', urgency: 'this-week', ageBand: '40-64' },
  ...{ question: 'Is it?', responsible: 'Dr R' },
};

beforeAll(async () => {
  catcher = await startPushCatcher();
  closesAtTheEnd(() => catcher.stop());
  mails = await startMailCatcher({ most: 1000 });
  closesAtTheEnd(() => mails.stop());
  const mail = { SMTP_URL: `smtp://127.0.0.1:${String(mails.port)}`, MAIL_FROM: 'consilium@hospital.example' };
  system = await startSystem({ ...mail, ...pushingTo(catcher) });
  people = await clinic(system);
  room = await people.alice.door.openCase(form);
  await people.alice.door.invite(room, people.bela.person);
  await people.bela.door.cases();
  thread = (await people.alice.door.room(room)).threads.find(({ kind }) => kind === 'case')?.thread ?? '';
  phone = catcher.device('Bela’s phone');
  push = await people.bela.door.pushHere(phone);
});

const sql = <Row>(text: string, parameters: unknown[] = []): Promise<Row[]> =>
  ownerSql<Row>(system.databaseUrl, text, parameters);

const wake = (): void => {
  system.application.nest.get(Postman, { strict: false }).wake();
};

/** All that is due was looked at; with nothing left where nothing is to be. */
async function quiet(left = 0): Promise<void> {
  await eventually(async () => {
    expect(await sql("SELECT 1 FROM outbox WHERE topic = 'tell'")).toEqual([]);
    expect(await sql('SELECT 1 FROM tellings')).toHaveLength(left);
  });
}

const pushesTo = (device: PushedDevice): readonly CaughtPush[] =>
  catcher.pushes.filter(({ endpoint }) => endpoint === device.endpoint);

interface Said {
  readonly is: string;
  readonly link: string;
  readonly notice: string;
}
const saidIn = ({ text }: CaughtPush): Said => JSON.parse(text) as Said;

const allLooked = () => sql('UPDATE to_look_at SET looked = true, mailed_at = 0, pushed_at = 0');

/** Somebody else writes in the case, after everybody has looked at everything. */
async function says(text = 'Look again'): Promise<void> {
  await allLooked();
  await people.alice.door.say(room, thread, text, '');
}

const myDevices = async () => (await people.bela.door.told()).pushes.devices;

const chooses = async (choices: object): Promise<void> => {
  const { choices: before } = await people.bela.door.told();
  await people.bela.door.chooseTold({ ...before, ...choices });
};

describe('a device', () => {
  test.each([
    ['of no listed push service', { endpoint: 'https://evil.example/push' }],
    ['at another port of this machine', { endpoint: 'http://localhost:1/push' }],
    ['whose key is no point', { key: `B${'A'.repeat(86)}` }],
  ])('%s is refused, and nothing goes there', async (_, change) => {
    const asked = people.alice.door.pushHere({ ...catcher.device(), ...change });
    await expect(asked).rejects.toMatchObject({ kind: 'bad-input' });
    expect((await people.alice.door.told()).pushes.devices).toEqual([]);
  });

  test('is shown to its owner alone, without what would let anybody send there', async () => {
    const { pushes } = await people.bela.door.told();
    expect(pushes.devices).toMatchObject([{ push, name: 'Bela’s phone', refused: '', goneAt: 0 }]);
    expect(JSON.stringify(pushes)).not.toContain(phone.endpoint);
    expect(JSON.stringify(pushes)).not.toContain(phone.secret);
    expect((await people.alice.door.told()).pushes.devices).toEqual([]);
    // Nobody else takes it away, or tries it.
    await people.alice.door.dropPush(push);
    await expect(people.alice.door.tryPush(push)).rejects.toMatchObject({ kind: 'wrong-state' });
    expect(await myDevices()).toHaveLength(1);
  });

  test('that somebody else uses now tells its former user nothing any more', async () => {
    const shared = catcher.device('A ward’s desk');
    await people.alice.door.pushHere(shared);
    await people.bela.door.pushHere(shared);
    expect((await people.alice.door.told()).pushes.devices).toEqual([]);
    const mine = (await myDevices()).find(({ name }) => name === 'A ward’s desk');
    await people.bela.door.dropPush(mine?.push ?? '');
    expect(await myDevices()).toHaveLength(1);
  });

  test('is one of ten at most', async () => {
    const { xenia } = people;
    for (let each = 0; each < 10; each += 1) await xenia.door.pushHere(catcher.device());
    await expect(xenia.door.pushHere(catcher.device())).rejects.toMatchObject({ kind: 'too-many' });
  });
});

describe('a notice', () => {
  test('comes sealed, says nothing but where it leads, and leads its own person there', async () => {
    await says();
    await quiet();
    const [caught] = pushesTo(phone);
    if (caught === undefined) throw new Error('Nothing came');
    const { is, link, ...rest } = saidIn(caught);
    expect([is, Object.keys(rest)]).toEqual(['wait', ['notice']]);
    expect(await people.bela.door.followNotice(link)).toEqual({ leads: 'case', id: room });
    await expect(people.alice.door.followNotice(link)).rejects.toMatchObject({ kind: 'not-found' });
    expect(caught.headers).toMatchObject({ topic: 'waits', urgency: 'high', ttl: '172800' });
    expect(caught.headers['content-encoding']).toBe('aes128gcm');
  });

  test('is as long for a test as for anything else', async () => {
    await people.bela.door.tryPush(push);
    const lengths = pushesTo(phone).map(({ sealed }) => sealed.length);
    expect(lengths.length).toBeGreaterThan(1);
    expect(new Set(lengths).size).toBe(1);
  });

  test('comes by each road for what its person wants to hear there', async () => {
    await hasAddress(people.bela, mails, bela);
    const counts = () => [mailsTo(mails, bela).length, pushesTo(phone).length];
    const whatComes = async (): Promise<number[]> => {
      const [mailed = 0, pushed = 0] = counts();
      await says();
      await quiet();
      const [mail = 0, pushes = 0] = counts();
      return [mail - mailed, pushes - pushed];
    };
    expect(await whatComes()).toEqual([1, 1]);
    await chooses({ off: ['message'], pushOff: [] });
    expect(await whatComes()).toEqual([0, 1]);
    await chooses({ off: [], pushOff: ['message'] });
    expect(await whatComes()).toEqual([1, 0]);
    await chooses({ off: ['message'], pushOff: ['message'] });
    expect(await whatComes()).toEqual([0, 0]);
    expect((await people.bela.door.told()).count).toBe(1);
    await chooses({ off: ['message'], pushOff: [] });
  });

  test('comes once for what comes before somebody has looked', async () => {
    await says();
    await quiet();
    const before = pushesTo(phone).length;
    await people.alice.door.say(room, thread, 'and again', '');
    await quiet(1);
    expect(pushesTo(phone)).toHaveLength(before);
    await allLooked();
    await sql('DELETE FROM tellings');
  });

  test('waits for the end of quiet hours', async () => {
    const minutes = Math.floor(system.clock.now() / 60) % 1440;
    const day = { from: (minutes + 1380) % 1440, until: (minutes + 60) % 1440, zone: 'UTC' };
    await chooses({ quiet: day, todayAnyway: false });
    const before = pushesTo(phone).length;
    await says('in the night');
    await quiet(1);
    await eventually(async () => {
      const [row] = await sql<{ due: number }>('SELECT due::int FROM tellings');
      expect((row?.due ?? 0) - system.clock.now()).toBeGreaterThan(3400);
    });
    expect(pushesTo(phone)).toHaveLength(before);
    await chooses({ quiet: { ...day, until: day.from }, todayAnyway: true });
    await sql('UPDATE tellings SET due = 0');
    wake();
    await quiet();
    expect(pushesTo(phone)).toHaveLength(before + 1);
  });
});

describe('a test notice', () => {
  test('is handed over, and arrives when the device says so, signed in or not', async () => {
    expect(await people.bela.door.tryPush(push)).toEqual({ handed: true, why: '' });
    const [before] = await myDevices();
    expect([before?.test.at === 0, before?.test.arrivedAt]).toEqual([false, 0]);
    const last = pushesTo(phone).at(-1);
    const { is, link } = last === undefined ? { is: '', link: '' } : saidIn(last);
    expect(is).toBe('test');
    const says = (what: string) =>
      fetch(`${system.address}/api/telling/push-arrived`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: system.origin },
        body: JSON.stringify({ link: what }),
      });
    // Of one that nobody sent, the same is said, and nothing happens.
    const answers = [await says('A'.repeat(22)), await says(link), await says(link)];
    expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(['{}', '{}', '{}']);
    const [after] = await myDevices();
    expect(after?.test.arrivedAt).toBeGreaterThan(0);
    expect(await people.bela.door.followNotice(link)).toEqual({ leads: 'test' });
  });

  test('that the push service refuses is said with its answer', async () => {
    catcher.answers(phone, 403);
    const outcome = await people.bela.door.tryPush(push);
    expect(outcome).toEqual({ handed: false, why: 'the push service answers 403' });
    expect((await myDevices())[0]?.refused).toContain('403');
    catcher.answers(phone, 201);
    await people.bela.door.tryPush(push);
    expect((await myDevices())[0]?.refused).toBe('');
  });
});

describe('a push service', () => {
  test('that leads elsewhere is not followed', async () => {
    catcher.answers(phone, 307);
    await says();
    await quiet();
    expect((await myDevices())[0]?.refused).toContain('307');
    expect(catcher.elsewhere).toEqual([]);
    catcher.answers(phone, 201);
  });

  test('that hangs up, or has no room, gets the same notice again', async () => {
    for (const how of ['hangs-up', 429, 503] as const) {
      catcher.answers(phone, how);
      await says(String(how));
      await eventually(async () => {
        const [row] = await sql<{ attempts: number; is_out: boolean }>('SELECT attempts, is_out FROM tellings');
        expect(row?.attempts).toBeGreaterThan(0);
        expect(row?.is_out).toBe(false);
      });
      catcher.answers(phone, 201);
      const before = pushesTo(phone).length;
      await sql('UPDATE tellings SET due = 0');
      wake();
      await quiet();
      expect(pushesTo(phone)).toHaveLength(before + 1);
    }
    const [first, second] = pushesTo(phone).slice(-2).map(saidIn);
    // The one that was answered with 503, and its repeat.
    expect(first).toEqual(second);
  });

  test.each([
    ['300', 300],
    ['999999', 3600],
  ])('that asks for %s seconds is asked again after %d', async (said, seconds) => {
    catcher.answers(phone, 429, said);
    await says(said);
    const dueIn = async (): Promise<number> => {
      const [row] = await sql<{ due: number }>('SELECT due::int FROM tellings WHERE attempts > 0 AND NOT is_out');
      return (row?.due ?? 0) - system.clock.now();
    };
    await eventually(async () => {
      expect(await dueIn()).toBeGreaterThan(seconds - 60);
    });
    expect(await dueIn()).toBeLessThanOrEqual(seconds);
    catcher.answers(phone, 201);
    await sql('UPDATE tellings SET due = 0');
    wake();
    await quiet();
  });

  test('that says nothing holds up neither mails nor other devices', async () => {
    const tablet = catcher.device('Tablet');
    const other = await people.bela.door.pushHere(tablet);
    catcher.answers(phone, 'never');
    await chooses({ off: [] });
    const mailed = mailsTo(mails, bela).length;
    await says();
    await eventually(async () => {
      await Promise.resolve();
      expect([pushesTo(tablet).length, mailsTo(mails, bela).length]).toEqual([1, mailed + 1]);
    });
    // Given up in its time, and tried again.
    catcher.answers(phone, 201);
    const unanswered = pushesTo(phone).length;
    await quiet();
    expect(pushesTo(phone)).toHaveLength(unanswered + 1);
    await people.bela.door.dropPush(other);
    await chooses({ off: ['message'] });
  });

  test('that says that the device is gone is asked no more: its address is not kept, and its owner reads that', async () => {
    const lost = catcher.device('Lost phone');
    const lostPush = await people.bela.door.pushHere(lost);
    catcher.answers(lost, 410);
    await says();
    await quiet();
    const row = await sql('SELECT endpoint, key, secret FROM told_by_push WHERE push = $1', [lostPush]);
    expect(row).toEqual([{ endpoint: '', key: '', secret: '' }]);
    expect((await myDevices()).find((each) => each.push === lostPush)?.goneAt).toBeGreaterThan(0);
    const before = pushesTo(lost).length;
    await says();
    await quiet();
    expect(pushesTo(lost)).toHaveLength(before);
    await expect(people.bela.door.tryPush(lostPush)).rejects.toMatchObject({ kind: 'wrong-state' });
    await people.bela.door.dropPush(lostPush);
  });
});

test('a process that is killed once it pushed repeats the notice once, as the same one', async () => {
  await system.serve({ push: undefined });
  const before = pushesTo(phone).length;
  await says('killed');
  await quiet(1);
  const child = fork(path.join(__dirname, 'fixtures/killed-while-telling.cjs'), { stdio: 'inherit' });
  closesAtTheEnd(() => child.kill('SIGKILL'));
  const gone = once(child, 'exit');
  child.send({ settings: { ...system.settings, port: 0 }, when: 'after' });
  expect(await gone).toEqual([null, 'SIGKILL']);
  await system.serve({ push: system.settings.push });
  await sql('UPDATE tellings SET due = 0');
  wake();
  await quiet();
  const came = pushesTo(phone).slice(before);
  expect(came).toHaveLength(2);
  expect(new Set(came.map(({ text }) => text)).size).toBe(1);
  const metrics = await (await fetch(`${system.address}/api/metrics`)).text();
  expect(metrics).toContain('consilium_pushes_repeated_total 1');
});

test('whoever may act here no more is told nothing, and their devices are not kept', async () => {
  const { officer, bela: colleague } = people;
  const before = pushesTo(phone).length;
  await officer.door.setStatus(colleague.person, 'suspended', 'GMC');
  await quiet();
  // That they may not act here any more is the last that they are told.
  expect(pushesTo(phone)).toHaveLength(before + 1);
  await says();
  await quiet();
  expect(pushesTo(phone)).toHaveLength(before + 1);
  await sql("UPDATE outbox SET due = 0 WHERE topic = 'forget-addresses'");
  system.application.nest.get(Outbox, { strict: false }).hint();
  await eventually(async () => {
    expect(await sql('SELECT 1 FROM told_by_push WHERE person = $1', [colleague.person])).toEqual([]);
  });
});

test('a service without a key takes no device, and says that it sends none', async () => {
  const silent = await startSystem();
  const { alice } = await clinic(silent);
  expect((await alice.door.told()).pushes).toEqual({ key: '', devices: [] });
  await expect(alice.door.pushHere(catcher.device())).rejects.toMatchObject({ kind: 'unavailable' });
});
