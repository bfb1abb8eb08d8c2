import { readWord, type ReadWord } from '@consilium/domain';
import type { Content } from './content';

/** Reads one value; undefined where it is of no form this version knows. */
type Reader<T> = (value: unknown) => T | undefined;
type Fields<T> = { readonly [K in keyof T]: Reader<T[K]> };

export const aText: Reader<string> = (value) => (typeof value === 'string' ? value : undefined);

/** A text, or "" where it is left out. */
export const aTextOrNone: Reader<string> = (value) => (value === undefined ? '' : aText(value));

/** A whole number from 1. */
export const aCount: Reader<number> = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;

/** A word of a closed list, or what stands in the place of one that is missing or not known. */
export const aWord =
  <W extends string>(words: readonly W[]): Reader<ReadWord<W>> =>
  (value) =>
    readWord(words, value);

export const aList =
  <T>(each: Reader<T>): Reader<T[]> =>
  (value) => {
    if (!Array.isArray(value)) return undefined;
    const read = value.map(each);
    return read.every((one) => one !== undefined) ? read : undefined;
  };

/** Exactly these fields, in any order: what a newer version adds would be lost unseen. */
export const anObject =
  <T extends object>(fields: Fields<T>): Reader<T> =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    if (!Object.keys(value).every((name) => Object.hasOwn(fields, name))) return undefined;
    const names = Object.keys(fields) as (keyof T & string)[];
    const read = names.map((name) => [name, fields[name](Reflect.get(value, name))] as const);
    return read.every(([, each]) => each !== undefined) ? (Object.fromEntries(read) as T) : undefined;
  };

/** One JSON text as a colleague's device sealed it; `newer` where it is of another form than the one named. */
export function readJson<T>(text: string, reader: Reader<T>): Content<T> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { unreadable: 'newer' };
  }
  const value = reader(parsed);
  return value === undefined ? { unreadable: 'newer' } : { value };
}
