import { clinic, type Clinic } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import request from 'supertest';
import { eventually } from '@consilium/testkit';
import { Outbox } from '../../apps/api/src/ledgers/outbox/outbox';
import { caseThread, opensCase } from '../attacks/cases';
import { EvilMember } from '../attacks/evil-member';
import { refusal } from '../attacks/devices';
import { ownerSql } from '../owner-sql';

describe('a service whose clock jumps while it runs', () => {
  let system: System;
  let people: Clinic;

  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
  });

  const isReady = async (): Promise<unknown> => {
    const answer = await request(system.address).get('/api/health/ready');
    return [answer.status, (answer.body as { details?: unknown }).details];
  };
  const apart = async (): Promise<string | undefined> => {
    const { text } = await request(system.address).get('/api/metrics');
    return /^consilium_clock_apart_seconds (\d+)$/m.exec(text)?.[1];
  };

  test.each([31, -31, 600])(
    'by %d seconds takes nothing and signs nothing, says why, and goes on when it is right',
    async (by) => {
      const { alice } = people;
      const room = await opensCase(alice);
      const talk = await caseThread(alice.door, room);
      const { transport, vault } = await EvilMember.of(alice);
      const signed = async (): Promise<string> =>
        (await transport.call('ledgers', 'heads', { ledger: vault.root })).service;
      const before = await signed();
      system.clock.jump(by);
      expect(await refusal(alice.door.say(room, talk, 'while it is wrong', ''))).toMatch(
        /The clock of the service is wrong just now/,
      );
      expect(await isReady()).toEqual([503, { database: true, writing: true, store: true, clocks: false }]);
      expect(Number(await apart())).toBeGreaterThan(30);
      expect(await signed()).toBe(before);
      system.clock.jump(-by);
      await alice.door.say(room, talk, 'right again', '');
      expect([await isReady(), await apart()]).toEqual([[200, undefined], '0']);
    },
  );

  test('by less, or while a ledger lies ahead of it, goes on', async () => {
    const { alice } = people;
    const room = await opensCase(alice);
    const talk = await caseThread(alice.door, room);
    system.clock.jump(25);
    await alice.door.say(room, talk, 'a little ahead', '');
    system.clock.jump(-25);
    await alice.door.say(room, talk, 'and back', '');
    expect((await alice.door.room(room)).timeline.slice(-2).map(({ at }) => at)).toHaveLength(2);
  });
});

describe('what is over by the time, while the clock of the service is an hour ahead', () => {
  let system: System;
  let people: Clinic;
  const hour = 3600;

  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
  });

  const sql = <Row>(text: string, parameters: unknown[] = []): Promise<Row[]> =>
    ownerSql<Row>(system.databaseUrl, text, parameters);

  async function whileAhead<T>(act: () => Promise<T>): Promise<T> {
    system.clock.jump(hour);
    try {
      return await act();
    } finally {
      system.clock.jump(-hour);
    }
  }

  /** Everything that is done by the clock is due now, and is waited for. */
  async function doesChores(): Promise<void> {
    await sql('UPDATE outbox SET due = 0, since = 1 WHERE every IS NOT NULL');
    system.application.nest.get(Outbox, { strict: false }).hint();
    await eventually(async () => {
      expect(await sql('SELECT topic FROM outbox WHERE every IS NOT NULL AND since = 1')).toEqual([]);
    }, 20);
  }

  test('a session on a shared computer stays, and lives no longer for it', async () => {
    const { transport, vault } = await EvilMember.of(people.alice);
    const asks = () => transport.call('ledgers', 'heads', { ledger: vault.root });
    const seen = () =>
      sql<{ at: string; idle: number }>(
        'SELECT max(last_seen_at) AS at, min(idle_seconds) AS idle FROM sessions WHERE person = $1',
        [people.alice.person],
      );
    await asks();
    expect(await seen()).toMatchObject([{ idle: 900 }]);
    const open = async () => (await transport.call('signIn', 'devices', {})).devices.length;
    const before = await open();
    await whileAhead(async () => {
      await asks();
      await doesChores();
      await asks();
      expect(await open()).toBe(before);
    });
    expect(Number((await seen())[0]?.at)).toBeLessThanOrEqual(Math.floor(Date.now() / 1000));
    await asks();
    system.clock.forward(901);
    expect(await refusal(asks())).toMatch(/sign in/i);
    system.clock.forward(-901);
  });

  test('one that is opened meanwhile is as old as it is', async () => {
    const { vault } = await whileAhead(() => EvilMember.of(people.bela));
    expect(vault.me).toBe(people.bela.person);
    const found = await sql<{ opened: string; until: string }>(
      'SELECT max(created_at) AS opened, max(absolute_until) AS until FROM sessions WHERE person = $1',
      [people.bela.person],
    );
    const now = Math.floor(Date.now() / 1000);
    expect(Number(found[0]?.opened)).toBeLessThanOrEqual(now);
    expect(Number(found[0]?.until)).toBeLessThanOrEqual(now + 12 * hour);
  });

  test('nothing is forgotten, and all that is over is once the clock is right', async () => {
    const now = Math.floor(Date.now() / 1000);
    await sql(`INSERT INTO challenges (nonce_hash, label, subject, act, expires) VALUES ('kept', 'a', 'b', 'c', $1)`, [
      now + 300,
    ]);
    const kept = () => sql(`SELECT 1 FROM challenges WHERE nonce_hash = 'kept'`);
    await whileAhead(doesChores);
    expect(await kept()).toHaveLength(1);
    system.clock.forward(hour);
    await doesChores();
    expect(await kept()).toHaveLength(0);
  });
});
