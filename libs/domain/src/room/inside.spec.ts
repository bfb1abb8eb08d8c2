import {
  backTo,
  caseThread,
  clearanceId,
  grantsTo,
  opened,
  person,
  pictured,
  replicaOf,
  side,
  thread,
  withCarol,
  withdrawn,
  withoutBob,
  world,
  World,
  type Offer,
} from '@consilium/testkit/domain';
import { roomRules } from '../books';
import { noFacts } from '../facts';
import type { RoomAct } from './rows';
import { granteesOf, rotationDue } from './membership';
import { mayHold, mayOpen, mayRead, whoMayRead } from './may';
import { complainingOf, holdsThread } from './reach';

const one = thread('one');
const people = (...names: string[]) => names.map(person);
const codeOf = (story: World, offer: Offer): string => World.codeOf(story.room.offer(offer)) ?? '';
const may = (story: World, name: string, act: RoomAct): string | undefined =>
  roomRules.mayAct(story.room.state, story.view, story.now, person(name), act)?.code;
const isDue = (story: World, id = one): boolean =>
  rotationDue(story.room.state, story.thread(id), story.view, story.now);
const holds = (story: World, name: string, id = one): boolean =>
  holdsThread(story.room.state, story.thread(id), person(name), story.view);
const given = (story: World, name: string, id = caseThread): World => {
  story.room.add(story.grantOffer('alice', id, name));
  return story;
};

/** What the replica of an outside colleague, who is given what the rules give them, says of one entry more. */
function judgedBy(name: string, story: World, offer: Offer): string {
  const register = { facts: noFacts, register: story.view };
  const applied = roomRules.apply(replicaOf(story, name), story.room.entryFor(offer), offer.body, register);
  return applied.ok ? '' : applied.refusal.code;
}

test('one grant of the case’s key opens every picture: a newcomer holds them all, and none is granted to them', () => {
  const story = withCarol(opened().picture('one').picture('two'));
  expect([holds(story, 'carol'), holds(story, 'bob')]).toEqual([false, true]);
  given(story, 'carol');
  expect(['one', 'two'].map((name) => holds(story, 'carol', thread(name)))).toEqual([true, true]);
  expect(['one', 'two'].map((name) => story.thread(thread(name)).sealedTo)).toEqual([[], []]);
  story.room.add(story.messageOffer('carol', one));
  const readers = whoMayRead(story.room.state, one, story.view, story.now);
  expect(readers.map(({ person: who, holds: has }) => [who, has])).toEqual(
    people('alice', 'bob', 'carol').map((who) => [who, true]),
  );
});

test('somebody is removed: nothing new is written, and no picture begun, before the case has new keys', () => {
  const story = withoutBob(pictured());
  expect(codeOf(story, story.rotateOffer('alice', thread('new')))).toBe('case-rotation-due');
  expect(codeOf(story, story.rotateOffer('alice', one))).toBe('case-rotation-due');
  expect(may(story, 'alice', { act: 'rotate', thread: one })).toBe('case-rotation-due');
  expect(may(story, 'alice', { act: 'rewrap', thread: one, gen: 1 })).toBe('case-rotation-due');
  story.rotate('alice', caseThread).picture('new');
  expect(isDue(story, thread('new'))).toBe(false);
});

test('somebody is removed and the case has new keys: an old picture thread is due all the same, for an outside colleague too', () => {
  const story = withoutBob(world().accepted()).rotate('alice', caseThread);
  for (const by of ['alice', 'xavier']) {
    expect(codeOf(story, story.messageOffer(by, one))).toBe('rotation-due');
    expect(judgedBy('xavier', story, story.messageOffer(by, one))).toBe('rotation-due');
  }
  story.rotate('alice', one);
  for (const by of ['alice', 'xavier']) {
    expect(codeOf(story, story.messageOffer(by, one))).toBe('');
    expect(judgedBy('xavier', story, story.messageOffer(by, one))).toBe('');
  }
});

test.each<[what: string, leave: (story: World) => void]>([
  ['a status that fell', (story) => story.status('bob', 'suspended')],
  ['new keys', (story) => story.register.add(story.keyChangeOffer('bob'))],
  ['keys that two officers replaced', (story) => story.register.add(story.replacementOffer('bob'))],
  ['an owner who handed over and left', (story) => {
    story.room.add(story.by('alice', 'owner', { person: person('bob') }));
    story.room.add(story.removeOffer('alice', 'alice'));
  }],
])('what was begun before %s is due, of the case and of every picture', (_what, leave) => {
  const story = world().accepted();
  leave(story);
  expect([caseThread, one, thread('three'), side].map((id) => isDue(story, id))).toEqual([true, true, true, true]);
}); // prettier-ignore

