import { connect, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readSettings } from '@consilium/api/testing';
import type { CaseForm } from '@consilium/client';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import { atLength } from '@consilium/testkit/domain';
import { clinic, hasAddress, linkIn, messageIdOf, type Clinic, type Someone } from '@consilium/testkit/people';
import {
  freePort,
  freshBucket,
  freshDatabase,
  killableProgram,
  pushingTo,
  startMailCatcher,
  startPushCatcher,
  type Killable,
  type MailCatcher,
  type PushCatcher,
} from '@consilium/testkit/servers';
import { environment } from '@consilium/testkit/system';
import { ownerSql } from '../owner-sql';

/** How often a replica is killed. */
const kills = atLength(3, 30);
/** Cases of each of the two around one kill: they go on until the replica is back. */
const [atLeast, atMost] = [3, 30];
/** Seconds within which a case is opened, whoever is killed meanwhile. */
const patience = 60;

const form: CaseForm = {
  ...{ title: 'Killed', specialty: 'Dermatology', urgency: 'today', ageBand: '40-64' },
  ...{ question: 'What is it?', responsible: 'Dr R' },
};

let databaseUrl: string;
let replicas: readonly [Killable, Killable];
let mails: MailCatcher;
let pushes: PushCatcher;
let people: Clinic;
const opened: string[] = [];

/** One address for both replicas: each line goes to the next of them that answers. */
async function inFrontOf(port: number, ports: readonly [number, number]): Promise<void> {
  let turn = 0;
  const server = createServer((near) => {
    near.on('error', () => near.destroy());
    const [first, second] = turn++ % 2 === 0 ? ports : [ports[1], ports[0]];
    const to = (own: number, refused: () => void): void => {
      const far = connect({ host: '127.0.0.1', port: own });
      far.on('error', () => {
        if (far.connecting || far.bytesRead === 0) refused();
        else near.destroy();
      });
      far.once('connect', () => near.pipe(far).pipe(near));
      far.on('close', () => near.destroySoon());
    };
    to(first, () => {
      to(second, () => near.destroy());
    });
  });
  await new Promise<void>((ready) => server.listen(port, 'localhost', ready));
  closesAtTheEnd(() => server.close());
}

beforeAll(async () => {
  mails = await startMailCatcher({ most: 100_000 });
  closesAtTheEnd(() => mails.stop());
  pushes = await startPushCatcher();
  closesAtTheEnd(() => pushes.stop());
  databaseUrl = await freshDatabase();
  const [bucket, front] = [await freshBucket(), await freePort()];
  const ports = [await freePort(), await freePort()] as const;
  const settings = readSettings({
    ...environment(databaseUrl, bucket, front),
    ...{ SMTP_URL: `smtp://127.0.0.1:${String(mails.port)}`, MAIL_FROM: 'consilium@hospital.example' },
    ...pushingTo(pushes),
  });
  const serving = path.join(__dirname, 'fixtures/serving.cjs');
  replicas = [
    await killableProgram(serving, {}, { ...settings, port: ports[0] }),
    await killableProgram(serving, {}, { ...settings, port: ports[1] }),
  ];
  await inFrontOf(front, ports);
  people = await clinic({ origin: `http://localhost:${String(front)}` });
  for (const name of ['alice', 'bela'] as const) {
    await hasAddress(people[name], mails, `${name}@hospital.example`);
    for (const device of ['Phone', 'Tablet']) await people[name].door.pushHere(pushes.device(device));
  }
}, 120_000);

const sql = <Row>(text: string, parameters: unknown[] = []): Promise<Row[]> =>
  ownerSql<Row>(databaseUrl, text, parameters);

/** Opens cases and asks the other, as a person does who presses again where it did not go through. */
async function asks({ door }: Someone, { person }: Someone, round: { isBack: boolean }): Promise<void> {
  for (let each = 0; each < atMost && (each < atLeast || !round.isBack); each += 1) {
    for (const until = Date.now() + patience * 1000; ;) {
      try {
        opened.push(await door.openCase(form, [person]));
        break;
      } catch (error) {
        if (Date.now() > until) throw error;
        await pause(100);
      }
    }
  }
}

const came = (): number => mails.mails.length + pushes.pushes.length;

/** Until one more notice has come: whoever handed it over may not have written that down yet. */
async function oneMoreCame(): Promise<void> {
  const before = came();
  while (came() === before) await pause(1);
}

