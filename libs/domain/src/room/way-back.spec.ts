import {
  backTo,
  caseThread,
  defence,
  grantsTo,
  opened,
  person,
  withCarol,
  withoutBob,
  world,
  World,
} from '@consilium/testkit/domain';
import { roomRules } from '../books';
import { isLedTo } from '../register/generations';
import type { RoomAct } from './rows';
import { rotationDue } from './membership';

const people = (...names: string[]) => names.map(person);
const codeOf = (applied: Parameters<typeof World.codeOf>[0]): string | undefined => World.codeOf(applied);
/** Alice begins the second keys of the case; who could open them only they know. */
const second = (): World => opened().rotate('alice', caseThread);
const restart = (story: World, name: string, to: number): string | undefined =>
  codeOf(story.room.offer(story.rotateOffer(name, caseThread, { back: backTo(to) })));
const may = (story: World, name: string, act: RoomAct): string | undefined =>
  roomRules.mayAct(story.room.state, story.view, story.now, person(name), act)?.code;

test('keys that did not open are skipped by whoever says so; numbers rise, and what was skipped stays known', () => {
  const story = second().bad('bob', caseThread);
  expect(may(story, 'bob', { act: 'restart', thread: caseThread, back: 1 })).toBeUndefined();
  story.rotate('bob', caseThread, { back: backTo(1) });
  const { before, ...newest } = story.thread(caseThread);
  expect(newest).toMatchObject({ gen: 3, begunBy: person('bob'), opens: [1], holders: people('alice', 'bob') });
  expect(before).toMatchObject([
    { gen: 1, begunBy: person('alice'), opens: [], holders: people('alice', 'bob') },
    { gen: 2, begunBy: person('alice'), opens: [1], holders: people('alice') },
  ]);
  // And again: the numbers of two that are skipped at once.
  story.rotate('alice', caseThread).rotate('alice', caseThread).bad('bob', caseThread, 4).bad('bob', caseThread, 5);
  story.rotate('bob', caseThread, { back: backTo(3) });
  expect(story.thread(caseThread)).toMatchObject({ gen: 6, opens: [3] });
});

test('a report takes from nobody the right to begin the next keys', () => {
  const story = second().bad('bob', caseThread);
  expect(may(story, 'bob', { act: 'rotate', thread: caseThread })).toBeUndefined();
  expect(may(story, 'alice', { act: 'rotate', thread: caseThread })).toBeUndefined();
  story.bad('alice', caseThread);
  expect(story.thread(caseThread).holders).toEqual([]);
  expect([restart(story, 'alice', 1), restart(story, 'bob', 1), restart(story, 'bob', 2)]).toEqual(
    Array(3).fill(undefined),
  );
});

test('a liar who reports good keys and begins anew after a removal gets nobody back in', () => {
  const story = withCarol(opened());
  story.room.add(story.grantOffer('alice', caseThread, 'carol'));
  story.room.add(story.removeOffer('alice', 'carol'));
  story.rotate('alice', caseThread).bad('bob', caseThread);
  const offer = story.rotateOffer('bob', caseThread, { back: backTo(1) });
  const toCarolToo = { ...(offer.body as object), grants: grantsTo(people('alice', 'bob', 'carol')) };
  expect(codeOf(story.room.offer({ ...offer, body: toCarolToo }))).toBe('wrong-recipients');
  story.room.add(offer);
  const { holders, sealedTo } = story.thread(caseThread);
  expect([holders, sealedTo.map(({ person: of }) => of)]).toEqual([people('alice', 'bob'), people('alice', 'bob')]);
  expect(codeOf(story.room.offer(story.linkOffer('carol', caseThread, 1)))).toBe('not-a-member');
});

test('a liar who reports good keys and is removed makes new ones due: they hold them all the same', () => {
  const story = withoutBob(opened().bad('bob', caseThread));
  expect(rotationDue(story.room.state, story.thread(caseThread), story.view, story.now)).toBe(true);
});

test('somebody whom no keys ever reached begins anew once no colleague holds any; linked to nothing', () => {
  const held = withCarol();
  expect(restart(held, 'carol', 0)).toBe('held-by-another');
  const reported = held.bad('alice', caseThread).bad('bob', caseThread);
  expect(restart(reported, 'carol', 0)).toBeUndefined();
  const alone = withCarol().status('alice', 'suspended').status('bob', 'suspended');
  alone.rotate('carol', caseThread, { back: backTo(0) });
  expect(alone.thread(caseThread)).toMatchObject({ gen: 2, opens: [], holders: people('carol') });
});

