import { cookieJar, httpTransport, openDoor, type Door, type Transport } from '@consilium/client';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import { clinic, type Clinic, type Someone, signsIn } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { FollowedList, type ListPage } from '@consilium/client/testing';
import { caseThread, decidedCase, opensCase } from '../attacks/cases';

type Row = { readonly ledger: string };
type Asked = { readonly since: string; readonly after: string };

let system: System;
let people: Clinic;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
}, 60_000);

describe('lists of an outside share, by what changed since', () => {
  const transportOf = ({ cookies }: Pick<Someone, 'cookies'>) => httpTransport({ origin: system.origin, cookies });

  const mine =
    (who: Someone) =>
    async (asked: Asked): Promise<ListPage<Row>> => {
      const { ledgers, ended, unjudged: _, ...page } = await transportOf(who).call('ledgers', 'mine', asked);
      return { ...page, rows: ledgers, gone: ended.map(({ ledger }) => ledger) };
    };
  const ownRequests =
    (who: Someone) =>
    async (asked: Asked): Promise<ListPage<Row>> => {
      const { requests, ...page } = await transportOf(who).call('advice', 'mine', asked);
      return { ...page, rows: requests, gone: [] };
    };
  const queue =
    (who: Someone) =>
    async (asked: Asked): Promise<ListPage<Row>> => {
      const { requests, ...page } = await transportOf(who).call('advice', 'queue', asked);
      return { ...page, rows: requests, gone: [] };
    };

  /** By what changed since, beside the whole of it, once nothing is written between the two. */
  async function both(followed: FollowedList<Row>, ask: (asked: Asked) => Promise<ListPage<Row>>) {
    const sorted = (rows: readonly Row[]): string => JSON.stringify(rows.map((row) => JSON.stringify(row)).toSorted());
    for (;;) {
      const [before, after] = [new FollowedList(ask), new FollowedList(ask)];
      await before.follow();
      await followed.follow();
      await after.follow();
      if (sorted(before.rows) === sorted(after.rows)) return [sorted(followed.rows), sorted(after.rows)];
    }
  }

  test('are the same as the whole lists at every step, and an end is told once', async () => {
    const { alice, victor, xenia } = people;
    const gone: string[] = [];
    const asks = [
      ...[alice, victor, xenia].map(mine),
      async (asked: Asked) => {
        const page = await mine(xenia)(asked);
        gone.push(...page.gone);
        return page;
      },
      ownRequests(alice),
      queue(victor),
    ];
    const followed = asks.map((ask) => new FollowedList<Row>(ask));
    const compare = async (step: string): Promise<void> => {
      for (const [index, list] of followed.entries()) {
        const ask = [...[alice, victor, xenia, xenia].map(mine), ownRequests(alice), queue(victor)][index];
        const [changed, all] = await both(list, ask ?? mine(alice));
        expect([step, index, changed]).toEqual([step, index, all]);
      }
    };
    const isListed = (room: string): boolean => followed[2]?.rows.some(({ ledger }) => ledger === room) === true;
    await compare('before');
    const { room, advice } = await decidedCase({ owner: alice, adviser: victor, recipient: xenia });
    await compare('decided');
    await alice.door.admit(advice);
    await compare('admitted');
    expect(isListed(room)).toBe(true);
    await xenia.door.acceptInvitation(room);
    await compare('accepted');
    await victor.door.setClearance(advice, 'suspended');
    await compare('suspended');
    expect([isListed(room), gone]).toEqual([false, [room]]);
    await alice.door.say(room, await caseThread(alice.door, room), 'not for her ears', '');
    await compare('said since');
    expect(gone).toEqual([room]);
    await victor.door.setClearance(advice, 'reinstated');
    await compare('reinstated');
    expect(isListed(room)).toBe(true);
    await victor.door.revoke(advice);
    await compare('revoked');
    expect([isListed(room), gone]).toEqual([false, [room, room]]);
  }, 90_000);
});

describe('a new device', () => {
  /** How many entries of each ledger came, and how often a list was asked for as a whole. */
  function counting(transport: Transport) {
    const entries = new Map<string, number>();
    const lists: string[] = [];
    const call: Transport['call'] = async (noun, act, input) => {
      if (act === 'mine' && noun === 'ledgers') lists.push((input as Asked).since === '' ? 'whole' : 'changes');
      const output = await transport.call(noun, act, input);
      if (act === 'entries') {
        const { ledger } = input as { ledger: string };
        entries.set(ledger, (entries.get(ledger) ?? 0) + (output as { entries: unknown[] }).entries.length);
      }
      return output;
    };
    return { transport: { ...transport, call }, entries, lists };
  }

  test('reads each of its cases once, whoever asks for it at the same time, and the list once as a whole', async () => {
    const { bela } = people;
    const rooms = [await opensCase(bela), await opensCase(bela), await opensCase(bela)];
    const [first = ''] = rooms;
    const thread = await caseThread(bela.door, first);
    for (let count = 0; count < 20; count += 1) await bela.door.say(first, thread, `line ${String(count)}`, '');
    const cookies = cookieJar();
    const { transport, entries, lists } = counting(httpTransport({ origin: system.origin, cookies }));
    const door: Door = openDoor({ origin: system.origin, cookies, transport });
    closesAtTheEnd(() => door.lock());
    const connected = new Promise<void>((resolve) => {
      door.onChange((change) => {
        if (change.about === 'connection' && change.live) resolve();
      });
    });
    await signsIn({ door, passkeys: bela.passkeys }, 'Train');
    await Promise.all([
      door.cases(),
      ...rooms.map((room) => door.room(room)),
      door.enter(first),
      door.cases(),
      connected,
    ]);
    await eventually(async () => {
      expect(await door.cases()).toHaveLength(3);
    });
    const heads = await Promise.all(rooms.map(async (room) => (await door.room(room)).head + 1));
    expect(heads[0]).toBeGreaterThan(20);
    expect(rooms.map((room) => entries.get(room))).toEqual(heads);
    expect(lists.filter((each) => each === 'whole')).toHaveLength(1);
    expect(lists.length).toBeGreaterThan(1);
  }, 60_000);
});
