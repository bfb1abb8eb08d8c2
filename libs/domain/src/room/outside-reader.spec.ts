import {
  blob,
  caseThread,
  clearanceId,
  credentialOf,
  id16,
  kid,
  person,
  replicaOf,
  side,
  thread,
  world,
  type World,
} from '@consilium/testkit/domain';
import type { Clearance } from '../clearance/document';
import { noFacts } from '../facts';
import { entitledTo } from './membership';
import { roomRules } from '../books';
import type { RoomState } from './state';

const second = id16<Clearance['id']>('second');
/** Yara is admitted to pictures two and three, which Xavier sees in part. */
const withYara = (): World => {
  const story = world().accepted();
  story.room.add(story.requestOffer(['three', 'two']));
  story.rotate('alice', thread('side2'), { kind: 'side', clearance: second });
  const change = {
    id: second,
    recipient: story.recipient('yara'),
    threads: ['two', 'three'].map((name) => story.clearedThread(name)),
  };
  story.room.add(story.admitOffer(change, {}, thread('side2')));
  story.room.add(story.grantOffer('alice', thread('two'), 'yara', second));
  return story;
};

test('an outside colleague rebuilds the room from their own share of it', () => {
  const story = world().accepted();
  story.room.add(story.messageOffer('alice', caseThread));
  story.room.add(story.messageOffer('bob', thread('one')));
  const seen = replicaOf(story, 'xavier');
  expect([...seen.threads.keys()].toSorted()).toEqual([thread('one'), side, thread('two')].toSorted());
  expect([...seen.dark].toSorted()).toEqual([caseThread, thread('three')].toSorted());
  expect(seen.threads.get(thread('one'))).toEqual(story.thread(thread('one')));
  expect(seen.head).toEqual(story.room.state.head);
  expect(seen.owner).toBe(person('alice'));
});

test('they judge another share where it meets theirs, and know who reads with them', () => {
  const story = withYara();
  const seen = replicaOf(story, 'xavier');
  expect(seen.outsiders.get(second)?.person).toBe(person('yara'));
  const readers = (state: RoomState) => entitledTo(state, thread('two'), story.view, story.now);
  expect(readers(seen)).toEqual(['alice', 'bob', 'xavier', 'yara'].map(person));
  expect(readers(seen)).toEqual(readers(story.room.state));
});

test('they follow rotations, opinions and removals that touch what they cannot see', () => {
  const story = withYara().rotate('bob', thread('two'));
  const picture = story.thread(thread('three')).picture?.entry ?? '';
  story.room.add(story.opinionOffer('bob', thread('one'), [{ thread: thread('three'), picture, rendition: 'view' }]));
  const scope = [thread('side2'), thread('three'), thread('two')].toSorted();
  story.room.add(story.removeOffer('alice', 'yara', scope));
  story.rotate('alice', thread('two'));
  expect(replicaOf(story, 'xavier').threads.get(thread('two'))).toEqual(story.thread(thread('two')));
});

test('a picture whose sharing was withdrawn goes dark for them and the rest stays whole', () => {
  const story = withYara();
  story.room.add(story.withdrawalOffer('two', 'sharing'));
  story.room.add(story.consentAgainOffer('alice', 'two'));
  story.room.add(story.consentOffer('two'));
  story.rotate('alice', thread('two'));
  const seen = replicaOf(story, 'xavier');
  expect(seen.dark.has(thread('two'))).toBe(true);
  expect(seen.threads.has(thread('one'))).toBe(true);
  expect(replicaOf(story, 'bob')).toEqual(story.room.state);
});

test('a reader who is given everything has no dark thread, however often one is named', () => {
  const story = withYara();
  expect(replicaOf(story, 'alice').dark.size).toBe(0);
  const seen = replicaOf(story, 'xavier');
  story.room.add({ ...story.messageOffer('alice', caseThread, { sealed: blob }) });
  expect(replicaOf(story, 'xavier').dark).toEqual(seen.dark);
  expect(story.verified().first).toEqual({ kid: kid('vera'), credential: credentialOf('vera') });
  expect(seen.outsiders.get(clearanceId)?.stage.stage).toBe('accepted');
});

test('a picture has one number for everybody, counted from skeletons, and keeps it when it is withdrawn', () => {
  const story = withYara();
  story.room.add(story.withdrawalOffer('one', 'capture'));
  const numbers = (state: RoomState): unknown[] =>
    ['one', 'two', 'three'].map((name) => state.threads.get(thread(name))?.picture?.number);
  expect(numbers(story.room.state)).toEqual([1, 2, 3]);
  expect(numbers(replicaOf(story, 'xavier'))).toEqual([undefined, 2, undefined]);
  expect(replicaOf(story, 'xavier').pictures).toEqual(story.room.state.pictures);
});

test('an opinion rests on no picture that was never posted, also where its thread is not theirs', () => {
  const story = withYara();
  const rests = (picture: string) =>
    story.opinionOffer('bob', thread('one'), [{ thread: thread('three'), picture, rendition: 'view' }]);
  const offered = (picture: string) => {
    const offer = rests(picture);
    const register = { facts: noFacts, register: story.view };
    return roomRules.apply(replicaOf(story, 'xavier'), story.room.entryFor(offer), offer.body, register);
  };
  expect(offered(id16('never'))).toMatchObject({ ok: false, refusal: { code: 'picture-missing' } });
  expect(offered(story.thread(thread('three')).picture?.entry ?? '')).toMatchObject({ ok: true });
});
