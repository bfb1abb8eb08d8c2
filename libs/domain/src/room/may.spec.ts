import {
  caseThread,
  clearanceId,
  day,
  everybody,
  id16,
  opened,
  person,
  side,
  T0,
  thread,
  withCarol,
  withdrawn,
  world,
  type World,
} from '@consilium/testkit/domain';
import { clearanceRefusal } from '../clearance/judge';
import { chainRules, type ChainState } from '../kernel/chain';
import { roomRules } from '../books';
import { isMember, mayHold, mayRead, touchedByEntry, touchedByRoom, whoMayRead } from './may';
import type { RoomAct } from './rows';

const may = (story: World, name: string, act: RoomAct): string | undefined =>
  roomRules.mayAct(story.room.state, story.view, story.now, person(name), act)?.code;
const readers = (story: World, type: string, scope: 'room' | readonly (typeof side)[]): readonly unknown[] =>
  everybody.filter((one) => mayRead(story.room.state, { type, scope }, one, story.view, story.now));

const acts: readonly RoomAct[] = [
  { act: 'post', thread: side },
  { act: 'opinion', thread: side },
  { act: 'picture', thread: thread('four') },
  { act: 'rotate', thread: side },
  { act: 'consent', thread: thread('one') },
  { act: 'withdraw', thread: thread('one'), what: 'sharing' },
  { act: 'grant', thread: caseThread, other: person('carol') },
  { act: 'invite', other: person('carol') },
  { act: 'remove', other: person('bob') },
  { act: 'owner', other: person('bob') },
  { act: 'open-thread' },
  { act: 'title' },
  { act: 'form' },
  { act: 'close' },
  { act: 'reopen' },
  { act: 'leave' },
  { act: 'share-request', threads: [thread('one')], purpose: 'direct-care' },
];

test.each([
  [
    'alice',
    [
      'post',
      'opinion',
      'picture',
      'rotate',
      'consent',
      'withdraw',
      'invite',
      'remove',
      'owner',
      'open-thread',
      'title',
      'form',
      'close',
      'share-request',
    ],
  ],
  ['bob', ['post', 'opinion', 'picture', 'rotate', 'consent', 'withdraw', 'remove', 'open-thread', 'leave']],
  ['xavier', ['post', 'opinion', 'leave']],
  ['yara', []],
  ['vera', []],
])('in an open case with an outside colleague %s may %j', (name, expected) => {
  const story = world().accepted().rotate('alice', thread('four'));
  expect(acts.filter((act) => may(story, name, act) === undefined).map(({ act }) => act)).toEqual(expected);
});

test('acting is judged at the newest register: a fallen status counts although no entry names it', () => {
  const story = opened();
  expect(may(story, 'bob', { act: 'post', thread: caseThread })).toBeUndefined();
  story.status('bob', 'suspended');
  expect(may(story, 'bob', { act: 'post', thread: caseThread })).toBe('not-a-member');
  expect(may(story, 'alice', { act: 'post', thread: caseThread })).toBe('rotation-due');
  expect(may(story, 'alice', { act: 'rotate', thread: caseThread })).toBeUndefined();
});

test('granting needs somebody entitled who does not hold the key yet', () => {
  const story = withCarol();
  expect(may(story, 'bob', { act: 'grant', thread: caseThread, other: person('carol') })).toBeUndefined();
  expect(may(story, 'bob', { act: 'grant', thread: caseThread, other: person('alice') })).toBe('already-holder');
  expect(may(story, 'bob', { act: 'grant', thread: caseThread, other: person('yara') })).toBe('not-entitled');
});

test('an admission is judged whole before it is sent, and an acceptance before it is offered', () => {
  const story = world().requested();
  expect(may(story, 'alice', { act: 'admit', clearance: story.verified() })).toBeUndefined();
  expect(may(story, 'bob', { act: 'admit', clearance: story.verified() })).toBe('not-the-owner');
  story.room.add(story.admitOffer());
  expect(may(story, 'xavier', { act: 'accept', clearance: clearanceId })).toBeUndefined();
  expect(may(story, 'yara', { act: 'accept', clearance: clearanceId })).toBe('not-invited');
  story.room.add(story.by('alice', 'close', { outcome: 'referred' }));
  expect(may(story, 'xavier', { act: 'accept', clearance: clearanceId })).toBe('room-closed');
  expect(may(story, 'xavier', { act: 'decline', clearance: clearanceId })).toBeUndefined();
  expect(may(story, 'alice', { act: 'reopen' })).toBeUndefined();
});

test('internals read everything, strangers nothing', () => {
  const story = world().admitted();
  expect(readers(story, 'message', [thread('three')])).toEqual([person('alice'), person('bob')]);
  expect(readers(story, 'genesis', 'room')).toEqual([person('alice'), person('bob')]);
});

test('an outside colleague reads only their own admission before accepting', () => {
  const story = world().admitted();
  const scope = story.acceptOffer().scope ?? 'room';
  expect(readers(story, 'admit', scope)).toContain(person('xavier'));
  expect(readers(story, 'rotate', scope)).not.toContain(person('xavier'));
  expect(readers(story, 'admit', [thread('one'), thread('side2')])).not.toContain(person('xavier'));
  expect(readers(story, 'admit', 'room')).not.toContain(person('xavier'));
  expect(readers(story, 'message', [side])).not.toContain(person('xavier'));
});

