import { setTimeout as pause } from 'node:timers/promises';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import {
  confirmsNewest,
  enrolled,
  freshDevice,
  hasAddress,
  realClinic,
  registered,
  renewsKeys,
  signsIn,
  takesOtherKeys,
  type RealClinic,
  type Someone,
} from '@consilium/testkit/people';
import { startMailCatcher, type MailCatcher } from '@consilium/testkit/servers';
import { startSystem, type System } from '@consilium/testkit/system';
import { LedgersService } from '../../apps/api/src/ledgers/ledgers.service';
import { opensCase } from '../attacks/cases';

/** Somebody who lost every passkey and the words, from an officer's link to reading their case again. */
let system: System;
let people: RealClinic;
let bela: Someone;
let catcher: MailCatcher;

beforeAll(async () => {
  catcher = await startMailCatcher();
  closesAtTheEnd(() => catcher.stop());
  const mail = { SMTP_URL: `smtp://127.0.0.1:${String(catcher.port)}`, MAIL_FROM: 'consilium@hospital.example' };
  system = await startSystem({ REGISTER_MODE: 'production', ...mail });
  people = await realClinic(system.origin);
  const { hospital, defence, officers } = people;
  bela = await enrolled(officers[0], { ...registered.bela, role: 'clinician', organisation: hospital, defence });
});

async function waiting({ door }: Someone) {
  const [first] = await door.otherKeys();
  if (first === undefined) throw new Error('nobody waits');
  return first;
}

test('who lost everything has other keys by two officers, and the case again once a colleague knows them', async () => {
  const { alice, officers } = people;
  const [olive, osric] = officers;
  const room = await opensCase(alice, bela);
  const thread = (await alice.door.room(room)).threads[0]?.thread ?? '';
  await alice.door.say(room, thread, 'Said before.', '');
  const alone = await bela.door.openCase({
    title: 'Alone',
    specialty: 'Dermatology',
    urgency: 'routine',
    ageBand: '40-64',
    question: 'What is it?',
    responsible: 'Dr R',
  });

  const { link } = await olive.door.otherKeysLink(bela.person);
  expect(await olive.door.openInvitations()).toMatchObject([{ name: bela.name, role: 'clinician' }]);
  const again = await takesOtherKeys(link, bela);
  // The new words were theirs to write down, and this device has them no more.
  expect(() => again.door.recoveryWords()).toThrow('Start again from the first step.');
  // Nothing changed yet, for anybody.
  expect((await bela.door.cases()).length).toBe(2);
  await expect(signsIn(again, 'New device')).rejects.toThrow('This sign-in did not work');
  expect(await waiting(osric)).toMatchObject({ name: bela.name, proofHolds: false });
  await expect(osric.door.proposeOtherKeys(await waiting(osric))).rejects.toThrow('did not come by a link you made');
  expect(await waiting(olive)).toMatchObject({ name: bela.name, number: 'GMC 9990002', proofHolds: true });
  await olive.door.proposeOtherKeys(await waiting(olive));
  expect(await waiting(olive)).toMatchObject({ isProposed: true });
  await eventually(async () => {
    expect((await bela.door.ownNews()).replacing).toMatchObject([{ by: olive.name }]);
  });
  expect((await bela.door.cases()).length).toBe(2);

  // Whoever hears that their session is over looks at once, and never again: however long it takes until all is committed.
  system.application.nest.get(LedgersService, { strict: false }).on('register', ['confirm'], () => pause(300));
  const looks: Promise<string>[] = [];
  bela.door.onChange(({ about }) => {
    if (about !== 'session') return;
    // Told also when the service ends, long after.
    const looked = bela.door.state().then(
      ({ state }) => state,
      () => 'unreachable',
    );
    looks.push(looked);
  });
  await confirmsNewest(osric);
  expect(await olive.door.otherKeys()).toEqual([]);
  await eventually(async () => {
    expect(await looks.at(-1)).toBe('signed-out');
  });
  await expect(
    signsIn({ ...freshDevice(system.origin, bela.passkeys), passkeys: bela.passkeys }, 'Old'),
  ).rejects.toThrow('This sign-in did not work');
  await expect(freshDevice(system.origin).door.signInWithWords(bela.words.join(' '), 'Old')).rejects.toThrow(
    'This sign-in did not work',
  );
  expect(await signsIn(again, 'New device')).toBe('open');
  expect((await again.door.state()).me).toMatchObject({ name: bela.name, standing: 'active' });
  expect(await again.door.cases()).toEqual([]);

  const [member] = (await alice.door.room(room)).members.filter(({ person }) => person === bela.person);
  expect(member).toMatchObject({ known: 'may-say' });
  await alice.door.knowAgain(room, bela.person);
  expect((await alice.door.room(room)).members.map(({ known }) => known)).toEqual(['yes', 'yes']);
  await eventually(async () => {
    expect(await again.door.cases()).toHaveLength(1);
  });
  await eventually(async () => {
    expect(JSON.stringify((await again.door.room(room)).threads)).toContain('Said before.');
  });
  await again.door.say(room, thread, 'Read again.', '');
  expect((await again.door.cases()).map((each) => each.room)).not.toContain(alone);
});

