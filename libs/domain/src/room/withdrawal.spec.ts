import {
  answered,
  caseThread,
  clearanceId,
  guarded,
  id16,
  id32,
  objectsOf,
  over,
  person,
  pictured,
  proposed,
  replicaOf,
  side,
  thread,
  unshared,
  withCarol,
  world,
  type World,
} from '@consilium/testkit/domain';
import { granteesOf, isOver, rotationDue, standingIn } from './membership';
import { mayHold, mayOpen, mayRead, touchedByRoom, whoMayRead } from './may';

const readers = ({ room, view, now }: World, id = thread('one')): readonly unknown[] =>
  whoMayRead(room.state, id, view, now).map((each) => each.person);
const standing = ({ room, view, now }: World, name: string): string => standingIn(room.state, person(name), view, now);
const shareOf = ({ room }: World) => room.state.outsiders.get(clearanceId);
const names = (...all: readonly string[]) => all.map(person);

test('sharing withdrawn of one picture leaves the other, and the talk of the share', () => {
  const story = unshared();
  expect(readers(story)).toEqual(names('alice', 'bob'));
  expect(readers(story, thread('two'))).toEqual(names('alice', 'bob', 'xavier'));
  expect(readers(story, side)).toEqual(names('alice', 'bob', 'xavier'));
  expect(shareOf(story)?.ended).toEqual([{ thread: thread('one'), at: story.room.state.at }]);
});

test('once none of its pictures is left, a share opens nothing, and its colleague is there to state what became of copies', () => {
  const story = over();
  expect(readers(story, side)).toEqual(names('alice', 'bob'));
  expect(readers(story, thread('two'))).toEqual(names('alice'));
  expect(standing(story, 'xavier')).toBe('outside');
  story.room.add(story.statementOffer('xavier', 'two', clearanceId));
  expect(standing(story, 'xavier')).toBe('outside');
  story.room.add(story.statementOffer('xavier', 'one', clearanceId));
  expect(standing(story, 'xavier')).toBe('stranger');
});

test('what an outside colleague keeps of a share that is over is that it was, and their answers', () => {
  const story = over();
  const given = (type: string, ...scope: (typeof side)[]): boolean =>
    mayRead(story.room.state, { type, scope }, person('xavier'), story.view, story.now);
  expect(['admit', 'accept', 'deletion-statement'].map((type) => given(type, side))).toEqual([true, true, true]);
  expect(given('message', side)).toBe(false);
  expect(given('admit', thread('one'))).toBe(false);
  const seen = replicaOf(story, 'xavier');
  expect(seen.threads.size).toBe(0);
  expect(seen.outsiders.get(clearanceId)?.ended.map((each) => each.thread)).toEqual([thread('one'), thread('two')]);
});

test('an invitation nobody accepted ends with the first of its pictures', () => {
  const story = unshared(world().admitted());
  expect(standing(story, 'xavier')).toBe('stranger');
  expect(shareOf(story)?.stage.stage).toBe('removed');
});

const wider = ['capture', 'internal', 'named-external', 'teaching', 'via-platform'] as const;

test.each([
  ['wider', { scopes: wider }, true],
  ['the same', {}, true],
  ['of no use outside', { scopes: ['capture', 'internal'] as const }, false],
  ['taken by another colleague', { takenBy: person('bob') }, false],
  ['another person’s', { authority: 'signed' as const }, false],
  ['of another kind of picture', { recording: 'x-ray' as const }, false],
  ['one that says more of the picture', { flags: ['face'] as const }, false],
  ['one that says less of the picture', { ruledOut: ['face', 'intimate'] as const }, false],
])('a version that is %s keeps a standing share: %s', (_what, change, keeps) => {
  const story = world().accepted();
  story.room.add(story.consentOffer('one', change));
  expect(readers(story)).toEqual(keeps ? names('alice', 'bob', 'xavier') : names('alice', 'bob'));
  expect(shareOf(story)?.ended).toHaveLength(keeps ? 0 : 1);
  expect(story.thread(thread('one')).requested).toHaveLength(keeps ? 1 : 0);
});

test('the other parent’s agreement is another person’s', () => {
  const by = (fact: 'mother' | 'father') => ({ authority: 'parental-responsibility', facts: [fact] }) as const;
  const kept = (fact: 'mother' | 'father'): number => {
    const story = pictured(by('mother'));
    story.room.add(story.requestOffer(['one'], id32('advice')));
    story.room.add(story.consentOffer('one', by(fact)));
    return story.thread(thread('one')).requested.length;
  };
  expect([kept('mother'), kept('father')]).toEqual([1, 0]);
});

