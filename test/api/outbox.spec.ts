import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { endpoints } from '@consilium/contracts';
import { closesAtTheEnd } from '@consilium/testkit';
import { startSystem, type System } from '@consilium/testkit/system';
import { Database } from '../../apps/api/src/storage/database';
import { Outbox } from '../../apps/api/src/ledgers/outbox/outbox';
import type { Handed } from '../../apps/api/src/ledgers/outbox/outbox.store';
import { eventually, PlainClinic, type Member, type PlainRoom } from './plain-clinic';
import { now } from './plain-person';
import { ownerSql } from '../owner-sql';

/** How often a process is killed: more where somebody has the time (`KILLS=30`). */
const kills = Number(process.env['KILLS'] ?? 3);

const handlersOf = (outbox: Outbox): Map<string, { act: (handed: Handed) => Promise<unknown>; asOne: boolean }> =>
  (outbox as unknown as { handlers: Map<string, never> }).handlers;

const sql = <Row>({ databaseUrl }: System, text: string, parameters: unknown[] = []): Promise<Row[]> =>
  ownerSql<Row>(databaseUrl, text, parameters);

describe('what must happen once after an append', () => {
  let system: System;
  let clinic: PlainClinic;
  let anna: Member;
  let ben: Member;
  let room: PlainRoom;

  beforeAll(async () => {
    system = await startSystem();
    clinic = await PlainClinic.open(system);
    anna = await clinic.clinician();
    ben = await clinic.clinician();
    room = await clinic.openRoom(anna);
    await room.invite(ben);
    await eventually(async () => (await waiting()).length === 0);
  });

  const notYet = 'UPDATE outbox SET due = extract(epoch FROM now())::bigint + 3600';
  const waiting = () =>
    sql<{ seq: number; attempts: number }>(
      system,
      `SELECT seq, attempts FROM outbox WHERE topic = 'register-grew' ORDER BY id`,
    );

  /** The officer says this of Ben. */
  const says = (status: 'good' | 'suspended'): Promise<void> =>
    clinic.register('status', { person: ben.person.id, status, source: 'GMC', checkedAt: now() });

  /** The outbox of the running application, and what it does with a row from now on. */
  function handling(act: (handed: Handed) => Promise<unknown>, asOne = true): Outbox {
    const outbox = system.application.nest.get(Outbox, { strict: false });
    handlersOf(outbox).set('register-grew', { act, asOne });
    return outbox;
  }

  test('is written with the register entry and with no message, and is gone when it was done', async () => {
    const handed: Handed[] = [];
    handling((each) => Promise.resolve(handed.push(each)));
    const { seq } = await clinic.registerHead();
    await room.append(anna, [await room.message()]);
    await says('suspended');
    await eventually(async () => handed.length > 0 && (await waiting()).length === 0);
    expect(handed.map((each) => each.seq)).toEqual([seq + 1]);
  });

  test('that failed is tried again later, and what came meanwhile is not held up by it', async () => {
    const handed: number[] = [];
    let isBroken = true;
    const outbox = handling(({ seq }) => {
      handed.push(seq);
      return isBroken ? Promise.reject(new Error('not now')) : Promise.resolve();
    }, false);
    await says('good');
    await eventually(async () => (await waiting())[0]?.attempts === 1);
    isBroken = false;
    await says('suspended');
    await eventually(() => handed.length === 2);
    expect((await waiting()).map(({ attempts }) => attempts)).toEqual([1]);
    await sql(system, 'UPDATE outbox SET due = 0');
    outbox.hint();
    await eventually(async () => (await waiting()).length === 0);
    expect(handed).toHaveLength(3);
    expect(handed[2]).toBe(handed[0]);
  });

  test('asked for in a transaction of somebody’s, is done once that is committed, and not at all where it is not', async () => {
    const handed: Handed[] = [];
    const outbox = handling((each) => Promise.resolve(handed.push(each)));
    const database = system.application.nest.get(Database, { strict: false });
    const asks = (and: () => void) =>
      database.transaction(async (open) => {
        await outbox.afterwards(open, 'register-grew', clinic.root);
        and();
      });
    const refused = asks(() => {
      throw new Error('no');
    });
    await expect(refused).rejects.toThrow('no');
    expect(await waiting()).toEqual([]);
    await asks(() => undefined);
    outbox.hint();
    await eventually(async () => handed.length > 0 && (await waiting()).length === 0);
    expect(handed).toMatchObject([{ topic: 'register-grew', ledger: clinic.root, seq: 0, attempts: 1, every: null }]);
  });

  test('has one handler of each topic', () => {
    const outbox = system.application.nest.get(Outbox, { strict: false });
    expect(() => {
      outbox.handles('tell', () => Promise.resolve(), { asOne: false });
    }).toThrow('Two handlers of tell');
  });

  test(
    `is done again, and not lost, when the process is killed after the commit (${String(kills)} times)`,
    async () => {
      const { seq: first } = await clinic.registerHead();
      await system.application.close();
      let again = 0;
      for (let each = 0; each < kills; each += 1) {
        again += await killedAfterItsAppend(each % 2 === 0 ? 'before' : 'after', each % 2 === 0 ? 'good' : 'suspended');
      }
      const left = (await waiting()).map(({ seq }) => seq);
      expect(left).toEqual(Array.from({ length: kills }, (_, each) => first + 1 + each));
      await sql(system, notYet);
      await system.serve({});
      const handled = new Map<number, number>();
      const outbox = handling(({ seq }) => Promise.resolve(handled.set(seq, (handled.get(seq) ?? 0) + 1)), false);
      await sql(system, 'UPDATE outbox SET due = 0');
      outbox.hint();
      await eventually(async () => (await waiting()).length === 0);
      expect([...handled].toSorted(([one], [other]) => one - other)).toEqual(left.map((seq) => [seq, 1]));
      expect(again).toBe(Math.floor(kills / 2));
      console.log(
        `${String(kills)} kills: ${String(handled.size)} rows handled, ${String(again)} of them a second time`,
      );
    },
    30_000 + kills * 10_000,
  );

  /**
   * A process of its own appends to the register and is killed between the commit and the handing over, or after it. Gives how
   * often it handled the row.
   */
  async function killedAfterItsAppend(when: 'before' | 'after', status: 'good' | 'suspended'): Promise<number> {
    // What the ones before left is looked at when all of them are over.
    await sql(system, notYet);
    const child = fork(path.join(__dirname, 'fixtures/killed-after-append.cjs'), { stdio: 'inherit' });
    closesAtTheEnd(() => child.kill('SIGKILL'));
    const ready = once(child, 'message');
    child.send({ settings: system.settings, when });
    await ready;
    let handled = 0;
    child.on('message', (message) => (handled += message === 'handled' ? 1 : 0));
    const gone = once(child, 'exit');
    const said = { person: ben.person.id, status, source: 'GMC', checkedAt: now() } as const;
    const entry = await clinic.officer.entry(clinic.office, 'status', said);
    const request = { kind: 'register' as const, ledger: clinic.root, entries: [entry] };
    const asked = clinic.office.ask(endpoints.ledgers.append, request);
    // What was stored is not heard of: the process is gone before it answers. Later, it may be.
    if (when === 'before') await expect(asked).rejects.toThrow('fetch failed');
    else await asked.catch(() => undefined);
    expect(await gone).toEqual([null, 'SIGKILL']);
    await clinic.officer.follow(entry);
    return handled;
  }
});

