import type { SealedEntry } from '@consilium/contracts';
import { socketLive } from '@consilium/client';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import { bareTransport, clinic, type Clinic } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { asks, opensCase } from './cases';
import { addsPicture, closeDevices, deviceOf } from './devices';
import { EvilServer } from './evil-server';

describe('a request that was not sent yet is nobody’s but its requester’s', () => {
  let system: System;
  let people: Clinic;
  /** Ledgers the adviser's live connection was told of. */
  const heard: string[] = [];

  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
    const { victor } = people;
    await victor.door.makeOrganisationKey();
    const live = socketLive({ origin: victor.origin, cookies: victor.cookies });
    closesAtTheEnd(() => {
      live.close();
    });
    const nothing = (): void => undefined;
    const connected = new Promise<void>((resolve) => {
      live.open({
        connected: resolve,
        disconnected: nothing,
        refused: nothing,
        presence: nothing,
        typing: nothing,
        ended: nothing,
        waiting: nothing,
        release: nothing,
        remembered: nothing,
        seen: nothing,
        told: nothing,
        grew: ({ ledger }) => void heard.push(ledger),
      });
    });
    await connected;
  });
  afterEach(closeDevices);

  /** Everything of a request up to its submission, which is kept back. */
  async function draftsOnly(): Promise<{ advice: string; submission: SealedEntry[] }> {
    const { alice, xenia } = people;
    const room = await opensCase(alice);
    const thread = await addsPicture(alice.door, room, 'drafted');
    const kept = { advice: '', submission: [] as SealedEntry[] };
    const evil = new EvilServer();
    evil.instead('ledgers', 'append', async (input) => {
      if (input.kind !== 'advice') return evil.truth('ledgers', 'append', input);
      kept.submission = input.entries.slice(-1);
      const answer = await evil.truth('ledgers', 'append', { ...input, entries: input.entries.slice(0, -1) });
      kept.advice = answer.ledger;
      return answer;
    });
    const door = await deviceOf(alice, { evil });
    await asks({ ...alice, door }, room, [thread], xenia.person).catch(() => undefined);
    return kept;
  }

  const readBy = (who: Clinic['victor'], ledger: string) =>
    bareTransport(who).call('ledgers', 'entries', { ledger, after: -1, limit: 100 });

  async function isHidden(advice: string): Promise<void> {
    const { victor } = people;
    const bare = bareTransport(victor);
    await expect(readBy(victor, advice)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(bare.call('ledgers', 'heads', { ledger: advice })).rejects.toMatchObject({ kind: 'not-found' });
    const { ledgers } = await bare.call('ledgers', 'mine', { since: '', after: '' });
    expect(ledgers.map(({ ledger }) => ledger)).not.toContain(advice);
    const { requests } = await bare.call('advice', 'queue', { since: '', after: '' });
    expect(requests.map(({ ledger }) => ledger)).not.toContain(advice);
    await expect(victor.door.request(advice)).rejects.toMatchObject({ kind: 'not-found' });
  }

  test('an adviser finds no draft, by address, in a list or live, and reads all of it from the moment it is sent', async () => {
    const { alice, victor } = people;
    const { advice, submission } = await draftsOnly();
    expect((await readBy(alice, advice)).entries.map(({ body }) => body === undefined)).toEqual([false, false, false]);
    await isHidden(advice);
    expect(heard).not.toContain(advice);

    await bareTransport(alice).call('ledgers', 'append', { kind: 'advice', ledger: advice, entries: submission });
    await eventually(() => {
      expect(heard).toContain(advice);
      return Promise.resolve();
    });
    const { entries } = await readBy(victor, advice);
    expect(entries.map(({ body }) => body === undefined)).toEqual([false, false, false, false]);
    expect(await victor.door.queue()).toMatchObject([{ advice, stage: 'submitted', pictures: 1 }]);
    expect(await victor.door.request(advice)).toMatchObject({ reasons: 'No dermatologist here.' });
  });

  test('a draft that is withdrawn without having been sent stays hidden', async () => {
    const { advice } = await draftsOnly();
    await people.alice.door.withdrawShare(advice);
    await isHidden(advice);
    expect(heard).not.toContain(advice);
  });

  test('an adviser who knows its address writes nothing into it', async () => {
    const { advice } = await draftsOnly();
    const { victor } = people;
    await expect(victor.door.assignToMe(advice)).rejects.toMatchObject({ kind: 'not-found' });
  });
});
