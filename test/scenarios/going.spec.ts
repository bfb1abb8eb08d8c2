import { draft } from '@consilium/ledger';
import { eventually } from '@consilium/testkit';
import { bareTransport, clinic, type Clinic, registered, type Someone } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { caseThread, opensCase } from '../attacks/cases';
import { addsPicture, closeDevices, deviceOf, pixels, said } from '../attacks/devices';
import { EvilMember, holdersOf } from '../attacks/evil-member';

let system: System;
let people: Clinic;
let cora: Someone;
let room: string;
let thread: string;
let picture: string;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
  cora = await people.enrol({ ...registered.cora, role: 'clinician', organisation: people.hospital });
  room = await opensCase(people.alice, people.bela, cora);
  thread = await caseThread(people.alice.door, room);
  picture = await addsPicture(people.alice.door, room, 'before');
});
afterEach(closeDevices);

test('the owner cannot leave before the case is handed over, and nobody else hands it to anybody', async () => {
  const { alice, bela } = people;
  const own = (await alice.door.room(room)).may;
  expect(own.handOver).toBe(true);
  expect(own.leave).toMatch(/Hand the case over/);
  await expect(alice.door.leaveCase(room)).rejects.toMatchObject({ kind: 'not-allowed' });
  const { may } = await bela.door.room(room);
  expect(may.handOver).toMatch(/Only the owner/);
  expect(may.leave).toBe(true);
  await expect(bela.door.handOver(room, cora.person)).rejects.toMatchObject({ kind: 'not-allowed' });
  const evil = await EvilMember.of(bela);
  for (const person of [bela.person, cora.person]) {
    const entries = await evil.sign(room, [draft({ type: 'owner', scope: 'room', body: { person } })]);
    expect(await evil.send(room, entries)).toMatch(/not-the-owner/);
  }
  evil.desk.close();
});

test('handed over to nobody outside the case, nor to oneself', async () => {
  const { alice, xenia } = people;
  for (const person of [xenia.person, alice.person]) {
    await expect(alice.door.handOver(room, person)).rejects.toMatchObject({ kind: 'not-allowed' });
  }
});

test('who was handed the case owns it; who handed it over stays, leaves, and reads nothing that comes after', async () => {
  const { alice, bela } = people;
  await alice.door.handOver(room, bela.person);
  await eventually(async () => {
    const view = await bela.door.room(room);
    expect(view.members.find(({ as }) => as === 'owner')?.person).toBe(bela.person);
    expect(view.may).toMatchObject({ invite: true, remove: true, close: true });
  });
  const before = await alice.door.room(room);
  expect([before.as, before.may.leave]).toEqual(['internal', true]);
  await alice.door.leaveCase(room);
  await expect(alice.door.room(room)).rejects.toMatchObject({ kind: 'not-found' });
  expect((await alice.door.cases()).map((each) => each.room)).not.toContain(room);
  const asked = bareTransport(alice).call('ledgers', 'entries', { ledger: room, after: -1, limit: 10 });
  await expect(asked).rejects.toMatchObject({ kind: 'not-found' });
  // The owner's own device renews what she held before anything else is said.
  await bela.door.say(room, thread, 'after she left', '');
  await bela.door.say(room, picture, 'under the picture', '');
  const owner = await EvilMember.of(bela);
  const state = await owner.state(room);
  for (const each of state.threads.keys()) {
    expect(holdersOf(state, each)).toContain(bela.person);
    expect(holdersOf(state, each)).not.toContain(alice.person);
  }
  owner.desk.close();
  const other = await deviceOf(cora);
  expect(await said(other, room, thread)).toEqual(['after she left']);
  expect(await said(other, room, picture)).toEqual(['under the picture']);
  expect(await pixels(other, room, picture)).toContain('before');
});
