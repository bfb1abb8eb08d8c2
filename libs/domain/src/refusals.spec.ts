import { judge, refusalCodes } from './kernel/refusal';
import { refusalCases as cases } from '@consilium/testkit/domain';

test.each(cases)('%s: refuses %s', (code, _what, offer) => {
  const applied = offer();
  expect(applied).toMatchObject({ ok: false, refusal: { code } });
});

test('every refusal has a case that reaches it, and no case names another', () => {
  const reached = new Set(cases.map(([code]) => code));
  expect([...reached].toSorted()).toEqual([...refusalCodes].toSorted());
});

test('every refusal is told as sentences for people, without ids, and ends in a full stop', () => {
  const told = cases.map(([, , offer]) => offer()).flatMap((applied) => (applied.ok ? [] : [applied.refusal.message]));
  expect(told.length).toBe(cases.length);
  for (const message of told) expect(message).toMatch(/^[A-Z][^_]{20,230}\.$/);
});

test('a bug in a rule is not taken for a refusal', () => {
  const bug = new TypeError('a bug');
  expect(() =>
    judge(() => {
      throw bug;
    }),
  ).toThrow(bug);
});