test('whoever was inside counts also without a grant, and whoever came and went before does not', () => {
  const story = withCarol(pictured());
  story.room.add(story.removeOffer('alice', 'carol'));
  expect([isDue(story, caseThread), isDue(story)]).toEqual([true, true]);
  story.rotate('alice', caseThread).rotate('alice', one);
  expect([isDue(story, caseThread), isDue(story)]).toEqual([false, false]);
  // They come back, and what was begun meanwhile is theirs only as it is given to them.
  withCarol(story);
  expect([isDue(story, caseThread), isDue(story), holds(story, 'carol')]).toEqual([false, false, false]);
  story.room.add(story.removeOffer('alice', 'carol'));
  expect([isDue(story, caseThread), isDue(story)]).toEqual([true, true]);
});

test('a key that comes back is noted once', () => {
  const story = withCarol();
  story.room.add(story.removeOffer('alice', 'carol'));
  const left = story.room.state.head.seq - 1;
  const untilOf = () => story.room.state.keysInside.map(({ person: who, until }) => [who, until]);
  expect(untilOf()).toEqual([[person('alice'), undefined], [person('bob'), undefined], [person('carol'), left]]);
  const noted = story.room.state.keysInside;
  story.tick();
  expect(story.room.state.keysInside).toBe(noted);
  withCarol(story);
  expect(untilOf()).toEqual(people('alice', 'bob', 'carol').map((who) => [who, undefined]));
}); // prettier-ignore

test('keys of a picture go to exactly the outside colleagues, and an ended share makes them due', () => {
  const story = world().accepted();
  expect(granteesOf(story.room.state, story.thread(one), story.view, story.now)).toEqual(people('xavier'));
  story.rotate('bob', one);
  expect(story.thread(one)).toMatchObject({ holders: people('xavier'), reach: [{ unders: [1] }, { unders: [1] }] });
  withdrawn(story);
  expect([isDue(story), isDue(story, caseThread)]).toEqual([true, false]);
  story.rotate('alice', one);
  expect(story.thread(one).holders).toEqual([]);
});

describe('a wrap that does not open', () => {
  const reported = () => withCarol(pictured()).bad('bob', one);

  test('is reported without a word on the case’s key, and ended by giving it again', () => {
    const story = reported();
    expect([holds(story, 'bob'), holds(story, 'bob', caseThread)]).toEqual([false, true]);
    expect(complainingOf(story.thread(one))).toEqual(people('bob'));
    expect(mayHold(story.room.state, one, person('bob'), story.view, story.now)).toBe(false);
    expect(codeOf(story, story.messageOffer('bob', one))).toBe('not-a-holder');
    story.room.add(story.messageOffer('bob', caseThread));
    story.room.add(story.rewrapOffer('alice', one));
    expect([holds(story, 'bob'), complainingOf(story.thread(one))]).toEqual([true, []]);
  });

  test('is skipped by whoever says so, and by nobody else', () => {
    const story = pictured().rotate('alice', one);
    expect(codeOf(story, story.rotateOffer('bob', one, { back: backTo(1) }))).toBe('not-reported');
    story.bad('bob', one);
    story.rotate('bob', one, { back: backTo(1) });
    expect(story.thread(one)).toMatchObject({ gen: 3, opens: [1] });
    story.room.add(story.linkOffer('alice', one, 2));
    expect(story.thread(one).opens).toEqual([1, 2]);
  });

  test('is of no concern to an outside colleague, who judges neither it nor who holds what inside', () => {
    const story = world().accepted();
    expect(judgedBy('xavier', story, story.badOffer('bob', one))).toBe('');
    story.bad('bob', one).rotate('alice', one, { back: backTo(1) });
    story.room.add(story.rewrapOffer('alice', one));
    story.room.add(story.linkOffer('alice', one, 1));
    const seen = replicaOf(story, 'xavier');
    expect(seen.threads.get(one)).toEqual(story.thread(one));
    expect(whoMayRead(seen, one, story.view, story.now).map((each) => each.holds)).toEqual([true, true, true]);
    // Their own grant they report as ever.
    story.bad('xavier', one);
    expect(complainingOf(story.thread(one))).toEqual(people('xavier'));
  });
});

test('a gap in the case’s keys loses a picture for whoever came later, until it is given again', () => {
  const story = pictured().rotate('alice', caseThread).picture('two').bad('bob', caseThread, 2);
  // Bob skipped the second keys of the case: under these stands the second picture.
  story.rotate('bob', caseThread, { back: backTo(1) });
  given(withCarol(story), 'carol');
  expect(['one', 'two'].map((name) => holds(story, 'carol', thread(name)))).toEqual([true, false]);
  expect([holds(story, 'alice', thread('two')), holds(story, 'bob', thread('two'))]).toEqual([true, false]);
  expect(may(story, 'carol', { act: 'rewrap', thread: thread('two'), gen: 1 })).toBe('not-a-holder');
  const lost = structuredClone(story.thread(thread('two')).reach);
  story.room.add(story.rewrapOffer('alice', thread('two')));
  expect(lost).toMatchObject([{ unders: [2] }]);
  expect(story.thread(thread('two')).reach).toMatchObject([{ unders: [2, 3] }]);
  expect(['bob', 'carol'].map((name) => holds(story, name, thread('two')))).toEqual([true, true]);
});

