import { randomBytes } from '@consilium/bytes';
import { type OrganisationId } from '@consilium/domain';
import { readJoin, signerFromSeed } from '@consilium/ledger';
import { authenticator, provenJoin } from '@consilium/testkit/ledger';
import { closeDevices, deviceOf } from '../attacks/devices';
import { EvilServer } from '../attacks/evil-server';
import { eventually } from '@consilium/testkit';
import {
  asFound,
  clinic,
  enrolled,
  joins,
  officer,
  onAnotherDevice,
  registered,
  type Clinic,
  type Someone,
} from '@consilium/testkit/people';
import { HeadsService } from '../../apps/api/src/ledgers/heads.service';
import { startSystem, type System } from '@consilium/testkit/system';

let system: System;
let people: Clinic;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
});

/** What somebody says anew: what stands, with this changed. */
async function says({ door }: Someone, change: object): Promise<void> {
  const {
    state: _,
    reason: __,
    role: ___,
    places: ____,
    defenceOrganisations: _____,
    ...now
  } = await door.ownStatement();
  await door.restate({ ...now, ...change });
}

const waiting = async (name: string) =>
  (await people.officer.door.joinRequests()).find((request) => request.name === name);

test('who moves says so with their own keys; the officer sees what changes, and signs exactly that', async () => {
  const { alice, officer, elsewhere } = people;
  const own = await alice.door.ownStatement();
  expect(own).toMatchObject({
    state: 'none', name: alice.name, registerNumber: registered.alice.number, organisation: people.hospital, defence: people.defence,
  }); // prettier-ignore
  expect(own.places.map(({ name }) => name)).toEqual(['Northfield Hospital', 'Southmere Infirmary']);
  await says(alice, { organisation: elsewhere, specialty: 'Dermatology' });
  expect((await alice.door.ownStatement()).state).toBe('waiting');
  const request = await waiting(alice.name);
  expect(request).toMatchObject({ proofHolds: true, isProposed: false });
  expect(request?.renewal?.changes).toEqual([
    { what: 'organisation', from: 'Northfield Hospital', to: 'Southmere Infirmary' },
    { what: 'specialty', from: 'General practice', to: 'Dermatology' },
  ]);
  await officer.door.approve(alice.person, { ...asFound, statement: request?.statement ?? '' });
  expect(await waiting(alice.name)).toBeUndefined();
  const listed = (await officer.door.register()).people.find(({ person }) => person === alice.person);
  expect(listed).toMatchObject({ organisation: 'Southmere Infirmary', specialty: 'Dermatology' });
  expect((await alice.door.ownStatement()).state).toBe('none');
  await eventually(async () => {
    expect((await alice.door.state()).me).toMatchObject({
      organisation: 'Southmere Infirmary',
      membership: 'confirmed',
    });
  });
});

test('whoever changes their defence organisation is confirmed there anew', async () => {
  const { bela, officer, defence, victor } = people;
  await says(bela, { defence: '' });
  await officer.door.approve(bela.person, asFound);
  await says(bela, { defence });
  await officer.door.approve(bela.person, asFound);
  await eventually(async () => {
    expect((await bela.door.state()).me).toMatchObject({ membership: 'waits' });
  });
  await victor.door.confirmMember(bela.person);
  await eventually(async () => {
    expect((await bela.door.state()).me).toMatchObject({ membership: 'confirmed' });
  });
});

test('what an officer looked at is what they sign: a statement that came since is not', async () => {
  const { bela, officer } = people;
  await says(bela, { specialty: 'Neurology' });
  const looked = await waiting(bela.name);
  await says(bela, { specialty: 'Cardiology' });
  await officer.door.joinRequests();
  const signs = officer.door.approve(bela.person, { ...asFound, statement: looked?.statement ?? '' });
  await expect(signs).rejects.toThrow(/something else of themselves since you looked/);
  await officer.door.refuseRequest(bela.person, 'Not your specialty');
  expect(await bela.door.ownStatement()).toMatchObject({ state: 'refused', reason: 'Not your specialty' });
  expect(await waiting(bela.name)).toBeUndefined();
});

