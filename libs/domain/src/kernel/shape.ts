import { Problem } from './problem';

/**
 * Strict readers for signed JSON. A value passes only if it is exactly what the shape says: own keys in the stated
 * order, nothing missing, nothing more. Signed bytes have one spelling, so a reader never repairs or fills in.
 */
export interface Shape<T> {
  /** Returns the same value, typed. Throws `Problem('bad-input')` naming the path, never the value. */
  read(value: unknown, path?: string): T;
}

export type ShapeOf<S> = S extends Shape<infer T> ? T : never;

function refuse(path: string, expected: string): never {
  throw new Problem('bad-input', `Signed data is malformed: ${path} is not ${expected}.`);
}

function shape<T>(expected: string, accepts: (value: unknown) => boolean): Shape<T> {
  return { read: (value, path = 'value') => (accepts(value) ? (value as T) : refuse(path, expected)) };
}

const b64Pattern = /^[A-Za-z0-9_-]*$/;
// The last character of canonical base64url carries 4 unused bits for 1 byte over, 2 for 2 bytes over.
const canonicalTail = { 0: /^/, 2: /[AQgw]$/, 3: /[AEIMQUYcgkosw048]$/ } as const;

/** Canonical base64url: no padding, no stray bits, so that one byte string has one spelling. */
export function isCanonicalB64(text: string): boolean {
  const over = text.length % 4;
  if (over === 1 || !b64Pattern.test(text)) return false;
  return canonicalTail[over as 0 | 2 | 3].test(text);
}

/** b64 of exactly `length` bytes, branded as the caller says. */
export function bytes<T extends string = string>(length: number): Shape<T> {
  const characters = Math.ceil((length * 4) / 3);
  return shape(
    `${String(length)} bytes in base64url`,
    (value) => typeof value === 'string' && value.length === characters && isCanonicalB64(value),
  );
}

/** b64 of `min` to `max` bytes. */
export function bytesBetween(min: number, max: number): Shape<string> {
  return shape(`${String(min)} to ${String(max)} bytes in base64url`, (value) => {
    if (typeof value !== 'string' || !isCanonicalB64(value)) return false;
    const length = Math.floor((value.length * 3) / 4);
    return length >= min && length <= max;
  });
}

/** Text of at most `max` UTF-16 units, without lone surrogates or control characters other than line feed and tab. */
export function text(max: number, min = 0): Shape<string> {
  return shape(`text of ${String(min)} to ${String(max)} characters`, (value) => {
    if (typeof value !== 'string' || value.length < min || value.length > max) return false;
    return value.isWellFormed() && !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(value);
  });
}

export function pattern<T extends string = string>(regex: RegExp, expected: string): Shape<T> {
  return shape(expected, (value) => typeof value === 'string' && regex.test(value));
}

/** A safe integer in the closed range. */
export function integer(min: number, max = Number.MAX_SAFE_INTEGER): Shape<number> {
  return shape(
    `an integer from ${String(min)}`,
    (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max,
  );
}

/** Whole Unix seconds between 2020 and 2200. */
export const seconds = integer(1_577_836_800, 7_258_118_400);

export const flag: Shape<boolean> = shape('true or false', (value) => typeof value === 'boolean');

export function literal<const T extends string | number>(expected: T): Shape<T> {
  return shape(JSON.stringify(expected), (value) => value === expected);
}

export function oneOf<const T extends readonly string[]>(values: T): Shape<T[number]> {
  return shape(`one of ${values.join(', ')}`, (value) => typeof value === 'string' && values.includes(value));
}

/** The empty string, or what the shape says. */
export function orEmpty<T extends string>(inner: Shape<T>): Shape<T | ''> {
  return { read: (value, path) => (value === '' ? '' : inner.read(value, path)) };
}

export function list<T>(item: Shape<T>, limits: { min?: number; max: number }): Shape<readonly T[]> {
  return {
    read(value, path = 'value') {
      if (!Array.isArray(value) || value.length < (limits.min ?? 0) || value.length > limits.max) {
        return refuse(path, `a list of ${String(limits.min ?? 0)} to ${String(limits.max)}`);
      }
      value.forEach((each: unknown, index) => item.read(each, `${path}[${String(index)}]`));
      return value as readonly T[];
    },
  };
}

/** A list in strictly rising order of its items' text: no duplicates, one spelling. */
export function sorted<T extends string>(item: Shape<T>, limits: { min?: number; max: number }): Shape<readonly T[]> {
  const inner = list(item, limits);
  return {
    read(value, path = 'value') {
      const items = inner.read(value, path);
      const rising = items.every((each, index) => index === 0 || (items[index - 1] ?? '') < each);
      return rising ? items : refuse(path, 'sorted without duplicates');
    },
  };
}

type Fields = Readonly<Record<string, Shape<unknown>>>;
type Optional<F extends Fields> = { [K in keyof F as K extends `${infer Name}?` ? Name : never]?: ShapeOf<F[K]> };
type Required<F extends Fields> = { [K in keyof F as K extends `${string}?` ? never : K]: ShapeOf<F[K]> };
type ObjectOf<F extends Fields> = Readonly<Required<F> & Optional<F>>;

/** An object with exactly these keys in this order. A key written `name?` may be absent, never null or undefined. */
export function object<F extends Fields>(fields: F): Shape<ObjectOf<F>> {
  const expected = Object.entries(fields).map(([key, inner]) => ({
    name: key.replace(/\?$/, ''),
    optional: key.endsWith('?'),
    inner,
  }));
  return {
    read(value, path = 'value') {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(path, 'an object');
      const present = value as Record<string, unknown>;
      const wanted = expected.filter(({ name, optional }) => !optional || Object.hasOwn(present, name));
      const keys = Object.keys(present);
      if (keys.length !== wanted.length || wanted.some(({ name }, index) => keys[index] !== name)) {
        return refuse(path, `an object with the keys ${wanted.map(({ name }) => name).join(', ')} in this order`);
      }
      for (const { name, inner } of wanted) inner.read(present[name], `${path}.${name}`);
      return value as ObjectOf<F>;
    },
  };
}
