import { randomising } from '@consilium/testkit/ledger';
import { clinic, type Clinic } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { caseThread, opensCase } from './cases';
import { closeDevices, deviceOf, said } from './devices';
import { EvilMember } from './evil-member';
import { EvilServer } from './evil-server';

describe('what is sent again after its answer was lost', () => {
  let system: System;
  let people: Clinic;

  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
  });
  afterEach(closeDevices);

  test('signed otherwise under the same id, the answer names what was stored the first time; content decides, not the hash', async () => {
    const { alice } = people;
    const room = await opensCase(alice);
    const talk = await caseThread(alice.door, room);
    const evil = await EvilMember.of(alice);
    const signer = await randomising(evil.vault.session.opened.keyring.signingSeed);
    const message = await evil.message(room, talk, 'sent twice');
    const [first, second] = [
      await evil.sign(room, [message], { signer }),
      await evil.sign(room, [message], { signer }),
    ];
    expect(first[0]?.jws).not.toBe(second[0]?.jws);
    const send = (entries: typeof first) =>
      evil.transport.call('ledgers', 'append', { kind: 'room', ledger: room, entries });
    const [taken, again] = [await send(first), await send(second)];
    expect(again.stored).toEqual(taken.stored);
    expect(again.stored).toEqual([{ id: message.id, hash: again.head.hash }]);
    const door = await deviceOf(alice);
    expect(await said(door, room, talk)).toEqual(['sent twice']);
    evil.desk.close();
  });

  test('a service that names another stored hash for it than the one it shows is found out where the entry is fetched', async () => {
    const { bela } = people;
    const room = await opensCase(bela);
    const talk = await caseThread(bela.door, room);
    const evil = new EvilServer();
    const door = await deviceOf(bela, { evil });
    await door.room(room);
    evil.on('ledgers', 'append', (truth) => ({
      ...truth,
      stored: truth.stored.map((each) => ({ ...each, hash: truth.ledger })),
    }));
    const { asked } = evil;
    const before = asked.length;
    await door.say(room, talk, 'named wrongly', '');
    expect(asked.slice(before)).toContain('ledgers/entries');
    expect((await door.room(room)).alarm).toBe('');
    expect(await said(door, room, talk)).toEqual(['named wrongly']);
  });
});