const left = () => sql<{ mail: string; due: string }>('SELECT mail, due FROM tellings ORDER BY mail, person, road');

/** What a killed replica has left, once nobody does anything any more: as if the time for which it was kept were over. */
async function allHandedOver(): Promise<void> {
  await eventually(async () => {
    await sql("UPDATE outbox SET due = 0 WHERE topic IN ('tell', 'send-notices')");
    const before = await left();
    await pause(5000);
    const after = await left();
    if (JSON.stringify(after) === JSON.stringify(before)) await sql('UPDATE tellings SET due = 0 WHERE is_out');
    expect(after).toEqual([]);
    expect(await sql("SELECT 1 FROM outbox WHERE topic = 'tell'")).toEqual([]);
  }, 120);
}

/** How much had come by each road once a killed replica was back, kill by kill. */
const cameAtKill: { readonly mails: number; readonly pushes: number }[] = [];

interface Came {
  /** About what, and by which road. */
  readonly where: string;
  /** What says that it is the same one. */
  readonly name: string;
  /** How many kills there were before. */
  readonly after: number;
}

function byMail(): Came[] {
  return mails.mails.flatMap((mail, index) => {
    const after = cameAtKill.filter((at) => at.mails <= index).length;
    return mail.raw.includes('/waiting/') ? [{ where: linkIn(mail), name: messageIdOf(mail), after }] : [];
  });
}

function byPush(): Came[] {
  return pushes.pushes.map(({ endpoint, text, headers }, index) => {
    const { link } = JSON.parse(text) as { readonly link: string };
    const after = cameAtKill.filter((at) => at.pushes <= index).length;
    return { where: `${link} ${endpoint}`, name: `${text} ${String(headers['topic'])}`, after };
  });
}

/** What came about each of these matters, by each road. */
function timesOf(notices: readonly Came[], links: ReadonlySet<string>): readonly Came[][] {
  const times = new Map<string, Came[]>();
  for (const each of notices) {
    if (links.has(each.where.split(' ')[0] ?? '')) times.set(each.where, [...(times.get(each.where) ?? []), each]);
  }
  return [...times.values()];
}

test(
  `no notice is lost while two replicas are killed by turns (${String(kills)} times), and what comes twice says that it is the same`,
  async () => {
    const { alice, bela } = people;
    for (let kill = 0; kill < kills; kill += 1) {
      const round = { isBack: false };
      const load = Promise.all([asks(alice, bela, round), asks(bela, alice, round)]);
      // What fails meanwhile is looked at below.
      load.catch(() => undefined);
      await oneMoreCame();
      const replica = replicas[kill % 2 === 0 ? 0 : 1];
      await replica.kill();
      await pause(Math.random() * 400);
      await replica.begin();
      // What it had sent in its last moment has arrived by now, and is kept from others for longer than that.
      cameAtKill.push({ mails: mails.mails.length, pushes: pushes.pushes.length });
      round.isBack = true;
      await load;
    }
    await allHandedOver();

    const places = await sql<{ ledger: string; link: string }>(
      'SELECT ledger, link FROM to_look_at WHERE person = ANY ($1) AND ledger IN (SELECT id FROM ledgers WHERE kind = $2)',
      [[alice.person, bela.person], 'room'],
    );
    expect(places.map(({ ledger }) => ledger)).toEqual(expect.arrayContaining(opened));
    const links = new Set(places.map(({ link }) => link));
    const [mailed, pushed] = [timesOf(byMail(), links), timesOf(byPush(), links)];
    // One mail about each, and one push to each of two devices.
    expect([mailed.length, pushed.length]).toEqual([places.length, 2 * places.length]);
    const all = [...mailed, ...pushed];
    for (const times of all) {
      expect([times, new Set(times.map(({ name }) => name)).size]).toEqual([times, 1]);
      // Without a kill in between, nothing comes twice.
      expect([times, new Set(times.map(({ after }) => after)).size]).toEqual([times, times.length]);
    }
    const repeats = all.reduce((sum, times) => sum + times.length - 1, 0);
    const most = Math.max(...all.map((times) => times.length - 1));
    console.log(
      `${String(kills)} kills, ${String(places.length)} matters by mail and to two devices each: 0 of ${String(all.length)} notices lost, ${String(repeats)} came again (none more than ${String(most)} times), each under one name`,
    );
  },
  120_000 + kills * 30_000,
);