test('keys that colleagues hold under a key they gave up keep no newcomer from beginning anew', () => {
  const story = withCarol();
  for (const name of ['alice', 'bob']) story.register.add(story.keyChangeOffer(name));
  expect(restart(story, 'carol', 0)).toBeUndefined();
});

test('who was granted only what leads to earlier keys may link to these', () => {
  const story = withCarol(second());
  story.room.add(story.grantOffer('alice', caseThread, 'carol'));
  story.bad('carol', caseThread);
  expect(restart(story, 'carol', 1)).toBeUndefined();
  // To the first keys of all only somebody goes back whom they did not reach, or who says so.
  expect(restart(story, 'carol', 0)).toBe('held-by-another');
});

test('skipped keys are linked under the newest by whoever holds both, and lead there for all who come later', () => {
  const story = second()
    .bad('bob', caseThread)
    .rotate('bob', caseThread, { back: backTo(1) });
  const led = () => [1, 2, 3, 4].filter((gen) => isLedTo(story.thread(caseThread), gen));
  expect(led()).toEqual([1, 3]);
  expect(may(story, 'alice', { act: 'link', thread: caseThread, gen: 2 })).toBeUndefined();
  for (let times = 0; times < 2; times++) story.room.add(story.linkOffer('alice', caseThread, 2));
  expect(story.thread(caseThread).opens).toEqual([1, 2]);
  expect(led()).toEqual([1, 2, 3]);
  withCarol(story).room.add(story.grantOffer('alice', caseThread, 'carol'));
  story.rotate('carol', caseThread);
  expect(may(story, 'carol', { act: 'link', thread: caseThread, gen: 2 })).toBeUndefined();
  expect(led()).toEqual([1, 2, 3, 4]);
});

test('the timeline says who began what was skipped, by name', () => {
  const row = roomRules.row({ type: 'rotate', rules: 1 });
  const told = (gen: number, to: number) =>
    row?.line({
      by: 'Dr B',
      name: () => '',
      isAuthor: () => false,
      pictures: '',
      begunBy: (of: number) => (of === 3 ? 'Dr C' : 'Dr A'),
      body: { gen, back: backTo(to) } as never,
    });
  expect([told(1, 0), told(2, 1), told(3, 1), told(5, 1), told(3, 0)]).toEqual([
    'Dr B began the thread',
    'Dr B changed the key: who can read changed',
    'Dr B began a new key and skipped one begun by Dr A',
    'Dr B began a new key and skipped 3 begun by Dr A and Dr C',
    'Dr B began a new key and skipped 2 begun by Dr A',
  ]);
});

describe('the organisation’s key', () => {
  const held = () => world().people().orgKey().orgKey('walt');
  const offered = (story: World, name: string, to: number) =>
    codeOf(story.register.offer(story.orgKeyOffer(name, { back: backTo(to) })));

  test('is skipped by an adviser whom it did not reach, linked to what did; and adds nobody', () => {
    const story = held();
    expect(offered(story, 'vera', 1)).toBe('not-reported');
    story.badKey('vera');
    story.register.add(story.orgKeyOffer('vera', { back: backTo(1) }));
    expect(story.view.orgKey(defence)).toMatchObject({
      gen: 3,
      begunBy: person('vera'),
      opens: [1],
      holders: people('vera', 'walt'),
      before: [{ gen: 1 }, { gen: 2, begunBy: person('walt'), holders: people('walt') }],
    });
    story.register.add(story.keyLinkOffer('walt', 2));
    expect(story.view.orgKey(defence)?.opens).toEqual([1, 2]);
  });

  test('is begun anew by a new adviser, linked to nothing, once no other holds it', () => {
    const story = held().adviser('wim', defence);
    expect(offered(story, 'wim', 0)).toBe('held-by-another');
    story.badKey('vera', 1).badKey('vera', 2).badKey('walt', 1).badKey('walt', 2);
    expect(offered(story, 'wim', 0)).toBeUndefined();
    const ended = held().adviser('wim', defence).status('vera', 'ended').status('walt', 'suspended');
    expect(offered(ended, 'wim', 0)).toBeUndefined();
  });
});
