import fc from 'fast-check';
import {
  atLength,
  caseThread,
  clearanceId,
  day,
  everybody,
  type Offer,
  person,
  side,
  thread,
  world,
  type World,
} from '@consilium/testkit/domain';
import type { PersonId, ThreadId } from '../kernel/ids';
import { entitledTo, isOngoing } from './membership';

const names = ['alice', 'bob', 'carol', 'xavier', 'yara', 'vera'] as const;
const threads = [caseThread, side, thread('one'), thread('two'), thread('three')] as const;
const name = fc.constantFrom(...names);
const place = fc.constantFrom(...threads);

type Step = (story: World) => Offer | undefined;
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(name, place).map(([by, at]): Step => (story) => story.messageOffer(by, at)),
  fc.tuple(name, place).map(([by, at]): Step => (story) => story.rotateOffer(by, at)),
  fc.tuple(name, place, name).map(([by, at, to]): Step => (story) => story.grantOffer(by, at, to, to === 'xavier' ? clearanceId : '')),
  fc.tuple(name, name).map(([by, other]): Step => (story) => story.by(by, 'invite', { person: person(other) })),
  fc.tuple(name, name).map(([by, other]): Step => (story) => story.removeOffer(by, other, other === 'xavier' ? story.acceptOffer().scope : 'room')),
  fc.tuple(name, fc.constantFrom('one', 'two')).map(([by, which]): Step => (story) => ({ ...story.withdrawalOffer(which, 'sharing'), by: person(by) })),
  fc.constantFrom('one', 'two').map((which): Step => (story) => story.consentOffer(which)),
  name.map((by): Step => (story) => story.acceptOffer(by)),
  fc.constant<Step>((story) => story.admitOffer()),
  fc.tuple(name, fc.constantFrom('good', 'suspended')).map(([who, status]): Step => (story) => {
    story.status(who, status);
    return undefined;
  }),
  fc.integer({ min: 0, max: 9 * day }).map((seconds): Step => (story) => {
    story.now += seconds;
    return undefined;
  }),
); // prettier-ignore

/** Tries one step: what is refused must change nothing. */
function attempt(story: World, make: Step): void {
  const offer = make(story);
  if (offer === undefined) return;
  const before = story.room.state;
  const copy = structuredClone({ ...before });
  if (story.room.offer(offer).ok) story.room.add(offer);
  else expect(story.room.state).toBe(before);
  expect({ ...before }).toEqual(copy);
}

function removedPeople(story: World): readonly PersonId[] {
  return [...story.room.state.internals.values()]
    .filter(({ removedAt }) => removedAt !== undefined)
    .map((each) => each.person);
}

function statusFell(story: World): readonly PersonId[] {
  return everybody.filter((one) => story.view.person(one)?.status !== 'good');
}

/** Who must not be entitled to a thread, worked out apart from the rules under test. */
function barred(story: World, id: ThreadId): readonly PersonId[] {
  const share = story.room.state.outsiders.get(clearanceId);
  const cleared = [side, thread('one'), thread('two')].includes(id) && share !== undefined && isOngoing(share);
  const outside = cleared ? [person('yara')] : [person('yara'), person('xavier')];
  return [...removedPeople(story), ...statusFell(story), ...outside];
}

test('whatever is tried, the state given is never changed, and nobody is entitled beyond the rules', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      const story = world().requested();
      for (const make of steps) {
        attempt(story, make);
        for (const id of threads) {
          const entitled = entitledTo(story.room.state, id, story.view, story.now);
          expect(entitled).toEqual(entitled.toSorted());
          expect(barred(story, id).filter((one) => entitled.includes(one))).toEqual([]);
        }
      }
    }),
    { numRuns: atLength(60) },
  );
});

test('whoever holds a thread was entitled when they were granted it', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      const story = world().requested();
      for (const make of steps) {
        const entitled = new Map(threads.map((id) => [id, entitledTo(story.room.state, id, story.view, story.now)]));
        const held = new Map(threads.map((id) => [id, story.thread(id).holders]));
        attempt(story, make);
        for (const id of threads) {
          const added = story.thread(id).holders.filter((holder) => held.get(id)?.includes(holder) !== true);
          for (const holder of added) expect(entitled.get(id)).toContain(holder);
        }
      }
    }),
    { numRuns: atLength(60) },
  );
});
