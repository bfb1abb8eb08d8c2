import {
  blob,
  gesture,
  goldenStories,
  joinFor,
  jws,
  objectsOf,
  person,
  recorded,
  stateHash,
  statedByDoctor,
  thread,
  world,
} from '@consilium/testkit/domain';
import { booksOf, RULES_VERSION, type Books } from './books';
import type { LedgerKind } from './kernel/entry';
import { Problem } from './kernel/problem';
import { join as joinShape } from './register/join';
import { newestView } from './register/view';
import { registrationIn, staffCheck, statementIn } from './register/registration';
import { wordsIn } from './words/tables';

type Json = Readonly<Record<string, unknown>>;
/** Everything the golden stories were told with; each told once, when it is first asked for. */
const told = () => Object.values(goldenStories).flatMap((story) => recorded(story));

/** Books made anew: a book makes what a version has once and keeps it, and here the making is looked at. */
const fresh = (): Books => booksOf({ knows: RULES_VERSION });

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys that a body may leave out. */
const optional = ['second', 'inner', 'inside'];

/** What a value is made of, whatever it says: of two bodies with one outline, one is looked at. */
const outlineOf = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) => (typeof each === 'object' ? each : typeof each));

/** The same value with one thing in it that no shape allows: a key more, a key less, or keys in another order. */
function spoilt(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    const [first, ...rest] = value as readonly unknown[];
    return value.length === 0 ? [] : spoilt(first).map((each) => [each, ...rest]);
  }
  if (!isObject(value)) return [];
  const keys = Object.entries(value);
  const less = keys.filter(([key]) => !optional.includes(key)).map(([key]) => keys.filter(([each]) => each !== key));
  const turned = keys.length < 2 ? [] : [keys.toReversed()];
  const within = keys.flatMap(([key, inner]) => spoilt(inner).map((each) => ({ ...value, [key]: each })));
  return [{ ...value, more: 1 }, ...[...less, ...turned].map((each) => Object.fromEntries(each)), ...within];
}

test('every body that the stories hold is read as it is, and nothing that differs by one key, at whatever depth', () => {
  const books = fresh();
  const bodies = told().map(
    ({ kind, step: { entry, body } }) => [`${kind} ${entry.type} ${outlineOf(body)}`, kind, entry.type, body] as const,
  );
  for (const [, kind, type, body] of new Map(bodies.map((each) => [each[0], each])).values()) {
    const shape = (books[kind].bodies(1) as Json)[type] as { read: (value: unknown) => unknown };
    expect(shape.read(body)).toBe(body);
    for (const wrong of spoilt(body)) {
      expect(() => [type, JSON.stringify(wrong), shape.read(wrong)]).toThrow(Problem);
    }
  }
});

test('books made anew judge the stories as those of this build do', () => {
  const books = fresh();
  for (const story of Object.values(goldenStories)) {
    const states = new Map<object, unknown>();
    let register: Parameters<typeof newestView>[0] | undefined;
    for (const { kind, builder, step, applied } of recorded(story)) {
      const book = books[kind] as Books['room'];
      const grounds = { facts: step.facts, ...(register !== undefined && { register: newestView(register) }) };
      const again = book.apply(states.get(builder) as undefined, step.entry, step.body, grounds);
      expect(again.ok && stateHash(again.state)).toBe(applied.ok && stateHash(applied.state));
      if (!again.ok) continue;
      states.set(builder, again.state);
      if (kind === 'register') register = again.state as never;
    }
  }
});

/** Lists in bodies, and how many items each may have. `make`: an item of a number; by default the same one again. */
const limits: readonly {
  readonly of: LedgerKind;
  readonly type: string;
  readonly list: string;
  readonly from: number;
  readonly to: number;
  readonly make?: (index: number) => unknown;
}[] = [
  { of: 'register', type: 'genesis', list: 'officers', from: 1, to: 5 },
  { of: 'register', type: 'credential', list: 'registration', from: 0, to: 1 },
  { of: 'register', type: 'credential', list: 'staff', from: 0, to: 1 },
  { of: 'room', type: 'picture', list: 'objects', from: 3, to: 3 },
  {
    of: 'room',
    type: 'opinion',
    list: 'reliesOn',
    from: 0,
    to: 50,
    make: () => ({ thread: thread('one'), picture: objectsOf('one')[0]?.id, rendition: 'view' }),
  },
  {
    of: 'room',
    type: 'share-request',
    list: 'threads',
    from: 1,
    to: 50,
    make: (index) => thread(`t${String(index).padStart(3, '0')}`),
  },
  { of: 'advice', type: 'dossier', list: 'threads', from: 1, to: 50 },
];

