import { z } from 'zod';
import type { Endpoint } from './endpoint';
import { endpoints } from './endpoints';

interface Leaf {
  readonly field: string;
  readonly shape: z.ZodType;
}

const inner = (shape: z.ZodType): [string, z.ZodType][] => {
  if (shape instanceof z.ZodObject) {
    const fields: Record<string, z.ZodType> = shape.shape;
    return Object.entries(fields);
  }
  if (shape instanceof z.ZodArray) return [['[]', shape.element as z.ZodType]];
  if (shape instanceof z.ZodOptional) return [['', shape.unwrap() as z.ZodType]];
  if (shape instanceof z.ZodUnion) return shape.options.map((option, index) => [String(index), option as z.ZodType]);
  if (shape instanceof z.ZodRecord) {
    return [
      ['key', shape.keyType as z.ZodType],
      ['value', shape.valueType as z.ZodType],
    ];
  }
  return [];
};

function leaves(shape: z.ZodType, field: string): Leaf[] {
  const parts = inner(shape);
  return parts.length === 0
    ? [{ field, shape }]
    : parts.flatMap(([name, part]) => leaves(part, name === '' ? field : `${field}.${name}`));
}

const all: readonly Leaf[] = Object.values(endpoints)
  .flatMap((noun): Endpoint[] => Object.values(noun))
  .flatMap(({ path, input }) => leaves(input, path));

const texts = all.filter(({ shape }) => shape instanceof z.ZodString);
const numbers = all.filter(({ shape }) => shape instanceof z.ZodNumber);

/** What texts of some field are written in. */
const letters = ['a', '1', 'B'];
/** Lengths at which some text of every field is long enough and short enough. */
const lengths = [1, 2, 8, 22, 43, 87, 100, 120];
const takes = ({ shape }: Leaf, end: string): boolean =>
  letters.some((letter) =>
    lengths.some((length) => shape.safeParse(`${letter.repeat(length - 1)}${end === '' ? letter : end}`).success),
  );

test('every text of every request takes some text', () => {
  expect(texts.length).toBeGreaterThan(40);
  expect(texts.filter((leaf) => !takes(leaf, '')).map(({ field }) => field)).toEqual([]);
});

test.each([
  ['NUL', '\0'],
  ['half of a surrogate pair', '\ud800'],
])('no text of any request takes %s', (_, end) => {
  expect(texts.filter((leaf) => takes(leaf, end)).map(({ field }) => field)).toEqual([]);
});

test('no number of any request is beyond what an integer column keeps', () => {
  expect(numbers.length).toBeGreaterThan(5);
  const beyond = [2_147_483_648, -2_147_483_649, 2 ** 53, 1.5];
  const wide = numbers.filter(({ shape }) => beyond.some((value) => shape.safeParse(value).success));
  expect(wide.map(({ field }) => field)).toEqual([]);
});

test('every part of every request is text, a number, a yes or no, or a choice of words', () => {
  const known = [z.ZodString, z.ZodNumber, z.ZodEnum, z.ZodLiteral, z.ZodObject, z.ZodBoolean];
  const others = all.filter(({ shape }) => !known.some((kind) => shape instanceof kind));
  expect(others.map(({ field }) => field)).toEqual([]);
});
