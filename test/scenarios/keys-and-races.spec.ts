import { cookieJar, httpTransport, type ThreadView, type Transport } from '@consilium/client';
import {
  asFound,
  clinic,
  type Clinic,
  enrolled,
  joins,
  onAnotherDevice,
  photograph,
  registered,
} from '@consilium/testkit/people';
import { eventually } from '@consilium/testkit';
import { startSystem, type System } from '@consilium/testkit/system';

const form = {
  title: 'A rash',
  specialty: 'Dermatology',
  urgency: 'routine',
  ageBand: '18-39',
  question: 'What is this?',
  responsible: 'Dr R',
} as const;

const caseThread = (threads: readonly ThreadView[]): ThreadView => {
  const found = threads.find(({ kind }) => kind === 'case');
  if (found === undefined) throw new Error('no case thread');
  return found;
};

/** The way to the system, on which something else happens before the first entry of this device gets through. */
function overtaken(transport: Transport, meanwhile: () => Promise<void>): Transport {
  let isFirst = true;
  const call: Transport['call'] = async (noun, act, input) => {
    const isEntry = noun === 'ledgers' && act === 'append';
    if (isEntry && isFirst) {
      isFirst = false;
      await meanwhile();
    }
    return transport.call(noun, act, input);
  };
  return { ...transport, call };
}

const textsOf = ({ items }: ThreadView): string[] =>
  items.flatMap((item) => (item.kind === 'message' ? [item.text] : []));

let system: System;
let people: Clinic;
let room: string;
let thread: string;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
  room = await people.alice.door.openCase(form);
  thread = caseThread((await people.alice.door.room(room)).threads).thread;
  await people.alice.door.invite(room, people.bela.person);
});

test('somebody whose passkey gives its secret only at the second gesture joins, and signs in on another device', async () => {
  const who = { ...registered.cora, role: 'clinician', organisation: people.hospital, prf: 'late' } as const;
  const someone = await people.enrol(who);
  const again = await onAnotherDevice(someone);
  expect(await again.door.state()).toMatchObject({ state: 'open', me: { name: who.name, standing: 'active' } });
  await Promise.all([someone.door.lock(), again.door.signOut()]);
});

test('locked keys show nothing; the passkey unlocks them in the same session', async () => {
  const { bela } = people;
  await bela.door.lock();
  expect((await bela.door.state()).state).toBe('locked');
  await expect(bela.door.cases()).rejects.toMatchObject({ kind: 'not-signed-in' });
  expect(await bela.door.unlockFinish(bela.passkeys.get(await bela.door.unlockBegin()))).toBe('open');
  expect(await bela.door.cases()).toMatchObject([{ room, title: form.title }]);
});

test('twenty messages written by two people at once all arrive, each once, in one order for both', async () => {
  const { alice, bela } = people;
  await Promise.all([alice.door.enter(room), bela.door.enter(room)]);
  const said = Array.from({ length: 10 }, (_, index) => index);
  const speak = async (door: typeof alice.door, name: string): Promise<void> => {
    for (const index of said) await door.say(room, thread, `${name} ${String(index)}`, '');
  };
  await Promise.all([speak(alice.door, 'A'), speak(bela.door, 'B')]);
  await eventually(async () => {
    const [one, other] = await Promise.all([alice.door.room(room), bela.door.room(room)]);
    const texts = textsOf(caseThread(one.threads));
    expect([...texts].sort()).toEqual(said.flatMap((index) => [`A ${String(index)}`, `B ${String(index)}`]).sort());
    expect(textsOf(caseThread(other.threads))).toEqual(texts);
  });
});

test('a colleague invited later reads what was said before', async () => {
  const { alice } = people;
  const dewberry = { name: 'Dunstan Dewberry', number: '9990004', specialty: 'Dermatology' };
  const late = await people.enrol({ ...dewberry, role: 'clinician', organisation: people.hospital });
  await alice.door.addPicture(room, photograph('shown before'));
  await eventually(async () => {
    expect((await alice.door.room(room)).threads).toHaveLength(2);
  });
  await alice.door.invite(room, late.person);
  const { threads } = await late.door.room(room);
  expect(textsOf(caseThread(threads))).toHaveLength(20);
  expect(threads.find(({ kind }) => kind === 'picture')?.picture?.caption).toBe('caption shown before');
  await late.door.lock();
});