test('keys that an officer refuses are dropped, and the link is used up', async () => {
  const { alice, officers } = people;
  const [olive, osric] = officers;
  const address = await hasAddress(alice, catcher, 'alice@hospital.example');
  const { link } = await osric.door.otherKeysLink(alice.person);
  await takesOtherKeys(link, alice);
  const notices = () => catcher.mails.filter(({ to, raw }) => to === address && raw.includes('Something waits')).length;
  expect(notices()).toBe(0);
  await expect(takesOtherKeys(link, alice)).rejects.toThrow('This invitation cannot be used');
  await osric.door.proposeOtherKeys(await waiting(osric));
  // Whoever still has theirs hears of it outside, too, before another officer confirms.
  await eventually(() => {
    expect(notices()).toBe(1);
    return Promise.resolve();
  });
  await eventually(async () => {
    expect((await alice.door.ownNews()).replacing).toMatchObject([{ by: osric.name }]);
  });
  await olive.door.refuseOtherKeys(await waiting(olive));
  await eventually(async () => {
    expect((await alice.door.ownNews()).replacing).toEqual([]);
  });
  expect([await olive.door.otherKeys(), await olive.door.proposals()]).toEqual([[], []]);
  expect((await alice.door.state()).state).toBe('open');
});

test('whoever signs in meanwhile and changes their keys keeps them: what came before it is proposed by nobody, and confirmed by nobody', async () => {
  const { alice, officers } = people;
  const [olive, osric] = officers;
  const { link } = await olive.door.otherKeysLink(alice.person);
  const again = await takesOtherKeys(link, alice);
  await olive.door.proposeOtherKeys(await waiting(olive));
  await renewsKeys(alice, [alice.passkeys]);
  await expect(confirmsNewest(osric)).rejects.toThrow(/changed/);
  await osric.door.declineProposal((await osric.door.proposals()).at(-1)?.proposal ?? '');
  const late = await waiting(olive);
  expect(late).toMatchObject({ proofHolds: false, isProposed: false });
  await expect(olive.door.proposeOtherKeys(late)).rejects.toThrow('did not come by a link you made');
  await olive.door.refuseOtherKeys(late);
  await expect(signsIn(again, 'New device')).rejects.toThrow('This sign-in did not work');
  expect((await alice.door.state()).state).toBe('open');
});

test('a link for other keys joins nobody, and nobody makes one for themselves', async () => {
  const { alice, officers } = people;
  const [olive] = officers;
  await expect(olive.door.otherKeysLink(olive.person)).rejects.toThrow('Nobody gives themselves other keys');
  const { link } = await olive.door.otherKeysLink(alice.person);
  const [invitation = '', root = '', secret = ''] = (link.split('/#/join/')[1] ?? '').split('.');
  const { door } = freshDevice(system.origin);
  expect(await door.joinLook({ invitation, root, secret })).toMatchObject({
    replaces: { name: alice.name, profession: 'doctor', number: 'GMC 9990001' },
  });
});
