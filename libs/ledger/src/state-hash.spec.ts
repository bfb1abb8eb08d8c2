import { stateHash, stateText } from './state-hash';

test('a state has one spelling: keys sorted, maps and sets in their own order, nothing that is not there', () => {
  const state = { b: new Map([['y', { d: undefined, c: 1 }], ['x', { c: 2 }]]), a: new Set(['q', 'p']), z: [null, 'z'] }; // prettier-ignore
  expect(stateText(state)).toBe('{"a":{"set":["q","p"]},"b":{"map":[["y",{"c":1}],["x",{"c":2}]]},"z":[null,"z"]}');
});

test('its hash is that of the spelling, and another order of entries is another state', async () => {
  expect(await stateHash({})).toBe('RBNvo1WzZ4oRRq0W9-hknpT7T8If536DEMBg9hyq_4o');
  const [one, other] = await Promise.all([stateHash(new Set([1, 2])), stateHash(new Set([2, 1]))]);
  expect(one).not.toBe(other);
});
