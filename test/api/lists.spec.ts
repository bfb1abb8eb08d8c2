import { endpoints, type OutputOf } from '@consilium/contracts';
import { draft } from '@consilium/ledger';
import { startSystem, type System } from '@consilium/testkit/system';
import { Client } from 'pg';
import { mostListed } from '../../apps/api/src/ledgers/marks';
import { Replicas } from '../../apps/api/src/ledgers/replicas';
import { now } from './plain-person';
import { eventually, PlainClinic, type Member, type PlainRoom } from './plain-clinic';

type Page = OutputOf<typeof endpoints.ledgers.mine>;

/** A list as a client keeps it: by page, by what changed. */
class Kept {
  readonly rows = new Map<string, string>();
  mark = '';
  /** Of every answer: whether it was whole, and what it told. */
  readonly answers: { whole: boolean; told: readonly string[]; ended: readonly string[] }[] = [];

  constructor(readonly member: Member) {}

  async ask(since = this.mark): Promise<this> {
    const pages: Page[] = [];
    let after = '';
    do {
      const page = await this.member.browser.ask(endpoints.ledgers.mine, { since, after });
      pages.push(page);
      after = page.next;
    } while (after !== '');
    const whole = pages[0]?.whole === true;
    expect(new Set(pages.map((page) => page.whole)).size).toBe(1);
    const ledgers = pages.flatMap((page) => page.ledgers);
    const ended = pages.flatMap((page) => page.ended.map(({ ledger }) => ledger));
    if (whole) this.rows.clear();
    for (const ledger of ended) this.rows.delete(ledger);
    for (const { ledger, as, head } of ledgers) this.rows.set(ledger, `${as} ${String(head.seq)} ${head.hash}`);
    this.answers.push({ whole, told: ledgers.map(({ ledger }) => ledger), ended });
    this.mark = pages[0]?.mark ?? '';
    return this;
  }

  get list(): readonly (readonly [string, string])[] {
    return [...this.rows].toSorted(([one], [other]) => (one < other ? -1 : 1));
  }

  get last() {
    return this.answers.at(-1);
  }
}

const whole = async (member: Member) => (await new Kept(member).ask()).list;

