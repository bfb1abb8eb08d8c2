import fc from 'fast-check';
import { thread, world } from '@consilium/testkit/domain';
import { scope, skeleton } from './entry';
import { Problem, problemStatus } from './problem';
import {
  bytes,
  bytesBetween,
  flag,
  integer,
  isCanonicalB64,
  list,
  literal,
  object,
  oneOf,
  orEmpty,
  pattern,
  seconds,
  sorted,
  text,
  type Shape,
} from './shape';

const accepts = <T>(shape: Shape<T>, value: unknown): boolean => {
  try {
    return shape.read(value) === value;
  } catch (error) {
    if (error instanceof Problem && error.kind === 'bad-input') return false;
    throw error;
  }
};
const told = (shape: Shape<unknown>, value: unknown): string => {
  try {
    shape.read(value);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
};

test('base64url has one spelling for each byte string', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (raw) => {
      const spelled = Buffer.from(raw).toString('base64url');
      expect(isCanonicalB64(spelled)).toBe(true);
      expect(accepts(bytes(raw.length), spelled)).toBe(true);
      expect(accepts(bytes(raw.length + 1), spelled)).toBe(false);
      expect(isCanonicalB64(`${spelled}=`)).toBe(false);
    }),
  );
});

test('every other spelling of the same bytes is refused', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  expect(
    Array.from(alphabet)
      .filter((last) => isCanonicalB64(`A${last}`))
      .join(''),
  ).toBe('AQgw');
  expect(
    Array.from(alphabet)
      .filter((last) => isCanonicalB64(`AA${last}`))
      .join(''),
  ).toBe('AEIMQUYcgkosw048');
  expect(Array.from(alphabet).every((last) => isCanonicalB64(`AAA${last}`))).toBe(true);
  for (const wrong of ['A', 'AAAAA', 'AA==', 'A+AA', 'A/AA', 'AA A', ' AAA', 'AAA\n'])
    expect(isCanonicalB64(wrong)).toBe(false);
});

test('byte lengths are counted in bytes', () => {
  const between = bytesBetween(2, 3);
  expect([0, 1, 2, 3, 4].filter((length) => accepts(between, Buffer.alloc(length).toString('base64url')))).toEqual([
    2, 3,
  ]);
  expect(accepts(between, 12)).toBe(false);
  expect(accepts(bytes(0), 5)).toBe(false);
});

test('text is bounded, well-formed and free of control characters', () => {
  const name = text(5, 1);
  for (const good of ['a', 'abcde', 'ä\n\tb', '😀x']) expect(accepts(name, good)).toBe(true);
  for (const bad of ['', 'abcdef', 'a\u0000', 'a\u0008', 'a\u000b', 'a\u001f', 'a\u007f', '\ud800', 7, null])
    expect(accepts(name, bad)).toBe(false);
  expect(accepts(text(3), '')).toBe(true);
});

test('integers are safe, whole and within their bounds', () => {
  const few = integer(1, 3);
  expect([0, 1, 2, 3, 4, 1.5, NaN].filter((value) => accepts(few, value))).toEqual([1, 2, 3]);
  expect(accepts(few, '1')).toBe(false);
  expect(accepts(integer(0), Number.MAX_SAFE_INTEGER)).toBe(true);
  expect(accepts(integer(0), Number.MAX_SAFE_INTEGER + 1)).toBe(false);
  expect(
    [1_577_836_799, 1_577_836_800, 7_258_118_400, 7_258_118_401].filter((value) => accepts(seconds, value)),
  ).toEqual([1_577_836_800, 7_258_118_400]);
});

test('words, flags and literals are exact', () => {
  expect(['a', 'b', 'c', 1].filter((value) => accepts(oneOf(['a', 'b']), value))).toEqual(['a', 'b']);
  expect([true, false, 0, 'true', null].filter((value) => accepts(flag, value))).toEqual([true, false]);
  expect([1, '1', 2].filter((value) => accepts(literal(1), value))).toEqual([1]);
  expect(['x1', '1x', 1].filter((value) => accepts(pattern(/^x\d$/, 'x'), value))).toEqual(['x1']);
  expect(['', 'a', 'c'].filter((value) => accepts(orEmpty(oneOf(['a'])), value))).toEqual(['', 'a']);
});

test('lists are bounded, sorted lists rise strictly', () => {
  const letters = oneOf(['a', 'b', 'c']);
  expect(accepts(list(letters, { max: 2 }), [])).toBe(true);
  expect(accepts(list(letters, { max: 2 }), ['b', 'a'])).toBe(true);
  expect(accepts(list(letters, { max: 2 }), ['a', 'b', 'c'])).toBe(false);
  expect(accepts(list(letters, { min: 1, max: 2 }), [])).toBe(false);
  expect(accepts(list(letters, { max: 2 }), ['x'])).toBe(false);
  expect(accepts(list(letters, { max: 2 }), { length: 0 })).toBe(false);
  const rising = sorted(letters, { max: 3 });
  expect(
    [[], ['a'], ['a', 'c'], ['a', 'a'], ['b', 'a'], ['a', 'c', 'b']].filter((value) => accepts(rising, value)),
  ).toEqual([[], ['a'], ['a', 'c']]);
});

