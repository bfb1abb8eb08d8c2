import {
  addendum,
  caseThread,
  clearanceId,
  closed,
  credentialOf,
  day,
  guarded,
  hash,
  id32,
  joinFor,
  kid,
  opened,
  outcome,
  person,
  pictured,
  proposed,
  side,
  T0,
  thread,
  unshared,
  versionTwo,
  withCarol,
  withdrawn,
  withOpinion,
  world,
  type World,
} from '@consilium/testkit/domain';
import { booksOf, roomRules } from '../books';
import { clearanceRefusal } from '../clearance/judge';
import { object } from '../kernel/shape';
import { roomEntry } from './entry';
import { whoMayRead } from './may';
import { coverOf } from './membership';
import type { RoomAct } from './rows';
import { internals } from './standings';

const may = (story: World, name: string, act: RoomAct): string | undefined =>
  roomRules.mayAct(story.room.state, story.view, story.now, person(name), act)?.code;

const xavierDeclined = (): World => {
  const story = world().admitted();
  story.room.add(story.acceptOffer('xavier', true));
  return story;
};

const refused: readonly (readonly [what: string, story: () => World, name: string, act: RoomAct, code: string])[] = [
  ['inviting somebody of another hospital', opened, 'alice', { act: 'invite', other: person('yara') }, 'not-a-clinician-here'],
  ['inviting a member', opened, 'alice', { act: 'invite', other: person('bob') }, 'already-a-member'],
  ['removing the owner', opened, 'bob', { act: 'remove', other: person('alice') }, 'not-the-owner'],
  ['leaving one’s own case', opened, 'alice', { act: 'leave' }, 'owner-must-hand-over'],
  ['handing over to a stranger', opened, 'alice', { act: 'owner', other: person('carol') }, 'not-in-the-room'],
  ['closing twice', () => closed(opened()), 'alice', { act: 'close' }, 'room-closed'],
  ['opening an open case again', opened, 'alice', { act: 'reopen' }, 'room-open'],
  ['a thread in a closed case', () => closed(opened()), 'alice', { act: 'open-thread' }, 'room-closed'],
  ['a title while new keys are due', () => opened().status('bob', 'suspended'), 'alice', { act: 'title' }, 'rotation-due'],
  ['a form while new keys are due', () => opened().status('bob', 'suspended'), 'alice', { act: 'form' }, 'rotation-due'],
  ['an opinion without the key', withCarol, 'carol', { act: 'opinion', thread: caseThread }, 'not-a-holder'],
  ['a picture in the case thread', opened, 'alice', { act: 'picture', thread: caseThread }, 'wrong-thread-kind'],
  ['a second picture in a thread', pictured, 'alice', { act: 'picture', thread: thread('one') }, 'picture-already-there'],
  ['a consent in the case thread', opened, 'alice', { act: 'consent', thread: caseThread }, 'wrong-thread-kind'],
  ['a withdrawal of nothing', opened, 'bob', { act: 'withdraw', thread: caseThread, what: 'sharing' }, 'consent-missing'],
  ['a withdrawal once more', () => withdrawn(pictured()), 'bob', { act: 'withdraw', thread: thread('one'), what: 'sharing' }, 'already-withdrawn'],
  ['a share of no picture', opened, 'alice', { act: 'share-request', threads: [thread('none')], purpose: 'direct-care' }, 'picture-missing'],
  ['skipping a key that was not reported', () => opened().rotate('alice', caseThread), 'bob', { act: 'restart', thread: caseThread, back: 1 }, 'not-reported'],
  ['a link from the newest key to itself', opened, 'bob', { act: 'link', thread: caseThread, gen: 1 }, 'wrong-generation'],
  ['declining for somebody else', () => world().admitted(), 'yara', { act: 'decline', clearance: clearanceId }, 'not-invited'],
  ['declining twice', xavierDeclined, 'xavier', { act: 'decline', clearance: clearanceId }, 'already-answered'],
  ['who was known all along', opened, 'alice', { act: 'known-again', other: person('bob') }, 'known-already'],
  ['where somebody else’s picture came from', pictured, 'bob', { act: 'source', thread: thread('one') }, 'not-the-poster'],
  ['where no picture came from', opened, 'alice', { act: 'source', thread: caseThread }, 'picture-missing'],
  ['the original of somebody else’s picture', pictured, 'bob', { act: 'original-deleted', thread: thread('one') }, 'not-the-poster'],
  ['destruction of a picture that stands', pictured, 'alice', { act: 'destruction-proposal', thread: thread('one') }, 'picture-not-withdrawn'],
  ['an answer to no proposal', guarded, 'bob', { act: 'destruction-answer', thread: thread('one') }, 'destruction-not-proposed'],
  ['a withdrawn picture to a colleague who is no guardian', proposed, 'alice', { act: 'picture-shown', thread: thread('one'), person: person('alice') }, 'not-the-guardian'],
  ['a withdrawn picture to who is not inside', proposed, 'alice', { act: 'picture-shown', thread: thread('one'), person: person('carol') }, 'not-in-the-room'],
  ['a statement on a picture still shared', unshared, 'xavier', { act: 'deletion-statement', thread: thread('two'), clearance: clearanceId }, 'nothing-to-state'],
  ['what is no act', opened, 'alice', { act: 'genesis' } as unknown as RoomAct, 'unknown-type'],
]; // prettier-ignore