test('a gap is closed by a link of the case’s keys as well', () => {
  const story = opened().rotate('alice', caseThread).picture('one').bad('bob', caseThread, 2);
  story.rotate('bob', caseThread, { back: backTo(1) });
  expect(holds(story, 'bob')).toBe(false);
  story.room.add(story.linkOffer('alice', caseThread, 2));
  expect(holds(story, 'bob')).toBe(true);
});

test('whoever the case’s newest keys did not reach holds no picture, though older ones did', () => {
  const story = pictured().rotate('alice', caseThread).bad('bob', caseThread);
  expect([holds(story, 'bob'), codeOf(story, story.messageOffer('bob', one))]).toEqual([false, 'not-a-holder']);
  expect(may(story, 'bob', { act: 'rotate', thread: one })).toBe('not-a-holder');
});

describe('a thread for some of the inside', () => {
  const x = thread('x');
  const named = () => withCarol(opened()).named('alice', x, ['alice', 'bob']);
  const narrowed = (story: World, who: readonly string[] = ['alice']) =>
    story.rotate('alice', one, { readers: 'named', grants: grantsTo(who.map(person)) });
  const opens = (story: World, name: string, id = one) =>
    mayOpen(story.room.state, { seq: 0, type: 'message', scope: [id] }, person(name), story.view, story.now);

  test('goes to exactly those named, later too, and to whoever is granted it and so named', () => {
    const story = given(named(), 'carol');
    expect(['alice', 'bob', 'carol'].map((name) => holds(story, name, x))).toEqual([true, true, false]);
    expect(codeOf(story, story.messageOffer('carol', x))).toBe('not-a-holder');
    story.rotate('bob', x);
    expect(story.thread(x)).toMatchObject({ gen: 2, holders: people('alice', 'bob'), readers: 'named' });
    given(story, 'carol', x);
    story.rotate('carol', x);
    expect(story.thread(x)).toMatchObject({ holders: people('alice', 'bob', 'carol'), named: people('alice', 'bob', 'carol') });
  });

  test('loses whoever leaves, and does not mind who leaves the room beside it', () => {
    const story = named();
    story.room.add(story.removeOffer('alice', 'carol'));
    expect([isDue(story, x), isDue(story, caseThread)]).toEqual([false, true]);
    story.room.add(story.removeOffer('alice', 'bob'));
    expect(isDue(story, x)).toBe(true);
    // Its keys rest on grants of their own, not on the case's.
    story.rotate('alice', x);
    expect(story.thread(x).holders).toEqual(people('alice'));
  });

  test('becomes one by its owner alone: what was written is theirs who have it, and the service gives it to nobody else', () => {
    const story = world().accepted();
    expect(codeOf(story, story.rotateOffer('bob', one, { readers: 'named', grants: grantsTo(people('bob', 'xavier')) }))).toBe('not-the-owner');
    expect([opens(story, 'bob'), opens(story, 'xavier')]).toEqual([true, true]);
    narrowed(story, ['alice', 'xavier']);
    expect(story.thread(one)).toMatchObject({ named: people('alice'), holders: people('alice', 'xavier') });
    expect(['alice', 'bob', 'xavier'].map((name) => opens(story, name))).toEqual([true, false, true]);
    expect(opens(story, 'bob', thread('two'))).toBe(true);
    const holding = (name: string) => mayHold(story.room.state, one, person(name), story.view, story.now);
    expect(['alice', 'bob', 'xavier'].map(holding)).toEqual([true, false, true]);
    // Everybody inside still judges it by its bodies.
    expect(mayRead(story.room.state, { type: 'message', scope: [one] }, person('bob'), story.view, story.now)).toBe(true);
    expect(codeOf(story, story.messageOffer('bob', one))).toBe('not-a-holder');
    expect(codeOf(story, story.rewrapOffer('alice', one, 1))).toBe('wrong-readers');
  });

  test('is for the whole inside again by its owner, while the patient’s agreement to the picture stands', () => {
    const story = narrowed(pictured(), ['alice', 'bob']);
    expect(codeOf(story, story.rotateOffer('bob', one, { readers: 'inside', grants: [], inside: story.wrapped() }))).toBe('not-the-owner');
    const open = () => story.rotateOffer('alice', one, { readers: 'inside' });
    withdrawn(story, 'capture');
    expect(codeOf(story, open())).toBe('consent-withdrawn');
    story.room.add(story.consentAgainOffer('alice', 'one'));
    expect(codeOf(story, open())).toBe('consent-withdrawn');
    story.room.add(story.consentOffer('one'));
    story.room.add(open());
    expect(story.thread(one)).toMatchObject({ gen: 3, readers: 'inside', named: [], holders: [] });
    expect([holds(story, 'bob'), opens(story, 'bob')]).toEqual([true, true]);
  });
}); // prettier-ignore

test('a clearance’s grant on a picture goes to the outside colleague alone', () => {
  const story = world().requested();
  story.room.add(story.admitOffer());
  expect(codeOf(story, story.grantOffer('alice', one, 'bob'))).toBe('opened-by-case');
  story.room.add(story.grantOffer('alice', one, 'xavier', clearanceId));
  expect(story.thread(one).holders).toEqual(people('xavier'));
});