test('after accepting they read what is said to the room and in their threads', () => {
  const story = world().accepted();
  for (const scope of ['room', [side], [thread('one')], [thread('two'), thread('zzz')]] as const) {
    expect(readers(story, 'message', scope)).toContain(person('xavier'));
  }
  for (const scope of [[thread('three')], [caseThread]] as const) {
    expect(readers(story, 'message', scope)).not.toContain(person('xavier'));
  }
  withdrawn(story);
  expect(readers(story, 'message', [thread('one')])).not.toContain(person('xavier'));
  story.now = T0 + 30 * day;
  expect(readers(story, 'message', 'room')).not.toContain(person('xavier'));
});

test('objects are offered to those who hold the thread now', () => {
  const story = world().admitted();
  const holders = (id: typeof side) =>
    everybody.filter((one) => mayHold(story.room.state, id, one, story.view, story.now));
  expect(holders(thread('one'))).toEqual([person('alice'), person('bob')]);
  story.room.add(story.acceptOffer());
  expect(holders(thread('one'))).toEqual([person('alice'), person('bob'), person('xavier')]);
  expect(holders(thread('three'))).toEqual([person('alice'), person('bob')]);
  story.room.add(story.by('alice', 'invite', { person: person('carol') }));
  expect(holders(thread('one'))).not.toContain(person('carol'));
  withdrawn(story);
  expect(holders(thread('one'))).toEqual([person('alice'), person('bob')]);
  expect(holders(thread('none'))).toEqual([]);
});

test('the header of a thread names everybody who may read it, and as what', () => {
  const story = world().admitted();
  const lines = (id: typeof side) => whoMayRead(story.room.state, id, story.view, story.now);
  expect(lines(side)).toEqual([
    { person: person('alice'), as: 'internal', holds: true },
    { person: person('bob'), as: 'internal', holds: true },
    { person: person('xavier'), as: 'invited-outside', holds: true },
  ]);
  story.room.add(story.acceptOffer());
  story.room.add(story.by('alice', 'invite', { person: person('carol') }));
  expect(lines(side).map(({ as, holds }) => [as, holds])).toEqual([
    ['internal', true],
    ['internal', true],
    ['internal', false],
    ['outside', true],
  ]);
  expect(lines(thread('three')).map(({ person: one }) => one)).toEqual([
    person('alice'),
    person('bob'),
    person('carol'),
  ]);
});

test('membership has four words', () => {
  const story = world().admitted();
  const member = (name: string) => isMember(story.room.state, person(name), story.view, story.now);
  expect(['alice', 'bob', 'xavier', 'yara'].map(member)).toEqual(['internal', 'internal', 'invited-outside', false]);
  story.room.add(story.acceptOffer());
  expect(member('xavier')).toBe('outside');
});

test('a room touches its members, its outside colleagues and their clearances; an entry what it brings in', () => {
  const story = world().accepted();
  const touched = touchedByRoom(story.room.state);
  expect(touched.people).toEqual(new Set(['alice', 'bob', 'xavier'].map(person)));
  expect(touched.clearances).toEqual(new Set([clearanceId]));
  expect(touchedByEntry({ person: person('carol') }, undefined).people).toEqual(new Set([person('carol')]));
  expect(touchedByEntry({}, story.verified())).toEqual({
    people: new Set(['vera', 'alice', 'xavier'].map(person)),
    organisations: new Set(),
    clearances: new Set([clearanceId]),
  });
});

test('a clearance is judged alone by the colleague it invites', () => {
  const story = world().requested();
  const code = (change = {}) => clearanceRefusal(story.verified(change), story.view, story.now)?.code;
  expect(code()).toBeUndefined();
  expect(code({ outcome: 'advised-against' })).toBe('advised-against');
  expect(code({ rules: 2 })).toBe('rules-unknown');
  story.clearanceStatus('suspended');
  expect(code()).toBe('clearance-not-standing');
});

test('before accepting, the chain alone is judged, whatever the entries say', () => {
  const story = world().accepted();
  const book = chainRules(roomRules);
  let state: ChainState | undefined;
  for (const { entry, view, facts } of story.room.kept) {
    const applied = book.apply(state, entry, undefined, { facts, ...(view && { register: view }) });
    if (!applied.ok) throw new Error(applied.refusal.code);
    state = applied.state;
  }
  expect(state).toEqual({
    id: story.room.id, root: story.root, head: story.room.state.head, at: T0, rules: 1, register: story.room.state.register,
  }); // prettier-ignore
  const last = story.room.kept.at(-1);
  const forged =
    last &&
    book.apply(state, { ...last.entry, seq: last.entry.seq + 1, prev: id16('x') }, undefined, {
      facts: {},
      ...(last.view && { register: last.view }),
    });
  expect(forged).toMatchObject({ ok: false, refusal: { code: 'wrong-prev' } });
});
