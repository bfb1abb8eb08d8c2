import {
  authenticator,
  type Authenticator,
  clinic,
  type Clinic,
  type Device,
  freshDevice,
  onAnotherDevice,
  passphrase,
  type PrfSupport,
  type Someone,
  touches,
  holds,
  passkeysOf,
  renewsKeys,
  withWords,
  signsIn,
} from '@consilium/testkit/people';
import { eventually } from '@consilium/testkit';
import { startSystem, type System } from '@consilium/testkit/system';

const coraWords = { name: 'Cora Cloudesley', number: '9990003', specialty: 'Dermatology' } as const;

let system: System;
let people: Clinic;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
});

const openCase = ({ door }: Pick<Someone, 'door'>, title: string): Promise<string> =>
  door.openCase({
    title,
    specialty: 'Dermatology',
    urgency: 'this-week',
    ageBand: '40-64',
    question: 'Biopsy or wait?',
    responsible: 'Dr R',
  });

/** What the Devices page does: makes a passkey and confirms it with one there already, or with itself. */
async function adds(
  { door, passkeys }: Pick<Someone, 'door' | 'passkeys'>,
  prf: PrfSupport = 'yes',
): Promise<Authenticator> {
  const added = authenticator(system.origin, prf);
  const creation = await door.addPasskeyBegin();
  const made = added.create(creation);
  const step = await door.addPasskeyMade(made);
  if (step.assertion !== undefined) await door.addPasskeyPrf(added.get(step.assertion).prf ?? '');
  if (step.needs === 'passphrase') await door.addPasskeyPassphrase(passphrase);
  touches(door, passkeys);
  await door.addPasskeyFinish();
  return added;
}

async function signedIn(passkeys: Authenticator): Promise<Device & { readonly state: string }> {
  const device = freshDevice(system.origin, passkeys);
  const state = await signsIn({ door: device.door, passkeys }, 'Another device');
  return { ...device, state };
}

test.each<PrfSupport>(['yes', 'late'])(
  'a further passkey (PRF: %s) opens the same keys and history on another device',
  async (prf) => {
    const { alice } = people;
    const room = await openCase(alice, `Case for ${prf}`);
    const added = await adds(alice, prf);
    const device = await signedIn(added);
    expect((await device.door.cases()).map((listed) => listed.room)).toContain(room);
    expect(device.state).toBe('open');
    const { passkeys, cameWithWords } = await device.door.passkeys();
    expect(passkeys.every(({ opensKeys }) => opensKeys)).toBe(true);
    expect(cameWithWords).toBe(false);
    await device.door.lock();
  },
);

test('a passkey is not added by a gesture of somebody else', async () => {
  const { bela, xenia } = people;
  const stranger = {
    door: bela.door,
    passkeys: {
      ...xenia.passkeys,
      get: (asked: Parameters<Authenticator['get']>[0]) => xenia.passkeys.get({ ...asked, allow: [] }),
    },
  };
  await expect(adds(stranger)).rejects.toMatchObject({ kind: 'not-allowed' });
  expect((await bela.door.passkeys()).passkeys).toHaveLength(1);
});

test('an adviser’s new passkey is in the register at once, so that what it signs is believed', async () => {
  const { victor } = people;
  await adds(victor);
  const device = await onAnotherDevice(victor);
  expect((await device.door.passkeys()).passkeys).toHaveLength(2);
  await device.door.lock();
});

test('whoever came with the recovery words is offered a new passkey, which confirms itself', async () => {
  const { xenia } = people;
  const device = await withWords(xenia);
  expect(await device.door.passkeys()).toMatchObject({ cameWithWords: true, passkeys: [{ number: 1 }] });
  const added = await adds({ door: device.door, passkeys: authenticator(system.origin) });
  expect((await device.door.passkeys()).cameWithWords).toBe(false);
  const again = await signedIn(added);
  expect(again.state).toBe('open');
  await Promise.all([device.door.lock(), again.door.lock()]);
});

test('new keys need a passkey that stays, and the right words typed back', async () => {
  const { bela } = people;
  await expect(bela.door.newKeysBegin([])).rejects.toMatchObject({ kind: 'wrong-state' });
  await bela.door.newKeysBegin(await passkeysOf(bela, [bela.passkeys]));
  await expect(bela.door.newKeysTyped(['no', 'no'])).rejects.toMatchObject({ kind: 'bad-input' });
  await expect(bela.door.newKeysFinish()).rejects.toMatchObject({ kind: 'wrong-state' });
});

test('new recovery words open everything, the old ones nothing, and work goes on without signing in again', async () => {
  const { bela } = people;
  const room = await openCase(bela, 'Before the new words');
  const words = await renewsKeys(bela, [bela.passkeys]);
  await openCase(bela, 'After the new words');
  await expect(withWords(bela)).rejects.toMatchObject({ kind: 'not-signed-in' });
  const device = await withWords({ ...bela, words });
  expect((await device.door.cases()).map((listed) => listed.room)).toContain(room);
  const same = await onAnotherDevice(bela);
  expect(await same.door.cases()).toHaveLength(2);
  await Promise.all([device.door.lock(), same.door.lock()]);
});

test('a removed passkey, and one that was not at hand, sign nobody in; they are added again by one that stayed', async () => {
  const { alice } = people;
  const lost = await adds(alice);
  const away = await adds(alice);
  const room = await openCase(alice, 'Before a passkey went');
  const words = await renewsKeys(alice, [alice.passkeys]);
  for (const gone of [lost, away]) await expect(signedIn(gone)).rejects.toMatchObject({ kind: 'not-signed-in' });
  const device = await withWords({ ...alice, words });
  expect((await device.door.cases()).map((listed) => listed.room)).toContain(room);
  const listed = (await device.door.passkeys()).passkeys;
  expect(listed.map(({ passkey }) => holds(alice.passkeys, passkey))).toEqual([true]);
  await adds(alice);
  expect((await alice.door.passkeys()).passkeys).toHaveLength(2);
  await device.door.lock();
});

test('a passkey added on one device is told on each until it was seen there, and stays in the list of what changed', async () => {
  const cora = await people.enrol({ ...coraWords, role: 'clinician', organisation: people.hospital });
  const other = await onAnotherDevice(cora);
  expect([(await cora.door.ownNews()).keys, (await other.door.ownNews()).keys]).toEqual([[], []]);
  await adds(cora);
  const told = async (door: Someone['door']) => (await door.ownNews()).keys.map(({ what }) => what);
  await eventually(async () => {
    expect(await told(other.door)).toEqual(['passkey-added']);
  });
  await other.door.ownNewsSeen();
  expect([await told(other.door), await told(cora.door)]).toEqual([[], ['passkey-added']]);
  expect((await other.door.ownKeyHistory()).map(({ what }) => what)).toEqual(['passkey-added']);
});

test('somebody’s new passkey is told to officers and to the owner of a case they are in, whoever joined with one is not', async () => {
  const { alice, bela, officer } = people;
  const room = await openCase(alice, 'Owner is told');
  await alice.door.invite(room, bela.person);
  const listed = async () => ({
    officer: (await officer.door.register()).people.find(({ person }) => person === bela.person)?.newKeys?.what,
    owner: (await alice.door.room(room)).members.find(({ person }) => person === bela.person)?.newKeys?.what,
  });
  // Bela made new keys above.
  expect(await listed()).toEqual({ officer: 'keys-changed', owner: 'keys-changed' });
  await adds(bela);
  await eventually(async () => {
    expect(await listed()).toEqual({ officer: 'passkey-added', owner: 'passkey-added' });
  });
});
