import { caseThread, hash, kid, opened, person, withCarol, world } from '@consilium/testkit/domain';
import { generationOf, grantedTo, isLedTo, leadsTo, linked, linkRefusal, reported, reportersOf } from './generations';
import type { Generation, Generations } from './state';

const [alice, bob, carol] = [person('alice'), person('bob'), person('carol')];
const keyOf = (name: 'alice' | 'bob' | 'carol') => ({ person: person(name), kid: kid(name) });

/** A generation sealed to Alice and Bob, who hold it and began it. */
const generation = (gen: number, opens: readonly number[], change: Partial<Generation> = {}): Generation => ({
  ...{ gen, opens, kc: hash(`kc-${String(gen)}`), begunBy: alice, asOf: 0 },
  ...{ holders: [alice, bob], sealedTo: [keyOf('alice'), keyOf('bob')], ...change },
});

/** Generations in the order they were begun. */
function keys(...all: readonly Generation[]): Generations {
  const newest = all.at(-1);
  if (newest === undefined) throw new Error('No generation');
  return { ...newest, before: all.slice(0, -1) };
}

const three = keys(generation(1, []), generation(2, [1]), generation(3, [2]));

test('a generation is found by its number, the newest too, and none by another', () => {
  expect([1, 2, 3].map((gen) => generationOf(three, gen)?.gen)).toEqual([1, 2, 3]);
  expect(generationOf(three, 4)).toBeUndefined();
});

test('who was given a generation that did not open is named, sorted, until they are given it again', () => {
  const all = [keyOf('carol'), keyOf('alice'), keyOf('bob')];
  expect(reportersOf(generation(1, [], { holders: [alice, bob, carol], sealedTo: all }))).toEqual([]);
  expect(reportersOf(generation(1, [], { holders: [alice], sealedTo: all }))).toEqual([bob, carol]);
  const story = opened().bad('bob', caseThread);
  expect(reportersOf(story.thread(caseThread))).toEqual([bob]);
  story.room.add(story.grantOffer('alice', caseThread, 'bob'));
  expect(reportersOf(story.thread(caseThread))).toEqual([]);
});

test('what leads to a generation is what links to it, however far, and what was linked since', () => {
  const late = { holders: [carol], sealedTo: [keyOf('carol')] };
  const skipped = keys(generation(1, []), generation(2, [1]), generation(3, [1]), generation(4, [3], late));
  expect([1, 2, 3, 4].map((gen) => leadsTo(skipped, carol, gen))).toEqual([true, false, true, true]);
  const since = { ...skipped, opens: [2, 3] };
  expect(leadsTo(since, carol, 2)).toBe(true);
  expect([1, 2, 3, 4].map((gen) => leadsTo(skipped, bob, gen))).toEqual([true, true, true, false]);
});

test('the newest generation leads to what it opens, and not to what only a skipped one opens', () => {
  expect([1, 2, 3].map((gen) => isLedTo(three, gen))).toEqual([true, true, true]);
  const apart = keys(generation(1, []), generation(2, [1]), generation(3, []));
  expect([1, 2, 3].map((gen) => isLedTo(apart, gen))).toEqual([false, false, true]);
});

test('it is known before it is tried why a generation may not link to another', () => {
  const story = withCarol(opened().rotate('alice', caseThread));
  const { view } = story;
  const colleagues = [alice, bob, carol];
  const code = (by: typeof alice, gen: number) =>
    linkRefusal({ by, view, colleagues }, story.thread(caseThread), gen)?.code;
  expect([code(bob, 2), code(bob, 1), code(bob, 3)]).toEqual([undefined, 'not-reported', 'wrong-back']);
  expect([code(carol, 2), code(carol, 0)]).toEqual(['not-a-holder', 'held-by-another']);
  story.bad('bob', caseThread);
  expect([code(bob, 1), code(bob, 2)]).toEqual([undefined, undefined]);
});

test('a grant once more seals to nobody twice, unless under a new key', () => {
  const story = world().people();
  const reportedBy = generation(1, [], { holders: [alice] });
  expect(grantedTo(story.view, reportedBy, bob)).toEqual({
    holders: [alice, bob],
    sealedTo: [keyOf('alice'), keyOf('bob')],
  });
  story.register.add(story.keyChangeOffer('bob'));
  expect(grantedTo(story.view, reportedBy, bob).sealedTo).toEqual([
    keyOf('alice'),
    keyOf('bob'),
    { person: bob, kid: kid('bob2') },
  ]);
});

test('a report is about one generation and its reporter, and leaves every other as it was', () => {
  const change = reported(three, bob, 1);
  expect(change).toEqual({ before: [{ ...three.before[0], holders: [alice] }, three.before[1]] });
  expect(reported(three, bob, 3)).toEqual({ holders: [alice] });
});

test('what the newest generation opens stays sorted as numbers', () => {
  const all = Array.from({ length: 11 }, (_, at) => generation(at + 1, at === 0 ? [] : [at]));
  const newest = keys(...all, generation(12, [11]));
  expect(linked(newest, alice, { gen: 2, under: 12 })).toEqual({ opens: [2, 11] });
  expect(linked(newest, alice, { gen: 11, under: 12 })).toEqual({ opens: [11] });
});
