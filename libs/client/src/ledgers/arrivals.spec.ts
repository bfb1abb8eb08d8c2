import { roomRules, type Entry } from '@consilium/domain';
import { fromRegister } from '@consilium/ledger';
import { person, world } from '@consilium/testkit/domain';
import { Arrivals, type TimeMark } from './arrivals';

/** How an entry of this author is marked that comes `after` seconds later than news of somebody's suspension. */
function markOf({ author, suspended, after }: { author: string; suspended: string; after: number }): TimeMark {
  let passed = 0;
  const arrivals = new Arrivals({ now: () => 2_000_000_000, steady: () => passed });
  const story = world().people().case();
  const entry = { id: 'e', seq: 9, at: 0, by: person(author), register: { seq: story.view.seq, hash: '' } };
  const { state } = story.room;
  arrivals.know(story.view.seq);
  story.status(suspended, 'suspended');
  arrivals.know(story.register.state.head.seq);
  passed = after;
  arrivals.whole();
  const applied = [{ entry: entry as unknown as Entry }] as unknown as Parameters<Arrivals['came']>[3];
  arrivals.came(roomRules, state, fromRegister(story.register.state), applied);
  return arrivals.markOf(entry as unknown as Entry);
}

test('what came long after news of a member, and does not know of it, is late', () => {
  expect(markOf({ author: 'bob', suspended: 'alice', after: 301 })).toBe('late');
  expect(markOf({ author: 'bob', suspended: 'alice', after: 300 })).toBe('');
});

test('and so is what its own author wrote, who is nothing to the ledger but its author', () => {
  expect(markOf({ author: 'una', suspended: 'una', after: 301 })).toBe('late');
  expect(markOf({ author: 'bob', suspended: 'una', after: 301 })).toBe('');
});

/** Arrivals whose register changes at these entries; `step` lets seconds pass. */
function heard(...changes: readonly number[]) {
  let passed = 1000;
  const arrivals = new Arrivals({ now: () => 2_000_000_000, steady: () => passed });
  const entry = { id: 'e', seq: 9, at: 0, by: person('bob'), register: { seq: 0, hash: '' } } as unknown as Entry;
  const register = { firstChangeAfter: (seq: number) => changes.find((change) => change > seq) };
  const came = (): TimeMark => {
    arrivals.came({ touches: () => ({ people: new Set() }) } as never, {}, register as never, [{ entry }] as never);
    return arrivals.markOf(entry);
  };
  return { arrivals, came, step: (seconds: number) => void (passed += seconds) };
}

test('what is dated more than two minutes ahead of the clock is marked, and nothing else is', () => {
  const { arrivals } = heard();
  const markAt = (at: number) => arrivals.markOf({ id: 'e' as Entry['id'], at: 2_000_000_000 + at });
  expect([-500, 0, 120, 121].map((at) => markAt(at))).toEqual(['', '', '', 'ahead']);
});

test('an entry that passes over no change is never late', () => {
  const { arrivals, came, step } = heard();
  arrivals.know(0);
  step(1000);
  arrivals.whole();
  expect(came()).toBe('');
});

test('nor is one that passes over a change of which this device has not heard', () => {
  const { arrivals, came, step } = heard(3);
  arrivals.know(2);
  step(1000);
  arrivals.whole();
  expect(came()).toBe('');
});

test('how long a change was known counts from when it was first heard of, also with what came after it', () => {
  const { arrivals, came, step } = heard(3);
  arrivals.know(1);
  step(1000);
  arrivals.know(4);
  step(61);
  arrivals.whole();
  step(200);
  arrivals.know(4);
  arrivals.know(2);
  arrivals.know(6);
  expect(came()).toBe('');
  step(40);
  expect(came()).toBe('late');
});

test('what may have stood here when the change was heard of is not late', () => {
  const never = heard(3);
  never.arrivals.know(3);
  never.step(1000);
  expect(never.came()).toBe('');
  for (const [after, mark] of [
    [60, ''],
    [61, 'late'],
  ] as const) {
    const { arrivals, came, step } = heard(3);
    arrivals.know(3);
    step(after);
    arrivals.whole();
    step(1000);
    expect(came()).toBe(mark);
  }
});
