import { bareTransport, clinic, type Clinic, registered, type Someone } from '@consilium/testkit/people';
import { eventually } from '@consilium/testkit';
import { startSystem, type System } from '@consilium/testkit/system';
import { addsPicture, deviceOf, closeDevices } from '../attacks/devices';
import { asks, caseThread, decides, opensCase } from '../attacks/cases';
import { EvilMember } from '../attacks/evil-member';
import { draft } from '@consilium/ledger';

let system: System;
let people: Clinic;
let cora: Someone;
let room: string;
let advice: string;
let picture: string;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
  const { alice, bela, victor, xenia } = people;
  cora = await people.enrol({ ...registered.cora, role: 'clinician', organisation: people.hospital });
  await victor.door.makeOrganisationKey();
  room = await opensCase(alice, bela);
  picture = await addsPicture(alice.door, room, 'shared');
  advice = await asks(alice, room, [picture], xenia.person);
  await decides(victor, advice);
  await alice.door.admit(advice);
  await xenia.door.acceptInvitation(room);
});
afterEach(closeDevices);

test('while the owner can act nobody takes the case over: not by the door, not by an entry of one’s own', async () => {
  const { bela } = people;
  const { may } = await bela.door.room(room);
  expect(may.takeOver).toMatch(/Only the owner/);
  await expect(bela.door.takeOver(room)).rejects.toMatchObject({ kind: 'not-allowed' });
  const evil = await EvilMember.of(bela);
  const entries = await evil.sign(room, [draft({ type: 'owner', scope: 'room', body: { person: bela.person } })]);
  expect(await evil.send(room, entries)).toMatch(/not-the-owner/);
  evil.desk.close();
});

test('when the owner is struck off, colleagues inside are told, and others may not take the case', async () => {
  const { alice, bela, officer, xenia } = people;
  await officer.door.setStatus(alice.person, 'ended', 'GMC');
  await eventually(async () => {
    expect((await bela.door.room(room)).may.takeOver).toBe(true);
  });
  expect((await xenia.door.room(room)).may.takeOver).not.toBe(true);
  await expect(xenia.door.takeOver(room)).rejects.toMatchObject({ kind: 'not-allowed' });
  await expect(cora.door.takeOver(room)).rejects.toMatchObject({ kind: 'not-found' });
  // Her own device says so when it has heard of it, and the service otherwise.
  await expect(alice.door.takeOver(room)).rejects.toMatchObject({
    kind: expect.stringMatching(/^not-(found|allowed)$/) as string,
  });
});

test('who took it over invites, removes, writes under new keys, and closes', async () => {
  const { alice, bela, xenia } = people;
  await bela.door.takeOver(room);
  const taken = await bela.door.room(room);
  expect(taken).toMatchObject({ as: 'owner', alarm: '' });
  expect(taken.timeline.map(({ text }) => text)).toContain(
    `${bela.name} took the case over: its owner could act no more`,
  );
  await bela.door.invite(room, cora.person);
  const thread = await caseThread(bela.door, room);
  await bela.door.say(room, thread, 'After the hand-over', '');
  const seen = await cora.door.room(room);
  expect(seen.members.filter(({ as }) => as === 'owner').map(({ name }) => name)).toEqual([bela.name]);
  expect(seen.threads.find((each) => each.thread === thread)?.readers.map(({ name }) => name)).not.toContain(
    alice.name,
  );
  await bela.door.remove(room, alice.person);
  await bela.door.remove(room, xenia.person);
  await expect(
    bareTransport(xenia).call('ledgers', 'entries', { ledger: room, after: -1, limit: 1 }),
  ).rejects.toMatchObject({ kind: 'not-found' });
  await bela.door.closeCase(room, 'referred');
  const again = await deviceOf(bela);
  expect(await again.room(room)).toMatchObject({ as: 'owner', alarm: '', closed: { outcome: 'referred' } });
});