test('what the service puts in the place of a renewal, under other keys, is not signed', async () => {
  const { bela, officer: registrar, elsewhere } = people;
  await says(bela, { specialty: 'Anaesthesia' });
  const evil = new EvilServer().on('register', 'requests', async ({ renewals, ...others }) => ({
    ...others,
    renewals: await Promise.all(renewals.map(async (each) => ({ ...each, join: await forged(each.join, elsewhere) }))),
  }));
  const door = await deviceOf(registrar, { evil });
  const [shown] = await door.joinRequests();
  expect(shown).toMatchObject({ name: bela.name, organisation: 'Southmere Infirmary', proofHolds: false });
  await expect(door.approve(bela.person, asFound)).rejects.toThrow(/Do not sign/);
  await closeDevices();
  await registrar.door.refuseRequest(bela.person, 'Asked in person');
});

/** The same person elsewhere, signed with keys of the service's own. */
async function forged(signed: string, organisation: string): Promise<string> {
  const { join } = await readJoin(signed, { origin: system.origin, rpId: 'localhost' });
  const { proofs: _, ...unproven } = join;
  const [signer, key] = [await signerFromSeed(randomBytes(32)), authenticator('ES256', system.origin, 'localhost')];
  const states = { ...join.states, organisation: organisation as OrganisationId };
  return provenJoin({ ...unproven, states, signing: signer.public, passkeys: [key.passkey] }, signer, [key]);
}

test('a refused joiner corrects what they said and asks again, with the same link and keys', async () => {
  const { officer, hospital } = people;
  const { link } = await officer.door.invitePerson('clinician', hospital);
  const edda = { name: 'Edda Elderflower', number: '9990005', specialty: 'Cardiology' };
  const joiner = await joins(link, { ...edda, role: 'clinician', organisation: hospital });
  await officer.door.refuseRequest(joiner.person, 'Emergency medicine, I think?');
  expect(await joiner.door.ownStatement()).toMatchObject({
    state: 'refused',
    reason: 'Emergency medicine, I think?',
    places: [],
  });
  await says(joiner, { specialty: 'Emergency medicine' });
  expect((await joiner.door.myRequest()).state).toBe('waiting');
  const request = await waiting(edda.name);
  expect(request).toMatchObject({ specialty: 'Emergency medicine', proofHolds: true, renewal: undefined });
  await officer.door.approve(joiner.person, { ...asFound, why: 'Spelled otherwise in the register' });
  expect((await joiner.door.state()).me?.standing).toBe('active');
});

test('a joiner says nothing anew about another place than they were invited to', async () => {
  const { officer, hospital, elsewhere } = people;
  const { link } = await officer.door.invitePerson('clinician', hospital);
  const fergus = { name: 'Fergus Foxglove', number: '9990006', specialty: 'Emergency medicine' };
  const joiner = await joins(link, { ...fergus, role: 'clinician', organisation: hospital });
  await expect(says(joiner, { organisation: elsewhere })).rejects.toThrow(/another role or place/);
  await expect(says(joiner, { registerNumber: registered.alice.number })).rejects.toThrow(
    /Somebody here has this number/,
  );
});

test('whoever ran out signs in, says it anew from outside, and is let in again', async () => {
  const later = await startSystem();
  const first = await officer(later.origin);
  const hospital = await first.door.addOrganisation('Northfield Hospital', 'clinical');
  const { alice: registeredAlice } = registered;
  const alice = await enrolled(first, { ...registeredAlice, role: 'clinician', organisation: hospital });
  later.clock.forward(366 * 86_400);
  // Its word on the register comes every minute, of which none passes here.
  await later.application.nest.get(HeadsService, { strict: false }).signRegister();
  const [again, office] = [await onAnotherDevice(alice), await onAnotherDevice(first)];
  expect((await again.door.state()).me?.standing).toBe('ended');
  expect(await again.door.myRequest()).toMatchObject({ standing: 'expired' });
  await says(again, {});
  const [request] = await office.door.joinRequests();
  expect(request).toMatchObject({ name: alice.name, proofHolds: true, renewal: { changes: [] } });
  await office.door.approve(alice.person, asFound);
  expect((await again.door.state()).me?.standing).toBe('active');
});

test('the first officers state nothing anew: they do not run out', async () => {
  await expect(people.officer.door.ownStatement()).rejects.toMatchObject({ kind: 'wrong-state' });
});
