import { Problem } from '@consilium/domain';
import { inParts } from './in-parts';

interface Tools {
  add(one: number, other: number): Promise<number>;
  name(): Promise<string>;
}

const tools: Tools = {
  add: (one, other) => Promise.resolve(one + other),
  name: () => Promise.resolve('tools'),
};
const none = (): Promise<object> => Promise.resolve({});

/** A door with `tools` as its first part, and how often each part was loaded. */
function door() {
  const loads = { tools: 0, rare: 0 };
  const rare = { seldom: () => Promise.resolve('rare') };
  const made = inParts(
    { at: () => 'hand' },
    () => {
      loads.tools++;
      return Promise.resolve(tools);
    },
    () => {
      loads.rare++;
      return Promise.resolve(rare);
    },
    none,
  );
  return { door: made, loads };
}

test('a part is loaded at the first call of any of its methods, and once', async () => {
  const { door: made, loads } = door();
  expect(loads).toEqual({ tools: 0, rare: 0 });
  expect(await Promise.all([made.add(1, 2), made.name()])).toEqual([3, 'tools']);
  expect(await made.add(3, 4)).toBe(7);
  expect(loads).toEqual({ tools: 1, rare: 0 });
});

test('what is at hand loads nothing, and what is rarely needed comes last', async () => {
  const { door: made, loads } = door();
  expect(made.at()).toBe('hand');
  expect(loads).toEqual({ tools: 0, rare: 0 });
  expect(await made.seldom()).toBe('rare');
  expect(loads).toEqual({ tools: 1, rare: 1 });
});

test('a part that could not be loaded says what to do, and is loaded at the next call', async () => {
  let isThere = false;
  const load = () =>
    isThere ? Promise.resolve(tools) : Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
  const made = inParts({}, load, none, none);
  const refused = made.name();
  await expect(refused).rejects.toThrow(Problem);
  await expect(refused).rejects.toThrow(/^A part of Consilium could not be loaded\. Check your connection/);
  isThere = true;
  expect(await made.name()).toBe('tools');
});

test('what a method itself refuses is not taken for a part that is missing', async () => {
  const refusing = { name: () => Promise.reject(new Problem('not-allowed', 'Not you.')) };
  await expect(inParts({}, () => Promise.resolve(refusing), none, none).name()).rejects.toThrow('Not you.');
});

test('a door may be given by a promise: it is not taken for one itself', async () => {
  const { door: made, loads } = door();
  expect((await Promise.resolve(made)).at()).toBe('hand');
  expect(loads).toEqual({ tools: 0, rare: 0 });
});

test('a method that stands in no part is refused', async () => {
  const { door: made } = door();
  await expect((made as unknown as { fly(): Promise<void> }).fly()).rejects.toThrow(TypeError);
});
