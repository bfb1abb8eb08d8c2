import type { Door } from '@consilium/client';
import { clinic, type Clinic } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { decidedCase, opensCase, type SharedCase } from './cases';
import { closeDevices, deviceOf, waitFor } from './devices';
import { EvilMember } from './evil-member';
import { EvilServer } from './evil-server';

/** Asks for the list of cases, whose answer is kept back until it is let go. */
async function askedLate(evil: EvilServer, door: Door): Promise<{ asked: Promise<unknown>; letGo: () => void }> {
  let letGo: () => void = () => undefined;
  const late = new Promise<void>((resolve) => (letGo = resolve));
  let isFirst = true;
  evil.on('ledgers', 'mine', async (truth) => {
    if (!isFirst) return truth;
    isFirst = false;
    await late;
    return truth;
  });
  const asked = door.cases();
  await waitFor(
    () => Promise.resolve(isFirst),
    (first) => !first,
  );
  return { asked, letGo };
}

describe('an outside colleague who was admitted and has not accepted', () => {
  let system: System;
  let people: Clinic;
  let share: SharedCase;

  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
    const { alice, bela, victor, xenia } = people;
    share = await decidedCase({ owner: alice, adviser: victor, recipient: xenia, colleagues: [bela] });
    await alice.door.admit(share.advice);
  });
  afterEach(closeDevices);

  test('30: cannot watch the room, and so sees neither who is there nor who types; after accepting they can', async () => {
    const { xenia } = people;
    const outsider = await EvilMember.of(xenia);
    await waitFor(() => Promise.resolve(outsider.vault.isLive), Boolean);
    expect(await outsider.vault.live.watch(share.room)).toBe(false);
    await xenia.door.cases();
    await xenia.door.acceptInvitation(share.room);
    expect(await outsider.vault.live.watch(share.room)).toBe(true);
  });

  test('a list of cases asked for before they accepted, and answered afterwards, does not turn the case back into an invitation', async () => {
    const { alice, bela, victor, xenia } = people;
    const { room, advice } = await decidedCase({ owner: alice, adviser: victor, recipient: xenia, colleagues: [bela] });
    await alice.door.admit(advice);
    const evil = new EvilServer();
    const door = await deviceOf(xenia, { evil });
    await waitFor(
      () => door.cases(),
      (cases) => cases.some((each) => each.room === room),
    );
    const { asked, letGo } = await askedLate(evil, door);
    const accepting = door.acceptInvitation(room);
    await waitFor(
      async () => (await alice.door.room(room)).members.map(({ as }) => as),
      (as) => as.includes('outside'),
    );
    letGo();
    await Promise.all([asked, accepting]);
    expect((await door.room(room)).as).toBe('outside');
    expect((await door.cases()).find((each) => each.room === room)?.as).toBe('outside');
  });

  test('a list of cases asked for before a case was opened, and answered afterwards, does not take it from the screen', async () => {
    const { alice } = people;
    const evil = new EvilServer();
    const door = await deviceOf(alice, { evil });
    const { asked, letGo } = await askedLate(evil, door);
    const room = await opensCase({ ...alice, door });
    await door.enter(room);
    const isHere = async (): Promise<boolean> => (await door.room(room)).members.some(({ here }) => here);
    expect(await waitFor(isHere, Boolean)).toBe(true);
    letGo();
    await asked;
    expect(await isHere()).toBe(true);
  });
});