test.each(refused)('before it is tried, %s is refused', (_what, story, name, act, code) => {
  expect(may(story(), name, act)).toBe(code);
});

const allowed: readonly (readonly [what: string, story: () => World, name: string, act: RoomAct])[] = [
  ['skipping a key that did not open', () => opened().rotate('alice', caseThread).bad('bob', caseThread), 'bob', { act: 'restart', thread: caseThread, back: 1 }],
  ['a link to an earlier key', () => opened().rotate('alice', caseThread), 'bob', { act: 'link', thread: caseThread, gen: 1 }],
  ['where one’s own picture came from', pictured, 'alice', { act: 'source', thread: thread('one') }],
  ['destruction of a withdrawn picture', guarded, 'alice', { act: 'destruction-proposal', thread: thread('one') }],
  ['a withdrawn picture to the guardian', proposed, 'alice', { act: 'picture-shown', thread: thread('one'), person: person('bob') }],
  ['the guardian’s answer', proposed, 'bob', { act: 'destruction-answer', thread: thread('one') }],
  ['a statement on a picture that is gone', unshared, 'xavier', { act: 'deletion-statement', thread: thread('one'), clearance: clearanceId }],
  ['a further withdrawal', () => withdrawn(pictured()), 'bob', { act: 'withdraw', thread: thread('one'), what: 'capture' }],
]; // prettier-ignore

test.each(allowed)('%s is offered', (_what, story, name, act) => {
  expect(may(story(), name, act)).toBeUndefined();
});

test('an admission is judged whole before it is sent, also what the room itself knows of it', () => {
  const story = world().requested();
  const admit = (change: Parameters<World['verified']>[0]) =>
    may(story, 'alice', { act: 'admit', clearance: story.verified(change) });
  expect(admit({})).toBeUndefined();
  expect(admit({ room: id32('other') })).toBe('clearance-of-another-room');
  expect(admit({ roomHead: { seq: story.room.seq + 1, hash: hash('x') } })).toBe('room-head-ahead');
});

test('the guidance is asked before a consent is recorded, in its own words', () => {
  const story = opened();
  const draft = { recording: 'clinical-photograph', authority: 'said-yes', scopes: ['capture', 'internal'], facts: [], flags: [], ruledOut: [], explained: [], attested: [], withdrawn: 'no', readers: 'inside', purpose: 'direct-care' } as const;
  expect(roomRules.guidance(story.view).refusing('post', draft)).toBeUndefined();
  expect(roomRules.guidance(story.view).refusing('post', { ...draft, scopes: [] })).toMatchObject({
    id: 'R01',
    sentence: expect.stringContaining('does not include making the picture') as string,
  });
}); // prettier-ignore

