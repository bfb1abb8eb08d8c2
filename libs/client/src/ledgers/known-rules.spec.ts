import { Problem } from '@consilium/domain';
import { newerToWrite, requireKnownRules } from './known-rules';

/** What whoever would write under these rules with a build that knows two versions is told. */
function refusal(inForce: number): unknown {
  try {
    requireKnownRules({ knows: 2 }, inForce);
    return undefined;
  } catch (error) {
    return error;
  }
}

test('under rules that this build knows anything may be written', () => {
  expect([refusal(1), refusal(2)]).toEqual([undefined, undefined]);
});

test('under newer rules nothing is, and the person is told to reload', () => {
  const refused = refusal(3);
  expect(refused).toBeInstanceOf(Problem);
  expect(refused).toMatchObject({ kind: 'unavailable', message: newerToWrite, details: { newer: 'rules' } });
  expect(newerToWrite).toBe('A newer version of Consilium is needed to write here. Reload.');
});
