import { clinic, type Clinic } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { decidedCase, type SharedCase } from './cases';
import { closeDevices, waitFor } from './devices';
import { EvilMember } from './evil-member';

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
});