test('an act is judged by the newest rules in force that this build knows, even where the room names older ones', () => {
  const story = opened();
  const view = { ...story.view, rules: 2 };
  const draft = { recording: 'clinical-photograph', authority: 'said-yes', scopes: ['capture', 'internal'], facts: [], flags: [], ruledOut: [], explained: [], attested: [], withdrawn: 'no', readers: 'inside', purpose: 'direct-care' } as const;
  const [one, two] = [story.view, view].map((each) => versionTwo.room.guidance(each).refusing('post', draft)?.id);
  expect([one, two]).toEqual([undefined, 'R99']);
  const greet = roomEntry({
    ...{ type: 'greeting', since: 2, body: object({}), scope: 'room', open: internals, inClosedRoom: false },
    acts: { greet: () => undefined },
    apply: () => ({}),
    line: ({ by }) => `${by} said good morning`,
    stands: false,
  });
  const { room } = booksOf({ knows: 2, room: [greet] });
  const code = (at: typeof view) =>
    room.mayAct(story.room.state, at, story.now, person('bob'), { act: 'greet' } as unknown as RoomAct)?.code;
  expect([code(story.view), code(view)]).toEqual(['unknown-type', undefined]);
}); // prettier-ignore

test('an outside colleague adds to an opinion of their own', () => {
  const story = world().accepted();
  story.room.add(story.opinionOffer('xavier', side));
  const { id } = story.room.add(addendum(story, 'xavier', side));
  expect(story.thread(side).last).toBe(id);
  const answering = world().accepted({ rights: ['answer', 'read'] });
  answering.room.add(answering.messageOffer('xavier', side));
  expect(answering.room.offer(addendum(answering, 'xavier', side))).toMatchObject({ refusal: { code: 'right-missing' } });
}); // prettier-ignore

test('of a thread nobody has the key of yet, nobody holds it', () => {
  const story = opened();
  expect(whoMayRead(story.room.state, thread('none'), story.view, story.now)).toEqual([
    { person: person('alice'), as: 'internal', holds: false },
    { person: person('bob'), as: 'internal', holds: false },
  ]);
});

test('a share reaches a cleared picture only while its consent is known here and stands', () => {
  const story = world().accepted();
  const one = story.thread(thread('one'));
  const covered = (change: Partial<typeof one> | undefined) => {
    const threads = new Map(story.room.state.threads);
    if (change === undefined) threads.delete(one.id);
    else threads.set(one.id, { ...one, ...change });
    const state = { ...story.room.state, threads };
    return coverOf(state, one.id, person('xavier'), story.view, story.now) !== undefined;
  };
  const { consent } = one;
  if (consent === undefined) throw new Error('The picture has a consent');
  expect(covered({})).toBe(true);
  expect(covered(undefined)).toBe(false);
  expect(covered({ consent: undefined })).toBe(false);
  expect(covered({ consent: { ...consent, withdrawn: 'sharing' } })).toBe(false);
});

test('a passkey counts for a clearance only if it counted when the clearance was signed', () => {
  const story = world().requested({ flags: ['face'] });
  const spare = { credential: credentialOf('spare'), cose: kid('spare'), rpId: 'localhost' };
  const own = joinFor('walt', '').join.passkeys;
  story.register.add(story.passkeysOffer('walt', { passkeys: [...own, spare] }));
  story.now = T0 + day;
  const second = { kid: kid('walt'), credential: spare.credential };
  const code = (at: number) =>
    clearanceRefusal(story.verified({ flags: ['face'], at }, { second }), story.view, story.now)?.code;
  expect([code(T0 + day - 1), code(T0 + day)]).toEqual(['passkey-waits', undefined]);
});

test('the owner says what became of an opinion, also of an outside colleague’s and in a case that is closed, and once more', () => {
  const story = world().accepted();
  story.room.add(story.opinionOffer('xavier', side));
  const may = (name: string, id = side) =>
    roomRules.mayAct(story.room.state, story.view, story.now, person(name), { act: 'outcome', thread: id })?.code;
  expect([may('alice'), may('bob'), may('xavier')]).toEqual([undefined, 'not-the-owner', 'not-the-owner']);
  const { id } = story.room.add(outcome(story, 'alice', side));
  expect(story.thread(side).last).toBe(id);
  closed(story);
  expect([may('alice'), may('bob')]).toEqual([undefined, 'not-the-owner']);
  expect(story.room.offer(outcome(story, 'alice', side)).ok).toBe(true);
});

test('of an opinion beside a picture that was withdrawn nothing is said any more', () => {
  const story = withdrawn(withOpinion(), 'capture');
  expect(story.room.offer(outcome(story, 'alice'))).toMatchObject({ refusal: { code: 'picture-withdrawn' } });
});