test.each(limits)('$of, $type: $from to $to $list', ({ of, type, list, from, to, make }) => {
  const shape = (fresh()[of].bodies(1) as Json)[type] as { read: (value: unknown) => unknown };
  const examples = told().filter(({ kind, step }) => kind === of && step.entry.type === type);
  const bodies = examples.map(({ step }) => step.body as Json);
  const body = bodies.find((each) => (each[list] as readonly unknown[]).length > 0) ?? bodies[0] ?? {};
  const [item] = body[list] as readonly unknown[];
  const withItems = (length: number) => ({ ...body, [list]: Array.from({ length }, (_, at) => make?.(at) ?? item) });
  for (const right of [from, to]) expect(() => shape.read(withItems(right))).not.toThrow();
  for (const wrong of [from - 1, to + 1].filter((length) => length >= 0)) {
    expect(() => shape.read(withItems(wrong))).toThrow(`${String(from)} to ${String(to)}`);
  }
});

describe('what a joiner says of themselves', () => {
  const statement = statedByDoctor('alice');
  const numbered = (number: string) => () =>
    statementIn(wordsIn(1)).read({ ...statement, register: [{ body: 'GMC', number }] });
  const employed = (staff: string) => () => statementIn(wordsIn(1)).read({ ...statement, register: [], staff });

  test.each(['1234', 'A'.repeat(20), '12A3456B'])('may hold the register number %s', (number) => {
    expect(numbered(number)()).toMatchObject({ register: [{ number }] });
  });

  test.each(['', '123', 'a1234', '1234a', '12 34', ' 1234', '1234\n', 'A'.repeat(21)])('and never %j', (number) => {
    expect(numbered(number)).toThrow('value.register[0].number is not a register number');
  });

  test.each(['A', 'a12', '12a', ' 12', 'A'.repeat(21)])('nor the staff number %j', (staff) => {
    expect(employed(staff)).toThrow('value.staff is not a staff number');
  });

  test('holds at most one register number', () => {
    const [one] = statement.register;
    const both = { ...statement, register: [one, one] };
    expect(() => statementIn(wordsIn(1)).read(both)).toThrow('value.register is not a list of 0 to 1');
  });

  test('is proved by 1 to 20 gestures', () => {
    const { join } = joinFor('alice', '');
    const read = (count: number) => () =>
      joinShape.read({ ...join, proofs: Array.from({ length: count }, () => gesture) });
    for (const right of [1, 20]) expect(read(right)).not.toThrow();
    for (const wrong of [0, 21]) expect(read(wrong)).toThrow('value.proofs is not a list of 1 to 20');
  });

  test('is checked in what has the same spelling', () => {
    const { registration, staff } = world().people().view.person(person('alice')) ?? {};
    expect(registrationIn(wordsIn(1)).read(registration)).toBe(registration);
    expect(staff).toBeUndefined();
    expect(() => staffCheck.read({ number: 'a1', source: 'letter', checkedAt: 1_800_000_000 })).toThrow(Problem);
  });
});

test('an admission may hold a second signature and what is sealed besides, each whole', () => {
  const { admit } = fresh().room.bodies(1);
  const body = { clearance: jws, gesture, second: { jws, gesture }, inner: blob };
  expect(admit.read(body)).toBe(body);
  for (const wrong of spoilt(body)) expect(() => [wrong, admit.read(wrong)]).toThrow(Problem);
});

describe('what confirms a change of passkeys', () => {
  const read = (confirmed: unknown) => () => {
    const { body } = world().people().passkeysOffer('alice');
    return fresh()
      .register.bodies(1)
      .passkeys.read({ ...(body as object), gesture: confirmed });
  };

  test('is a gesture, or the signature of the recovery words', () => {
    expect(read(gesture)()).toMatchObject({ gesture });
    expect(read({ words: 'A'.repeat(86) })()).toMatchObject({ gesture: { words: 'A'.repeat(86) } });
  });

  test.each([
    ['nothing', null],
    ['left out', undefined],
    ['a number', 1],
    ['the words themselves', 'words'],
    ['a list', []],
    ['words that are no signature', { words: 'abandon' }],
    ['words and more', { words: 'A'.repeat(86), more: 1 }],
    ['a gesture and more', { ...gesture, more: 1 }],
  ])('and not %s', (_what, confirmed) => {
    expect(read(confirmed)).toThrow(Problem);
  });
});
