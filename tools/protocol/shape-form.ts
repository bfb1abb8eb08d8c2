import { Problem, type Shape } from '@consilium/domain';
import { plain, type Form, type Key } from './form';

/*
 * Shapes say of what they refuse what they expected, so that a form is found by asking: nothing of it is written twice, and
 * a build holds no second description of its shapes.
 */

/** Where in a value a question is asked. `around`: the whole value with this in that place. */
interface Place {
  readonly shape: Shape<unknown>;
  readonly path: string;
  readonly around: (value: unknown) => unknown;
}

/** What was expected in that place instead, or undefined where the value passed there. */
function expectedFor({ shape, path, around }: Place, value: unknown): string | undefined {
  try {
    shape.read(around(value));
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const [, where = '', expected] = /^Signed data is malformed: (\S+) is not (.*)\.$/su.exec(error.message) ?? [];
    return where === path ? expected : undefined;
  }
}

/** The pattern that refused a text in that place: readers use no other way to match one. */
function patternOf(place: Place): RegExp {
  const matches = (RegExp.prototype as { test: (text: string) => boolean }).test;
  const asked: RegExp[] = [];
  RegExp.prototype.test = function test(this: RegExp, text: string): boolean {
    asked.push(this);
    return matches.call(this, text);
  };
  try {
    expectedFor(place, 'no such thing');
  } finally {
    RegExp.prototype.test = matches;
  }
  const last = asked.at(-1);
  if (last === undefined) throw new Error(`${place.path}: nothing was matched`);
  return last;
}

/** The largest integer that passes. */
function largest(place: Place, from: number): number {
  const passes = (value: number): boolean => expectedFor(place, value) === undefined;
  let [low, high] = [from, Number.MAX_SAFE_INTEGER];
  if (passes(high)) return high;
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if (passes(middle)) low = middle;
    else high = middle;
  }
  return low;
}

const times = { from: 1_577_836_800, to: 7_258_118_400 };

function integerForm(place: Place, from: number): Form {
  const to = largest(place, from);
  if (from === times.from && to === times.to) return plain('time');
  return plain(`integer ${String(from)}…${to === Number.MAX_SAFE_INTEGER ? '' : String(to)}`);
}

/** Texts that match the patterns of bodies, for what stands before the place that is asked about. */
const matching = [
  `${'A'.repeat(24)}.${'A'.repeat(24)}.${'A'.repeat(86)}`,
  'https://example.org',
  'example.org',
  'A234',
  'service',
  'ab',
];

interface Found {
  readonly form: Form;
  /** A value of that form. */
  readonly sample: unknown;
}

function patternForm(place: Place, expected: string): Found {
  const pattern = patternOf(place);
  const sample = matching.find((each) => pattern.test(each));
  if (sample === undefined) throw new Error(`${place.path}: no example of ${expected}`);
  return { form: plain(`text /${pattern.source}/`), sample };
}

function listForm(place: Place, min: number, max: number): Found {
  const items = (value: unknown, count: number): unknown[] => Array.from({ length: count }, () => value);
  const item = formAt({
    ...place,
    path: `${place.path}[0]`,
    around: (value) => place.around([value, ...items(value, Math.max(min, 1) - 1)]),
  });
  const isSorted = max > 1 && expectedFor(place, items(item.sample, Math.max(min, 2))) === 'sorted without duplicates';
  const says = `list ${min === max ? String(min) : `${String(min)}…${String(max)}`}${isSorted ? ' sorted' : ''}`;
  return { form: { kind: 'list', says, item: item.form }, sample: items(item.sample, min) };
}

/** The keys of an object in their order, and those that it is asked for though it need not have them. */
function keysAt(place: Place): { readonly all: readonly string[]; readonly optional: ReadonlySet<string> } {
  const optional = new Set<string>();
  const looks = (has: boolean): object =>
    new Proxy(
      {},
      {
        getOwnPropertyDescriptor: (_target, key) => {
          optional.add(String(key));
          return has ? { value: undefined, configurable: true, enumerable: true } : undefined;
        },
        ownKeys: () => (has ? ['no such key'] : []),
      },
    );
  expectedFor(place, looks(false));
  const expected = expectedFor(place, looks(true)) ?? '';
  const [, names = ''] = /^an object with the keys (.*) in this order$/u.exec(expected) ?? [];
  optional.delete('no such key');
  return { all: names === '' ? [] : names.split(', '), optional };
}