test('words on their way while somebody is let in are not sent to them unasked: they are a draft again', async () => {
  const { alice, bela } = people;
  const cora = (await alice.door.colleagues()).find(({ name }) => name === registered.cora.name);
  if (cora === undefined) throw new Error('Cora is not there.');
  const cookies = cookieJar();
  const transport = overtaken(httpTransport({ origin: bela.origin, cookies }), () =>
    alice.door.invite(room, cora.person),
  );
  const { door } = await onAnotherDevice(bela, { cookies, transport });
  await expect(door.say(room, thread, 'between us', '')).rejects.toThrow(/^The case changed while you were writing/);
  const { threads } = await door.room(room);
  expect(textsOf(caseThread(threads))).not.toContain('between us');
  expect(caseThread(threads).readers.map(({ name }) => name)).toContain(cora.name);
  expect(JSON.parse(await door.draft(['message', room, thread]))).toBe('between us');
  await door.say(room, thread, 'for all of us', '');
  expect(textsOf(caseThread((await door.room(room)).threads))).toContain('for all of us');
  await door.lock();
});

test('when a member is suspended, nobody seals to them any more and the others go on', async () => {
  const { alice, bela, officer } = people;
  await officer.door.setStatus(bela.person, 'suspended', 'GMC');
  await eventually(async () => {
    const { members } = await alice.door.room(room);
    expect(members.find(({ person }) => person === bela.person)?.good).toBe(false);
  });
  await alice.door.say(room, thread, 'said without Bela', '');
  const { threads } = await alice.door.room(room);
  expect(caseThread(threads).readers.map(({ name }) => name)).not.toContain(bela.name);
  await eventually(async () => {
    await expect(bela.door.room(room)).rejects.toMatchObject({ kind: 'not-allowed' });
  });
});

test('a second adviser is given the organisation’s key by another adviser’s own act, and opens a request made before', async () => {
  const { alice, victor, xenia, defence } = people;
  await victor.door.makeOrganisationKey();
  const picture = (await alice.door.room(room)).threads.find(({ kind }) => kind === 'picture');
  const share = {
    room,
    threads: [picture?.thread ?? ''],
    recipient: xenia.person,
    purpose: 'direct-care',
    brief: 'Please look',
    reasons: 'Unusual',
    alternatives: 'None',
    flags: [],
    urgency: 'routine',
  } as const;
  const advice = await alice.door.share({ ...share, threads: [...share.threads], flags: [], notIdentifiers: [] });
  const edda = { name: 'Edda Elderflower', number: '9990005', specialty: 'Emergency medicine' };
  const second = await enrolled(people.officer, { ...edda, role: 'adviser', organisation: defence });
  await expect(second.door.organisationKey()).rejects.toThrow(/has not confirmed you as its adviser yet/);
  await victor.door.confirmMember(second.person);
  await eventually(async () => {
    expect((await second.door.organisationKey()).ready).toBe(false);
  });
  await victor.door.queue();
  expect((await victor.door.organisationKey()).lacking.map(({ person }) => person)).toEqual([second.person]);
  expect(await second.door.organisationKey()).toMatchObject({ ready: false, due: 'nothing', lacking: [] });
  expect((await victor.door.passOnOrganisationKey(second.person)).lacking).toEqual([]);
  expect((await second.door.organisationKey()).ready).toBe(true);
  expect(await second.door.request(advice)).toMatchObject({
    brief: 'Please look',
    pictures: [{ consent: { authority: 'said-yes' } }],
  });
  await second.door.lock();
});

test('a join whose proof was not made with the link’s secret is marked, and the officer cannot sign it', async () => {
  const { officer } = people;
  const { link } = await officer.door.invitePerson('clinician', people.hospital);
  const wrong = `${link.slice(0, link.lastIndexOf('.'))}.${Buffer.alloc(32, 7).toString('base64url')}`;
  const foxglove = { name: 'Fergus Foxglove', number: '9990006', specialty: 'Emergency medicine' };
  const someone = await joins(wrong, { ...foxglove, role: 'clinician', organisation: people.hospital });
  expect(await officer.door.joinRequests()).toMatchObject([{ person: someone.person, proofHolds: false }]);
  await expect(officer.door.approve(someone.person, asFound)).rejects.toMatchObject({ kind: 'not-allowed' });
  await officer.door.refuseRequest(someone.person, 'The link was changed on its way');
  expect(await someone.door.myRequest()).toMatchObject({ state: 'refused', reason: 'The link was changed on its way' });
});
