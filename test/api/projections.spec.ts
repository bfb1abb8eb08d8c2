import { Client } from 'pg';
import type { RoomState } from '@consilium/domain';
import { draft } from '@consilium/ledger';
import type { DataSource } from '@consilium/api/testing';
import { startSystem, type System } from '@consilium/testkit/system';
import { projection, type Projection } from '../../apps/api/src/ledgers/projections/projection';
import { Rebuilding } from '../../apps/api/src/ledgers/projections/rebuilding';
import { Replaying } from '../../apps/api/src/ledgers/replaying';
import { Verification } from '../../apps/api/src/ledgers/verification';
import { connect, sqlOf, transactionOn } from '../../apps/api/src/storage/database';
import { projections } from '../../apps/api/src/projections';
import { rebuild } from '../../apps/api/src/rebuild';
import { PlainClinic, type Member, type PlainRoom } from './plain-clinic';

const roomColumns = {
  ledger: 'text',
  organisation: 'text',
  owner: 'text',
  state: 'text',
  opened_at: 'bigint',
  rules: 'integer',
} as const;

/** Lists that are made of ledgers, and made anew from them. */
describe('tables made of ledgers', () => {
  let system: System;
  let source: DataSource;
  let clinic: PlainClinic;
  let anna: Member;
  let room: PlainRoom;
  let room2: PlainRoom;

  beforeAll(async () => {
    system = await startSystem();
    source = await connect(system.databaseUrl, 2);
    clinic = await PlainClinic.open(system);
    anna = await clinic.clinician();
    room = await clinic.openRoom(anna);
    await room.invite(await clinic.clinician());
    room2 = await clinic.openRoom(anna);
  });
  afterAll(() => source.destroy());

  async function sql<Row>(text: string): Promise<Row[]> {
    const client = new Client({ connectionString: system.databaseUrl });
    await client.connect();
    try {
      return (await client.query(text)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  async function troubles(made: readonly Projection[] = projections): Promise<string[]> {
    const found: string[] = [];
    for await (const { kind, trouble } of new Verification(sqlOf(source), made).findings()) {
      if (trouble !== '') found.push(`${kind}: ${trouble}`);
    }
    return found;
  }

  const rebuilding = (made: readonly Projection[]) =>
    new Rebuilding(sqlOf(source), (work) => transactionOn(source, work), made);

  /** What a release might do: when a case was closed stands in the list of cases, too. */
  const withClosing = projections.map((each) =>
    each.table !== 'rooms'
      ? each
      : projection({
          table: 'rooms',
          kind: 'room',
          version: 3,
          columns: { ...roomColumns, closed_at: 'bigint' },
          key: ['ledger'],
          ledger: 'ledger',
          items: (state) => [state],
          rowsOf: ({ id, org, owner, closed, openedAt, rules }: RoomState) => [
            {
              ...{ ledger: id, organisation: org, owner, state: closed === undefined ? 'open' : 'closed' },
              ...{ opened_at: openedAt, rules, closed_at: closed?.at ?? 0 },
            },
          ],
        }),
  );

  test('agree with the ledgers, and nothing is made anew that is as this build makes it', async () => {
    expect(await troubles()).toEqual([]);
    expect(await rebuild(system.databaseUrl, 'outdated')).toMatchObject({ ledgers: 0 });
  });

  test('are made anew where somebody edited, emptied or filled them', async () => {
    const before = await sql('SELECT * FROM rooms ORDER BY ledger');
    await sql(`UPDATE rooms SET owner = 'somebody'`);
    await sql('DELETE FROM room_members');
    await sql(`UPDATE people SET role = 'officer'`);
    await sql(`INSERT INTO organisations VALUES ('sham', 'Sham', 'clinical', -1)`);
    // A row of a case that is none: of the register itself.
    await sql(
      `INSERT INTO rooms SELECT id, organisation, owner, state, opened_at FROM rooms, (SELECT id FROM ledgers WHERE kind = 'register') l LIMIT 1`,
    );
    const found = await troubles();
    expect(found).toContain('register: table rooms has rows of no ledger of its kind');
    expect(found.length).toBeGreaterThan(3);
    const { tables } = await rebuild(system.databaseUrl, 'all');
    expect(tables).toEqual(projections.map(({ table }) => table));
    expect(await troubles()).toEqual([]);
    expect(await sql('SELECT * FROM rooms ORDER BY ledger')).toEqual(before);
  });

  test('a column that a release adds is filled for every ledger there was, by the version its table then has', async () => {
    await room.append(anna, [draft({ type: 'close', scope: 'room', body: { outcome: 'advice-given' } })]);
    await sql('ALTER TABLE rooms ADD COLUMN closed_at bigint NOT NULL DEFAULT 0');
    const planted = rebuilding(withClosing);
    expect(await planted.outdated()).toEqual(['rooms']);
    expect(await troubles(withClosing)).toEqual(['room: table rooms is not what the entries say']);
    expect(await planted.rebuild(await planted.outdated())).toBe(3);
    expect(await planted.outdated()).toEqual([]);
    expect(await troubles(withClosing)).toEqual([]);
    const closed = await sql<{ closed_at: string }>('SELECT closed_at FROM rooms ORDER BY closed_at');
    expect(closed.map(({ closed_at }) => Number(closed_at) > 0)).toEqual([false, true]);
    await sql('ALTER TABLE rooms DROP COLUMN closed_at');
    // The release before makes it as it does.
    expect(await rebuild(system.databaseUrl, 'outdated')).toMatchObject({ tables: ['rooms'] });
    expect(await troubles()).toEqual([]);
  });

  test('what names a register newer than the one that was replayed is no trouble', async () => {
    // After each case was replayed, and before it is locked, the register grows, and an entry names what is new of it.
    let turn = 0;
    const meanwhile = async (): Promise<void> => {
      turn += 1;
      if (turn === 1) return;
      await clinic.clinician();
      await room2.append(anna, [await room2.message()]);
    };
    const made = new Rebuilding(
      sqlOf(source),
      (work) => meanwhile().then(() => transactionOn(source, work)),
      projections,
    );
    const follows = jest.spyOn(
      Replaying.prototype as unknown as { followRegister: () => Promise<void> },
      'followRegister',
    );
    expect(await made.rebuild(made.tables)).toBeGreaterThan(2);
    expect(follows.mock.calls.length).toBeGreaterThan(0);
    follows.mockRestore();
    expect(await troubles()).toEqual([]);
  });

  test('appends wait for the ledger that is being made anew, and none is lost', async () => {
    const second = await clinic.openRoom(anna);
    // The register moves, too, and what is posted names it.
    const moves = (async () => {
      for (let each = 0; each < 3; each++) await clinic.clinician();
    })();
    const posts = (async () => {
      for (let each = 0; each < 5; each++) await second.append(anna, [await second.message()]);
    })();
    await Promise.all([moves, posts, rebuild(system.databaseUrl, 'all'), rebuild(system.databaseUrl, 'all')]);
    expect(await troubles()).toEqual([]);
  });
});

describe('what an append changes of a table', () => {
  /** A table of things, and how often a row was made. */
  function counted() {
    let made = 0;
    const things = projection({
      table: 'things',
      kind: 'room',
      version: 1,
      columns: { thread: 'text', generation: 'integer' },
      key: ['thread'],
      items: ({ threads }) => threads.values(),
      rowsOf: ({ id: thread, gen: generation }) => {
        made += 1;
        return [{ thread, generation }];
      },
    });
    return { things, made: () => made };
  }
  const replica = (...threads: readonly { id: string; gen: number }[]) =>
    ({ kind: 'room', state: { threads: new Map(threads.map((each) => [each.id, each])) } }) as never;

  test('a hundred threads that stayed as they were cost it nothing', () => {
    const { things, made } = counted();
    const threads = Array.from({ length: 100 }, (_, index) => ({ id: String(index), gen: 1 }));
    expect(things.changed(replica(...threads), replica(...threads))).toEqual([]);
    expect(made()).toBe(0);
    // Said in: another object with the same row.
    const [first = { id: '', gen: 0 }, ...others] = threads;
    expect(things.changed(replica(...threads), replica({ ...first }, ...others))).toEqual([]);
    expect(made()).toBe(2);
    expect(things.changed(replica(...threads), replica({ ...first, gen: 2 }, ...others))).toEqual([
      { thread: '0', generation: 2 },
    ]);
    expect(things.changed(undefined, replica(...threads))).toHaveLength(100);
  });
});
