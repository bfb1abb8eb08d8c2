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