function objectForm(place: Place): Found {
  const { all, optional } = keysAt(place);
  const keys: Key[] = [];
  let sample: Record<string, unknown> = {};
  for (const name of all) {
    const after = all.slice(all.indexOf(name) + 1).filter((each) => !optional.has(each));
    const rest = Object.fromEntries(after.map((each) => [each, undefined]));
    const before = sample;
    const found = formAt({
      ...place,
      path: `${place.path}.${name}`,
      around: (value) => place.around({ ...before, [name]: value, ...rest }),
    });
    keys.push({ name, isOptional: optional.has(name), form: found.form });
    if (!optional.has(name)) sample = { ...sample, [name]: found.sample };
  }
  return { form: { kind: 'object', keys }, sample };
}

/** Whether an object with this one key is read by a shape of its own. */
function otherwise(place: Place, key: string): Form | undefined {
  const inner: Place = { ...place, path: `${place.path}.${key}`, around: (value) => place.around({ [key]: value }) };
  return expectedFor(inner, undefined) === undefined
    ? undefined
    : { kind: 'object', keys: [{ name: key, isOptional: false, form: formAt(inner).form }] };
}

/** By what a reader says it expected: what that is called here, and a value that passes. */
const leaves: readonly (readonly [RegExp, (found: readonly string[], place: Place) => Found])[] = [
  [/^(\d+) bytes in base64url$/u, ([length = '']) => ({ form: plain(`b64 ${length}`), sample: zeros(Number(length)) })],
  [
    /^(\d+) to (\d+) bytes in base64url$/u,
    ([least = '', most = '']) => ({ form: plain(`b64 ${least}…${most}`), sample: zeros(Number(least)) }),
  ],
  [
    /^text of (\d+) to (\d+) characters$/u,
    ([least = '', most = '']) => ({ form: plain(`text ${least}…${most}`), sample: 'a'.repeat(Number(least)) }),
  ],
  [/^an integer from (-?\d+)$/u, ([from], place) => ({ form: integerForm(place, Number(from)), sample: Number(from) })],
  [/^one of (.*)$/u, ([said = '']) => ({ form: wordsForm(said.split(', ')), sample: said.split(', ')[0] })],
  [/^true or false$/u, () => ({ form: plain('true | false'), sample: true })],
  [/^(\d+|".*")$/u, ([exactly = '']) => ({ form: plain(exactly), sample: JSON.parse(exactly) as unknown })],
];

/** One word alone is quoted: it could be taken for the name of a form. */
const wordsForm = (words: readonly string[]): Form =>
  plain(words.length === 1 ? JSON.stringify(words[0]) : words.join(' | '));

const zeros = (bytes: number): string => 'A'.repeat(Math.ceil((bytes * 4) / 3));

function leafAt(place: Place, expected: string): Found {
  for (const [pattern, make] of leaves) {
    const found = pattern.exec(expected);
    if (found !== null) return make(found.slice(1), place);
  }
  return patternForm(place, expected);
}

function limitsOf(expected: string): readonly number[] {
  return /^a list of (\d+) to (\d+)$/u.exec(expected)?.slice(1).map(Number) ?? [];
}

function formAt(place: Place): Found {
  const expected = expectedFor(place, undefined);
  if (expected === undefined) throw new Error(`${place.path}: everything passes`);
  if (expected === 'an object') {
    const found = objectForm(place);
    const other = otherwise(place, 'words');
    return other === undefined ? found : { ...found, form: { kind: 'either', one: found.form, other } };
  }
  const [min, max] = limitsOf(expected);
  if (min !== undefined && max !== undefined) return orRoom(place, listForm(place, min, max));
  const found = leafAt(place, expected);
  const isEmptyToo = !expected.startsWith('text of 0') && expectedFor(place, '') === undefined;
  return isEmptyToo ? { form: { kind: 'either', one: found.form, other: plain('""') }, sample: '' } : found;
}

/** A scope is threads, or the word for every reader. */
function orRoom(place: Place, found: Found): Found {
  if (expectedFor(place, 'room') !== undefined) return found;
  return { ...found, form: { kind: 'either', one: plain('"room"'), other: found.form } };
}

/** The form of everything that a shape reads. */
export function formOf(shape: Shape<unknown>): Form {
  return formAt({ shape, path: 'value', around: (value) => value }).form;
}
