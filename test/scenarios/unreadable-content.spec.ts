import type { Door, ItemView, RoomView } from '@consilium/client';
import { newEntryId, type Draft } from '@consilium/ledger';
import { grantingIn, textDraft, type KeyOf } from '@consilium/client/testing';
import { clinic, type Clinic } from '@consilium/testkit/people';
import { startSystem } from '@consilium/testkit/system';
import { caseForm, caseThread, opensCase, sharedCase } from '../attacks/cases';
import { closeDevices, deviceOf } from '../attacks/devices';
import { EvilMember } from '../attacks/evil-member';
import { EvilServer, claimOf } from '../attacks/evil-server';

let people: Clinic;
/** Alice on a client of another version: what she seals, this one has to read. */
let newer: EvilMember;

beforeAll(async () => {
  people = await clinic(await startSystem());
  newer = await EvilMember.of(people.alice);
});

afterEach(closeDevices);

interface Sealing {
  readonly room: string;
  readonly thread: string;
  readonly type: 'form' | 'opinion' | 'message';
  readonly text: string;
  readonly under?: KeyOf;
}

/** Seals a text as the client of another version would, and posts it. */
async function seals({ room, thread, type, text, under }: Sealing): Promise<void> {
  const more = { form: {}, opinion: { reliesOn: [], next: 'actor-not-said', nextBy: '' }, message: { replyTo: '' } }[
    type
  ];
  const key = under ?? (await newer.key(room, thread));
  const draft: Draft = await textDraft(grantingIn(await newer.room(room)), key, {
    ...{ type, text, more },
    id: newEntryId(),
  });
  expect(await newer.post(room, [draft])).toBe('taken');
}

const itemsOf = ({ threads }: RoomView, thread: string): readonly ItemView[] =>
  (threads.find((each) => each.thread === thread)?.items ?? []).filter(({ kind }) => kind !== 'line');

const opinion = {
  impression: 'Naevus',
  advice: 'Leave it',
  urgency: 'this-week',
  limits: 'None',
  nextAction: 'See again',
};

/** A case of Alice's with Bela in it, and Bela's door. */
async function begun(): Promise<{ room: string; thread: string; reader: Door }> {
  const room = await opensCase(people.alice, people.bela);
  return { room, thread: await caseThread(people.bela.door, room), reader: people.bela.door };
}

test('an urgency and an age of a newer version are not known: neither "Routine" nor an age that would have been likely', async () => {
  const { room, thread, reader } = await begun();
  const form = { ...caseForm, urgency: 'within-the-hour', ageBand: '90-plus' };
  await seals({ room, thread, type: 'form', text: JSON.stringify(form) });
  const view = await reader.room(room);
  expect(view.form?.value).toMatchObject({
    ...{ question: caseForm.question, urgency: 'not-known', ageBand: 'not-known' },
  });
  const summary = (await reader.cases()).find((each) => each.room === room);
  expect(summary).toMatchObject({ urgency: 'not-known', unreadable: '' });
});

test('a form with more in it than this version knows is not shown in part, and the list of cases says so', async () => {
  const { room, thread, reader } = await begun();
  await seals({ room, thread, type: 'form', text: JSON.stringify({ ...caseForm, allergies: 'Penicillin' }) });
  expect((await reader.room(room)).form).toEqual({ unreadable: 'newer' });
  const summary = (await reader.cases()).find((each) => each.room === room);
  expect(summary).toMatchObject({ unreadable: 'newer', urgency: undefined, specialty: '' });
});

test('a signed opinion says how soon in a word that is known, or that it is not; one of a newer form stands there unread', async () => {
  const { room, thread, reader } = await begun();
  await seals({ room, thread, type: 'opinion', text: JSON.stringify({ ...opinion, urgency: 'within-the-hour' }) });
  await seals({ room, thread, type: 'opinion', text: JSON.stringify({ ...opinion, caution: 'Do not biopsy' }) });
  const view = await reader.room(room);
  expect(itemsOf(view, thread)).toMatchObject([
    { kind: 'opinion', opinion: { impression: 'Naevus', urgency: 'not-known' } },
    { kind: 'unreadable', what: 'opinion', why: 'newer', byName: people.alice.name },
  ]);
  expect(view.opinions).toHaveLength(1);
});

test('a message that does not open with its key stands in its place, and is no empty one', async () => {
  const { room, thread, reader } = await begun();
  const right = await newer.key(room, thread);
  const wrong = { ...right, key: new Uint8Array(32).fill(9) };
  await seals({ room, thread, type: 'message', text: 'Itchy for two weeks', under: wrong });
  await people.alice.door.say(room, thread, 'And hot', '');
  const view = await reader.room(room);
  expect(itemsOf(view, thread)).toMatchObject([
    { kind: 'unreadable', what: 'message', why: 'broken', byName: people.alice.name },
    { kind: 'message', text: 'And hot' },
  ]);
});

test('until its key comes, a case is not called by a made-up title and its words are not blank', async () => {
  const { room, thread } = await begun();
  await people.alice.door.say(room, thread, 'Itchy for two weeks', '');
  const evil = new EvilServer().rewrites(room, (entries) =>
    entries.map((entry) => (['rotate', 'grant'].includes(claimOf(entry).type) ? { ...entry, blobs: {} } : entry)),
  );
  const reader = await deviceOf(people.bela, { evil });
  const view = await reader.room(room);
  expect(view).toMatchObject({
    title: 'Case whose title cannot be shown',
    untitled: 'no-key',
    form: { unreadable: 'no-key' },
  });
  expect(itemsOf(view, thread)).toMatchObject([{ kind: 'unreadable', what: 'message', why: 'no-key' }]);
  const summary = (await reader.cases()).find((each) => each.room === room);
  expect(summary).toMatchObject({
    unreadable: 'no-key',
    lastLine: `${people.alice.name} wrote something that cannot be shown here`,
  });
});

test('an adviser whose device cannot open a request is told so, and can decide on nothing', async () => {
  const { alice, victor, xenia } = people;
  const { advice } = await sharedCase({ owner: alice, adviser: victor, recipient: xenia });
  const evil = new EvilServer().rewrites(advice, (entries) =>
    entries.map((entry) => (claimOf(entry).type === 'rotate' ? { ...entry, blobs: {} } : entry)),
  );
  const adviser = await deviceOf(victor, { evil });
  await expect(adviser.request(advice)).rejects.toThrow('This device cannot open the request yet');
});
