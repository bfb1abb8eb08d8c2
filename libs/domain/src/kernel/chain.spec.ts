import { opened, thread, versionTwo, world, type World } from '@consilium/testkit/domain';
import { roomRules } from '../books';
import { chainRules, scopeIs } from './chain';
import type { Entry, Scope } from './entry';
import { refusal, refusalCodes, refusalOf } from './refusal';
import { rulesToName } from './rule-book';
import { inForce } from './versions';

/** An entry that a chain alone is asked about; what it says plays no part. */
function asked(story: World, type: string, change: Partial<Entry>, state: 'begun' | 'new' = 'begun') {
  const entry = { ...story.room.entryFor(story.by('alice', type, {})), ...change };
  const before = state === 'begun' ? story.room.state : undefined;
  return chainRules(roomRules).apply(before, entry, undefined, { facts: {}, register: story.view });
}

test('a chain begins with a genesis, and has no second one', () => {
  expect(asked(world().people(), 'genesis', {}, 'new').ok).toBe(true);
  expect(asked(world().people(), 'message', {}, 'new')).toMatchObject({ refusal: { code: 'not-a-beginning' } });
  expect(asked(opened(), 'message', {}).ok).toBe(true);
  expect(asked(opened(), 'genesis', {})).toMatchObject({ refusal: { code: 'not-a-beginning' } });
});

test('a chain is called by its first entry, and keeps that name', () => {
  const story = opened();
  const begun = asked(world().people(), 'genesis', { hash: story.room.state.head.hash }, 'new');
  expect(begun).toMatchObject({ state: { id: story.room.state.head.hash, root: story.root } });
  expect(asked(story, 'message', {})).toMatchObject({ state: { id: story.room.state.id, root: story.root } });
});

test('an entry names no rules that the register did not activate, though this build knows them', () => {
  const story = opened();
  const { room } = versionTwo;
  const entry = { ...story.room.entryFor(story.by('alice', 'reopen', {})), rules: 2 };
  const at = (rules: number) =>
    room.apply(story.room.state, entry, {}, { facts: {}, register: { ...story.view, rules } });
  expect(at(1)).toMatchObject({ refusal: { code: 'rules-unknown' } });
  expect(at(2)).toMatchObject({ refusal: { code: 'room-open' } });
});

test('a chain is read by the shapes of its ledger', () => {
  expect(chainRules(roomRules).bodies(1)).toBe(roomRules.bodies(1));
});

const four = ['a', 'b', 'c', 'd'].map(thread);
const scopes: readonly (readonly [what: string, scope: Scope, expected: Scope, isSame: boolean])[] = [
  ['the room', 'room', 'room', true],
  ['the same threads', four, four, true],
  ['the room for four threads', 'room', four, false],
  ['four threads for the room', four, 'room', false],
  ['fewer threads', four.slice(1), four, false],
  ['more threads', four, four.slice(1), false],
  ['threads in another order', four.toReversed(), four, false],
];

test.each(scopes)('a scope is exactly the one expected: %s', (_what, scope, expected, isSame) => {
  const story = opened();
  const entry = { ...story.room.entryFor(story.by('alice', 'reopen', {})), scope };
  const refused = refusalOf(() => {
    scopeIs(entry, expected);
  });
  expect(refused?.code).toBe(isSame ? undefined : 'wrong-scope');
});

test('a rule holds from its first version on and up to the one that ends it', () => {
  const rows = [
    { id: 'kept', since: 1 },
    { id: 'ended', since: 1, until: 3 },
    { id: 'later', since: 2 },
  ];
  const held = [1, 2, 3, 4].map((rules) => inForce(rows, rules).map(({ id }) => id));
  expect(held).toEqual([
    ['kept', 'ended'],
    ['kept', 'ended', 'later'],
    ['kept', 'later'],
    ['kept', 'later'],
  ]);
});

test('an entry names the newest rules in force that this build knows', () => {
  expect(rulesToName({ knows: 1 }, 2)).toBe(1);
  expect(rulesToName({ knows: 3 }, 2)).toBe(2);
});

test('every refusal has a code and a sentence of its own', () => {
  const refusals = refusalCodes.map(refusal);
  expect(refusals.map(({ code }) => code)).toEqual(refusalCodes);
  expect(new Set(refusals.map(({ message }) => message)).size).toBe(refusalCodes.length);
});
