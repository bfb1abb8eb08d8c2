import { Problem } from '@consilium/domain';
import { onDemand } from './on-demand';

interface Tools {
  add(one: number, other: number): Promise<number>;
  name(): Promise<string>;
}

const tools: Tools = {
  add: (one, other) => Promise.resolve(one + other),
  name: () => Promise.resolve('tools'),
};

test('a part is loaded at the first call of any of its methods, and once', async () => {
  let loads = 0;
  const door = onDemand<Tools, keyof Tools>(['add', 'name'], () => {
    loads++;
    return Promise.resolve(tools);
  });
  expect(loads).toBe(0);
  expect(await Promise.all([door.add(1, 2), door.name()])).toEqual([3, 'tools']);
  expect(await door.add(3, 4)).toBe(7);
  expect(loads).toBe(1);
});

test('a part that could not be loaded says what to do, and is loaded at the next call', async () => {
  let isThere = false;
  const door = onDemand<Tools, keyof Tools>(['add', 'name'], () =>
    isThere ? Promise.resolve(tools) : Promise.reject(new TypeError('Failed to fetch dynamically imported module')),
  );
  const refused = door.name();
  await expect(refused).rejects.toThrow(Problem);
  await expect(refused).rejects.toThrow(/^A part of Consilium could not be loaded\. Check your connection/);
  isThere = true;
  expect(await door.name()).toBe('tools');
});

test('what a method itself refuses is not taken for a part that is missing', async () => {
  const door = onDemand<Tools, 'name'>(['name'], () =>
    Promise.resolve({ name: () => Promise.reject(new Problem('not-allowed', 'Not you.')) }),
  );
  await expect(door.name()).rejects.toThrow('Not you.');
});