describe('what is done by the clock', () => {
  let system: System;
  const outboxes: Outbox[] = [];

  beforeAll(async () => {
    system = await startSystem();
    for (const { nest } of [system.application, await system.replica()]) {
      outboxes.push(nest.get(Outbox, { strict: false }));
    }
    await eventually(async () => (await rows()).every(({ attempts }) => attempts === 0));
  });

  interface Row {
    readonly topic: string;
    readonly every: number;
    readonly attempts: number;
    /** Seconds until it is due. */
    readonly left: number;
  }
  const rows = () =>
    sql<Row>(
      system,
      `SELECT topic, every, attempts, (due - extract(epoch FROM clock_timestamp()))::int AS left
       FROM outbox WHERE every IS NOT NULL ORDER BY topic`,
    );
  const row = async (topic: string) => (await rows()).find((each) => each.topic === topic);
  const makeDue = (topic: string) => sql(system, 'UPDATE outbox SET due = 0 WHERE topic = $1', [topic]);
  const look = () => {
    for (const outbox of outboxes) outbox.hint();
  };
  /** Both have looked, and taken what there was. */
  const looked = () => Promise.all(outboxes.map((outbox) => (outbox as unknown as { running: Promise<void> }).running));

  /** What both replicas do with a chore from now on. */
  function doing(topic: string, act: (replica: number) => Promise<unknown>): void {
    for (const [replica, outbox] of outboxes.entries()) {
      handlersOf(outbox).set(topic, { act: () => act(replica), asOne: false });
    }
  }

  test('stands there once whatever the number of replicas, and was done at the start', async () => {
    expect((await rows()).map(({ topic, every }) => [topic, every])).toEqual([
      ['forget-addresses', 600],
      ['forget-security-log', 3600],
      ['forget-sign-ins', 600],
      ['forget-waits', 3600],
      ['send-notices', 15],
      ['sweep-pictures', 300],
      ['tell-ending', 300],
      ['tell-outcome', 300],
      ['tell-overdue', 15],
      ['ticks', 30],
    ]);
    for (const { every, left } of await rows()) expect(left).toBeGreaterThan(Math.max(0, every - 30));
  });

  test('is done by one replica when it is due, and is due again then', async () => {
    const done: number[] = [];
    doing('sweep-pictures', (replica) => Promise.resolve(done.push(replica)));
    await makeDue('sweep-pictures');
    look();
    await eventually(async () => ((await row('sweep-pictures'))?.left ?? 0) > 290);
    look();
    await looked();
    expect(done).toHaveLength(1);
    await makeDue('sweep-pictures');
    look();
    await eventually(() => done.length === 2);
  });

  test('that failed is tried again soon, with what else is due', async () => {
    let isBroken = true;
    doing('forget-sign-ins', () => (isBroken ? Promise.reject(new Error('not now')) : Promise.resolve()));
    await makeDue('forget-sign-ins');
    look();
    await eventually(async () => ((await row('forget-sign-ins'))?.left ?? 99) <= 2);
    expect((await row('forget-sign-ins'))?.attempts).toBe(1);
    isBroken = false;
    await makeDue('forget-sign-ins');
    look();
    await eventually(async () => ((await row('forget-sign-ins'))?.left ?? 0) > 590);
    expect((await row('forget-sign-ins'))?.attempts).toBe(0);
  });

  test('and takes long holds up nothing else, and is left to others when its process ends with it', async () => {
    const begun: number[] = [];
    let finish = (): void => undefined;
    const slow = new Promise<void>((resolve) => (finish = resolve));
    doing('sweep-pictures', (replica) => {
      begun.push(replica);
      return slow;
    });
    let ticked = 0;
    doing('ticks', () => Promise.resolve((ticked += 1)));
    await makeDue('sweep-pictures');
    look();
    await eventually(() => begun.length === 1);
    await makeDue('ticks');
    look();
    await eventually(() => ticked === 1);
    // Its lease is over, as if who took it were gone: the other takes it, and the one at work takes no second.
    await makeDue('sweep-pictures');
    look();
    await eventually(() => begun.length === 2);
    expect(new Set(begun).size).toBe(2);
    finish();
  });
});