describe('a list by page and by what changed since', () => {
  let system: System;
  let clinic: PlainClinic;
  let anna: Member;
  let ben: Member;

  beforeAll(async () => {
    system = await startSystem();
    clinic = await PlainClinic.open(system);
    anna = await clinic.clinician();
    ben = await clinic.clinician();
  });

  const connected = async <T>(act: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ connectionString: system.databaseUrl });
    await client.connect();
    try {
      return await act(client);
    } finally {
      await client.end();
    }
  };

  /** Waits until nothing is under way in the server that began before this: until then a mark lies before it, and what came since is told again. */
  const nothingOlderIsUnderWay = async (): Promise<void> => {
    await connected(async (client) => {
      const numberOf = async (which: 'xmin' | 'xmax'): Promise<bigint> => {
        const { rows } = await client.query<{ number: string }>(
          `SELECT pg_snapshot_${which}(pg_current_snapshot())::text AS number`,
        );
        return BigInt(rows[0]?.number ?? 0);
      };
      const next = await numberOf('xmax');
      expect(await eventually(async () => (await numberOf('xmin')) >= next)).toBe(true);
    });
  };

  /** Everything, after this one asked for what changed; once more where something was written in between. */
  async function comparedWith(kept: Kept | undefined): Promise<Kept['list']> {
    if (kept === undefined) throw new Error('nobody asks');
    for (;;) {
      const before = await whole(kept.member);
      await kept.ask();
      const after = await whole(kept.member);
      if (JSON.stringify(before) === JSON.stringify(after)) return after;
    }
  }

  const removed = (member: Member) => draft({ type: 'remove', scope: 'room', body: { person: member.person.id } });

  const status = (member: Member, to: 'good' | 'suspended') =>
    clinic.register('status', { person: member.person.id, status: to, source: 'GMC', checkedAt: now() });

  test('what was written by a transaction that ended after a later one is told all the same', async () => {
    const [slow, quick] = [await clinic.openRoom(anna), await clinic.openRoom(anna)];
    const kept = await new Kept(ben).ask();
    await connected(async (client) => {
      // An invitation writes its room first, and then waits here for its row in the list of members.
      await client.query('BEGIN; LOCK TABLE room_members IN SHARE MODE');
      const invited = slow.invite(ben);
      const waits = async (): Promise<boolean> => {
        const { rows } = await client.query(
          `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'room_members'::regclass`,
        );
        return rows.length > 0;
      };
      expect(await eventually(waits)).toBe(true);
      // Meanwhile somebody writes with a higher number, and is done before.
      await quick.append(anna, [await quick.message()]);
      await kept.ask();
      expect(kept.rows.has(slow.id)).toBe(false);
      await client.query('COMMIT');
      await invited;
    });
    await kept.ask();
    expect([kept.last?.whole, kept.rows.has(slow.id)]).toEqual([false, true]);
    expect(kept.list).toEqual(await whole(ben));
  });

  test('whoever asks for changes alone comes to the same list as whoever asks for everything, after many acts', async () => {
    const people = [anna, ben, await clinic.clinician()];
    const kept = people.map((member) => new Kept(member));
    const rooms: { room: PlainRoom; owner: Member; inside: Set<Member>; gen: number }[] = [];
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const acts: Record<string, () => Promise<void>> = {
      open: async () => {
        const owner = people[random(3)] ?? anna;
        rooms.push({ room: await clinic.openRoom(owner), owner, inside: new Set([owner]), gen: 1 });
      },
      invite: async () => {
        const each = rooms[random(rooms.length)];
        const member = people[random(3)] ?? ben;
        if (each === undefined || each.inside.has(member)) return;
        await each.room.catchUp();
        await each.room.append(each.owner, [
          draft({ type: 'invite', scope: 'room', body: { person: member.person.id } }),
        ]);
        each.inside.add(member);
      },
      remove: async () => {
        const each = rooms[random(rooms.length)];
        const member = [...(each?.inside ?? [])].find((inside) => inside !== each?.owner);
        if (each === undefined || member === undefined) return;
        await each.room.catchUp();
        each.gen += 1;
        const stay = [...each.inside].filter((inside) => inside !== member);
        const { room } = each;
        await room.append(each.owner, [removed(member), await room.rotation(room.thread, 'case', each.gen, stay)]);
        each.inside.delete(member);
      },
      close: async () => {
        const each = rooms[random(rooms.length)];
        if (each === undefined || rooms.length < 3) return;
        await each.room.catchUp();
        await each.room.append(each.owner, [
          draft({ type: 'close', scope: 'room', body: { outcome: 'advice-given' } }),
        ]);
        rooms.splice(rooms.indexOf(each), 1);
      },
      suspend: async () => {
        await status(ben, 'suspended');
        await status(ben, 'good');
        // The service's own entries in his cases come a little later.
        expect(
          await eventually(
            async () =>
              (await connected((client) => client.query('SELECT 1 FROM outbox WHERE every IS NULL'))).rowCount === 0,
          ),
        ).toBe(true);
      },
    };
    const names = ['open', 'open', 'invite', 'invite', 'invite', 'remove', 'close', 'suspend'];
    const seen = new Set<string>();
    for (let turn = 0; turn < 40; turn += 1) {
      const name = turn < 3 ? 'open' : (names[random(names.length)] ?? 'open');
      seen.add(name);
      await acts[name]?.();
      const who = kept[random(3)];
      expect([turn, name, await comparedWith(who)]).toEqual([turn, name, who?.list]);
    }
    for (const each of kept) expect(await comparedWith(each)).toEqual(each.list);
    expect(seen).toEqual(new Set(names));
    expect(kept.flatMap(({ answers }) => answers.flatMap(({ ended }) => ended)).length).toBeGreaterThan(1);
    expect(kept.flatMap(({ answers }) => answers.filter((answer) => !answer.whole)).length).toBeGreaterThan(20);
  }, 120_000);

  test('what ended is told once; what the case does afterwards is not', async () => {
    const room = await clinic.openRoom(anna);
    await room.invite(ben);
    await nothingOlderIsUnderWay();
    const kept = await new Kept(ben).ask();
    await room.append(anna, [removed(ben), await room.rotation(room.thread, 'case', 2, [anna])]);
    await nothingOlderIsUnderWay();
    await kept.ask();
    expect(kept.last).toEqual({ whole: false, told: [], ended: [room.id] });
    await room.append(anna, [await room.message({ gen: 2 })]);
    const { next } = await ben.browser.ask(endpoints.ledgers.mine, { since: kept.mark, after: '' });
    await kept.ask();
    expect([kept.last, next]).toEqual([{ whole: false, told: [], ended: [] }, '']);
    expect(kept.list).toEqual(await whole(ben));
  });

  test('a mark of another life of the database, or none, is answered with everything', async () => {
    const kept = await new Kept(ben).ask();
    const [life = '', ...rest] = kept.mark.split('.');
    await kept.ask();
    expect(kept.last?.whole).toBe(false);
    for (const mark of [[`${life}1`, ...rest].join('.'), [life, '999999999999', ...rest.slice(1)].join('.'), '7', '']) {
      await kept.ask(mark);
      expect([mark, kept.last?.whole]).toEqual([mark, true]);
    }
    // The table was put back from a backup: what its numbers meant is over.
    const { mark } = kept;
    await connected((client) => client.query('VACUUM FULL ledgers'));
    await kept.ask(mark);
    expect([kept.last?.whole, kept.list]).toEqual([true, await whole(ben)]);
  });

  test('what the register says of the one who asks is answered with everything', async () => {
    const kept = await new Kept(ben).ask();
    await status(ben, 'good');
    await kept.ask();
    expect(kept.last?.whole).toBe(true);
  });

  test('no ledger is replayed for it, in a process that holds none', async () => {
    const other = await system.replica();
    const here = `http://127.0.0.1:${new URL(other.address).port}/api/ledgers`;
    const replaying = jest.spyOn(Replicas.prototype as unknown as { catchUp: () => unknown }, 'catchUp');
    const cookie = [...anna.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { origin: system.origin, cookie, 'content-type': 'application/json' };
    const ask = (path: string, input: object) =>
      fetch(`${here}/${path}`, { method: 'POST', headers, body: JSON.stringify(input) });
    const replayed = () =>
      replaying.mock.calls
        .map((call) => (call as unknown as [unknown, { kind: string }])[1].kind)
        .filter((kind) => kind !== 'register');
    const { ledgers } = (await (await ask('mine', { since: '', after: '' })).json()) as Page;
    expect(ledgers.length).toBeGreaterThan(3);
    expect(replayed()).toEqual([]);
    // What a case's own door does is seen.
    const ledger = ledgers.find(({ kind }) => kind === 'room')?.ledger ?? '';
    expect((await ask('entries', { ledger, after: -1, limit: 1 })).status).toBe(200);
    expect(replayed()).toEqual(['room']);
    replaying.mockRestore();
  });

  test('a case of which a table says less than it has to is named as not judged, and not left out', async () => {
    const room = await clinic.openRoom(anna);
    const unjudged = async () => (await ben.browser.ask(endpoints.ledgers.mine, { since: '', after: '' })).unjudged;
    for (const recipient of ['{', '7', '']) {
      const row = `INSERT INTO room_members (room, person, clearance, stage, join_by, member_until, recipient)
        VALUES ($1, $2, 'c', 'accepted', 0, 9999999999, $3)`;
      await connected((client) => client.query(row, [room.id, ben.person.id, recipient]));
      expect([recipient, await unjudged()]).toEqual([recipient, [{ kind: 'room', ledger: room.id }]]);
      await connected((client) => client.query('DELETE FROM room_members WHERE clearance = $1', ['c']));
    }
    expect(await unjudged()).toEqual([]);
  });

  test('a list longer than a page comes in pages, whole and in order, whatever comes in between', async () => {
    const dora = await clinic.clinician();
    const rooms: string[] = [];
    while (rooms.length < mostListed + 5) {
      const made = await Promise.all(Array.from({ length: 10 }, () => clinic.openRoom(dora)));
      rooms.push(...made.map(({ id }) => id));
    }
    const first = await dora.browser.ask(endpoints.ledgers.mine, { since: '', after: '' });
    expect([first.ledgers.length, first.whole]).toEqual([mostListed, true]);
    const late = await clinic.openRoom(dora);
    const second = await dora.browser.ask(endpoints.ledgers.mine, { since: '', after: first.next });
    expect(second.next).toBe('');
    const listed = [...first.ledgers, ...second.ledgers].filter(({ kind }) => kind === 'room');
    expect(new Set([...listed.map(({ ledger }) => ledger), late.id])).toEqual(new Set([...rooms, late.id]));
    expect(new Set(listed.map(({ ledger }) => ledger)).size).toBe(listed.length);
    const since = await dora.browser.ask(endpoints.ledgers.mine, { since: first.mark, after: '' });
    expect(since.ledgers.map(({ ledger }) => ledger)).toContain(late.id);
  }, 60_000);
});
