import {
  caseThread,
  clearanceId,
  day,
  hash,
  id16,
  joinFor,
  kid,
  opened,
  person,
  side,
  T0,
  thread,
  withOpinion,
  withoutBob,
  world,
  World,
} from '@consilium/testkit/domain';
import { rotationDue, scopeOfShare, shareInForce, standingIn } from './membership';

const secondId = id16<typeof clearanceId>('second');
const codeOf = (applied: Parameters<typeof World.codeOf>[0]): string | undefined => World.codeOf(applied);

/** Another share in the same case, with a side thread of its own. */
function alsoAdmitted(story: World, name: string): World {
  story.rotate('alice', thread('side2'), { kind: 'side', clearance: secondId });
  story.room.add(story.admitOffer({ id: secondId, recipient: story.recipient(name) }, {}, thread('side2')));
  return story;
}

test('of two shares of one colleague in force the accepted one counts, whichever came first', () => {
  const story = alsoAdmitted(world().admitted().clearanceStatus('suspended'), 'xavier');
  const scope = scopeOfShare(thread('side2'), story.clearance());
  story.room.add({ ...story.acceptOffer(), scope, body: { clearance: secondId, declined: false } });
  story.clearanceStatus('reinstated').tick();
  const { state } = story.room;
  expect([...state.outsiders.values()].map(({ stage }) => stage.stage)).toEqual(['admitted', 'accepted']);
  expect(shareInForce(state, person('xavier'), story.view, story.now)?.clearance.id).toBe(secondId);
  expect(standingIn(state, person('xavier'), story.view, story.now)).toBe('outside');
});

test('a clearance may be about the room’s very newest entry', () => {
  const story = world().requested();
  const { head } = story.room.state;
  expect(codeOf(story.room.offer(story.admitOffer({ roomHead: { seq: head.seq + 1, hash: hash('x') } })))).toBe(
    'room-head-ahead',
  );
  expect(codeOf(story.room.offer(story.admitOffer({ roomHead: head })))).toBeUndefined();
});

test('a share remembers who signed second, and that nobody did', () => {
  const flagged = world().requested({ flags: ['face'] });
  const [credential = ''] = (flagged.view.person(person('walt'))?.passkeys ?? []).map((each) => each.credential);
  flagged.room.add(flagged.admitOffer({ flags: ['face'] }, { second: { kid: kid('walt'), credential } }));
  expect(flagged.room.state.outsiders.get(clearanceId)).toMatchObject({ kind: 'outside', second: kid('walt') });
  expect(world().admitted().room.state.outsiders.get(clearanceId)).not.toHaveProperty('second');
});

test('one outside colleague is not removed by naming the share of another', () => {
  const story = alsoAdmitted(world().accepted(), 'yara');
  const removal = (at: typeof side) =>
    story.room.offer(story.removeOffer('alice', 'yara', scopeOfShare(at, story.clearance())));
  expect(codeOf(removal(side))).toBe('wrong-scope');
  expect(codeOf(removal(thread('side2')))).toBeUndefined();
});

test('who says that a key did not open makes new ones due by leaving, or by changing their own, all the same', () => {
  const due = (story: World) => rotationDue(story.room.state, story.thread(caseThread), story.view, story.now);
  expect(due(opened().bad('bob', caseThread))).toBe(false);
  expect(due(withoutBob(opened().bad('bob', caseThread)))).toBe(true);
  const changed = opened().bad('bob', caseThread);
  changed.register.add(changed.keyChangeOffer('bob'));
  expect(due(changed)).toBe(true);
});

test('an opinion is what was written last in its thread', () => {
  const story = withOpinion();
  expect([...story.room.state.opinions.keys()]).toEqual([story.thread(thread('one')).last]);
});

test('a gesture may be made with any passkey its adviser has, once it counts', () => {
  const story = world().requested();
  const { passkeys } = joinFor('vera', '').join;
  const both = [...passkeys, ...joinFor('vera', '', 'vera2').join.passkeys];
  story.register.add(story.passkeysOffer('vera', { passkeys: both }));
  const decidedWith = (credential: string, at: number) =>
    codeOf(story.room.offer(story.admitOffer({ at }, { first: { kid: kid('vera'), credential } })));
  const [first = '', added = ''] = both.map(({ credential }) => credential);
  expect([decidedWith(first, T0), decidedWith(added, T0)]).toEqual([undefined, 'passkey-waits']);
  story.now += day - 1;
  expect([decidedWith(added, T0 + day - 1), decidedWith(added, T0 + day)]).toEqual(['passkey-waits', 'passkey-waits']);
  story.now += 1;
  // Signed before it counted, it never does.
  expect([decidedWith(added, T0 + day - 1), decidedWith(added, T0 + day)]).toEqual(['passkey-waits', undefined]);
});

test('a scope of as many threads, one of them another, is the wrong one', () => {
  const story = world().requested();
  const offer = story.requestOffer(['one', 'three']);
  expect(codeOf(story.room.offer(offer))).toBeUndefined();
  const scope = ['one', 'two'].map(thread).toSorted();
  expect(codeOf(story.room.offer({ ...offer, scope }))).toBe('wrong-scope');
});