test('an object has exactly its keys in their order; an optional one may be absent, never empty', () => {
  const shape = object({ a: integer(0), 'b?': flag, c: integer(0) });
  expect(accepts(shape, { a: 1, c: 2 })).toBe(true);
  expect(accepts(shape, { a: 1, b: true, c: 2 })).toBe(true);
  for (const bad of [
    { a: 1 },
    { c: 2, a: 1 },
    { a: 1, c: 2, d: 3 },
    { a: 1, b: null, c: 2 },
    { a: 1, b: undefined, c: 2 },
    { a: '1', c: 2 },
    [],
    null,
    'x',
    3,
  ]) {
    expect(accepts(shape, bad)).toBe(false);
  }
  expect(accepts(object({ a: integer(0) }), Object.create({ a: 1 }))).toBe(false);
});

test('a refusal names the path and what was expected, never the value', () => {
  expect(told(object({ a: list(integer(0), { max: 3 }) }), { a: [1, 'secret'] })).toBe(
    'Signed data is malformed: value.a[1] is not an integer from 0.',
  );
  expect(told(object({ a: flag, 'b?': flag }), { x: 1 })).toBe(
    'Signed data is malformed: value is not an object with the keys a in this order.',
  );
  expect(told(list(flag, { min: 1, max: 2 }), [])).toBe('Signed data is malformed: value is not a list of 1 to 2.');
  expect(told(sorted(oneOf(['a', 'b']), { max: 2 }), ['b', 'a'])).toBe(
    'Signed data is malformed: value is not sorted without duplicates.',
  );
  expect(told(bytes(2), '')).toContain('2 bytes in base64url');
  expect(told(bytesBetween(2, 3), '')).toContain('2 to 3 bytes in base64url');
  expect(told(text(3, 1), '')).toContain('text of 1 to 3 characters');
  expect(told(literal('x'), 1)).toContain('"x"');
  expect(told(oneOf(['a', 'b']), 1)).toContain('one of a, b');
  expect(told(flag, 1)).toContain('true or false');
  expect(told(pattern(/^$/, 'nothing'), 'x')).toContain('nothing');
  expect(told(object({}), 1)).toContain('an object');
});

test('a scope is the room or sorted threads, at least one', () => {
  const [one, two] = [thread('a'), thread('b')];
  expect(['room', [one], [one, two]].filter((value) => accepts(scope, value)).length).toBe(3);
  expect(['rooms', [], [two, one], ['x'], null].filter((value) => accepts(scope, value))).toEqual([]);
});

test('a skeleton has its fields in their order and an author who is a person or the service', () => {
  const story = world().people().case();
  const { hash: _hash, ...payload } = story.room.entryFor(story.messageOffer('alice', thread('case')));
  expect(accepts(skeleton, payload)).toBe(true);
  expect(accepts(skeleton, { ...payload, by: 'service' })).toBe(true);
  for (const bad of [
    { by: 'services' },
    { v: 2 },
    { rules: 0 },
    { seq: -1 },
    { type: 'Message' },
    { type: 'm' },
    { at: 1 },
    { register: { seq: -2, hash: '' } },
  ]) {
    expect(accepts(skeleton, { ...payload, ...bad })).toBe(false);
  }
});

test('a problem has a kind, a message, details, and one status for each kind', () => {
  const problem = new Problem('wrong-state', 'Reload.', { head: 3 });
  expect([problem.name, problem.kind, problem.message, problem.details]).toEqual([
    'Problem',
    'wrong-state',
    'Reload.',
    { head: 3 },
  ]);
  expect(new Problem('not-found', 'x').details).toEqual({});
  expect(Object.values(problemStatus)).toEqual([400, 401, 403, 404, 409, 413, 429, 503]);
});

test('a list of one text is not that text, though a pattern would find it there', () => {
  const word = pattern(/^[a-z]+$/, 'a word');
  expect(accepts(word, 'abc')).toBe(true);
  expect(accepts(word, ['abc'])).toBe(false);
  expect(accepts(bytesBetween(0, 4), [])).toBe(false);
});

test('a refusal spells out the keys that were expected, and where', () => {
  const pair = object({ a: flag, b: flag });
  expect(told(pair, {})).toContain('value is not an object with the keys a, b in this order');
});

test('without a path, what is refused is called the value', () => {
  expect(told(flag, 1)).toBe('Signed data is malformed: value is not true or false.');
});

test.each([[null], [undefined], [22], [{ length: 22 }]])(
  'what is no text is refused, not stumbled over: %j',
  (value) => {
    expect(accepts(bytes(16), value)).toBe(false);
  },
);

test('a sorted list may begin with the empty text, and holds it once', () => {
  const shape = sorted(orEmpty(oneOf(['a', 'b'] as const)), { max: 3 });
  expect(accepts(shape, ['', 'a', 'b'])).toBe(true);
  expect(accepts(shape, ['', ''])).toBe(false);
  expect(accepts(shape, ['a', ''])).toBe(false);
});
