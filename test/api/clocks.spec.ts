import { clinic, type Clinic } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import request from 'supertest';
import { caseThread, opensCase } from '../attacks/cases';
import { EvilMember } from '../attacks/evil-member';
import { refusal } from '../attacks/devices';

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