test('what ended stays ended, whatever is agreed to later', () => {
  const story = unshared();
  story.room.add(story.consentAgainOffer('alice', 'one'));
  story.room.add(story.consentOffer('one'));
  expect(readers(story)).toEqual(names('alice', 'bob'));
});

test('a withdrawn picture is closed to all but the owner, whoever that becomes', () => {
  const story = withCarol(guarded());
  story.room.add(story.grantOffer('alice', caseThread, 'carol'));
  expect(readers(story)).toEqual(names('alice'));
  const holds = (name: string) => mayHold(story.room.state, thread('one'), person(name), story.view, story.now);
  expect(['alice', 'bob', 'carol'].map(holds)).toEqual([true, false, false]);
  const entry = { seq: 0, type: 'picture', scope: [thread('one')] };
  const may = (name: string) => mayOpen(story.room.state, entry, person(name), story.view, story.now);
  expect(['alice', 'bob'].map(may)).toEqual([true, false]);
  story.room.add(story.by('alice', 'owner', { person: person('carol') }));
  expect(readers(story)).toEqual(names('carol'));
  expect(['alice', 'carol'].map(holds)).toEqual([false, true]);
});

test('a closed picture is asked for no new key that would open it to others', () => {
  const story = pictured().named('alice', thread('of-two'), ['alice', 'bob']);
  story.room.add(story.consentOffer('of-two'));
  story.room.add(story.withdrawalOffer('of-two', 'capture'));
  const of = story.thread(thread('of-two'));
  expect(rotationDue(story.room.state, of, story.view, story.now)).toBe(true);
  expect(granteesOf(story.room.state, of, story.view, story.now)).toEqual(names('alice'));
  story.rotate('alice', thread('of-two'));
  const after = story.thread(thread('of-two'));
  expect(rotationDue(story.room.state, after, story.view, story.now)).toBe(false);
});

test('the guardian sees the picture from when the owner shows it until they answer', () => {
  const story = proposed();
  expect(readers(story)).toEqual(names('alice'));
  story.room.add(story.shownOffer('alice', 'one', 'bob'));
  expect(readers(story)).toEqual(names('alice', 'bob'));
  answered('kept', story);
  expect(readers(story)).toEqual(names('alice'));
  expect(story.thread(thread('one')).consent?.destruction).toEqual({ stage: 'kept', by: person('alice'), shownTo: '' });
});

test.each([
  ['another consent', { consent: id16('other') }],
  ['an older version', { version: 2 }],
])('what is proposed and answered of %s than the one that was withdrawn is refused', (_what, change) => {
  const refusal = { ok: false, refusal: { code: 'consent-not-current' } };
  const story = guarded();
  expect(story.room.offer(story.destructionOffer('alice', 'one', change))).toMatchObject(refusal);
  const asked = proposed();
  expect(asked.room.offer(asked.destructionAnswerOffer('bob', 'one', 'kept', change))).toMatchObject(refusal);
});

test('what is to be destroyed is still there, closed', () => {
  const story = answered('confirmed');
  expect(readers(story)).toEqual(names('alice'));
  expect(story.thread(thread('one')).picture?.objects).toEqual(objectsOf('one'));
});

test('who the guardian is is looked at while they are asked, and at no other time', () => {
  const looked = ({ room }: World): number => touchedByRoom(room.state).organisations.size;
  expect([guarded(), proposed(), answered('kept')].map(looked)).toEqual([0, 1, 0]);
});

test('a guardian who left the organisation answers nothing', () => {
  const story = proposed();
  story.register.add(story.by('olga', 'status', { person: person('bob'), status: 'suspended', source: 'HR', checkedAt: story.now }));
  const offer = story.destructionAnswerOffer('bob', 'one');
  expect(story.room.offer(offer)).toMatchObject({ ok: false, refusal: { code: 'not-a-member' } });
}); // prettier-ignore

test('a share with pictures left is not over', () => {
  expect(
    [unshared(), over()].map((story) => isOver(shareOf(story) ?? { clearance: story.clearance(), ended: [] })),
  ).toEqual([false, true]);
});
