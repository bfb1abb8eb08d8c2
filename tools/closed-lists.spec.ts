import { secondLists } from './closed-lists.mjs';

const tables = {
  'libs/domain/src/words/tables.ts': "export const tables = { urgencies: since(1, 'today', 'routine') };",
};

test('a list that is written once has no second', () => {
  expect(secondLists(tables)).toEqual([]);
});

describe('a second copy of a closed list is found as', () => {
  test.each([
    ['a union', "export type Urgency = 'routine' | 'today';"],
    ['a union beside nothing', "export type Urgency = 'today' | 'routine' | undefined;"],
    ['an array of constants', "const urgencies = ['today', 'routine'] as const;"],
    ['an array that says of what', "const urgencies: readonly Urgency[] = ['today', 'routine'];"],
    ['an enumeration of the contract', "const urgency = z.enum(['today', 'routine']);"],
    ['a shape of a body', "const body = object({ urgency: oneOf(['today', 'routine']) });"],
  ])('%s', (_as, text) => {
    expect(secondLists({ ...tables, 'libs/client/src/rooms/urgency.ts': text })).toEqual([
      '“routine, today” is written 2 times: libs/domain/src/words/tables.ts:1, libs/client/src/rooms/urgency.ts:1',
    ]);
  });
});

test('keys taken of a type, an addition to another list, a part of a list and tests are let be', () => {
  const others = {
    'apps/web/src/rooms/pick.ts': "type Soon = Pick<Words, 'today' | 'routine'>;",
    'apps/web/src/rooms/omit.ts': "interface Late extends Omit<Words, 'today' | 'routine'> {}",
    'apps/web/src/rooms/more.ts': "type More = Other | 'today' | 'routine';",
    'apps/web/src/rooms/part.ts': "const soonest = ['today'] as const;",
    'apps/web/src/rooms/urgency.spec.ts': "const urgencies = ['today', 'routine'] as const;",
  };
  expect(secondLists({ ...tables, ...others })).toEqual([]);
});
