import { endpoints } from '@consilium/contracts';
import { pathOf, repeatable } from './calls';

const all = Object.entries(endpoints).flatMap(([noun, acts]) =>
  Object.entries(acts).map(([act, { path }]) => ({ noun, act, path: path })),
);

test.each(all)('the path of $noun.$act follows from its name', ({ noun, act, path }) => {
  expect(pathOf(noun, act)).toBe(path);
});

test('every call that may be repeated exists', () => {
  const paths = new Set(all.map(({ path }) => path));
  expect([...repeatable].filter((path) => !paths.has(path))).toEqual([]);
});
