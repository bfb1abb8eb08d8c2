import { audienceAllows, endpointAudiences, type Caller } from './audience';

test.each<[string, Caller | undefined, readonly string[]]>([
  ['nobody signed in', undefined, ['public']],
  ['somebody waiting', { status: 'waiting', role: undefined }, ['public', 'signed-in']],
  ['a suspended clinician', { status: 'suspended', role: 'clinician' }, ['public', 'signed-in']],
  ['an adviser whose registration ran out', { status: 'expired', role: 'adviser' }, ['public', 'signed-in']],
  ['a clinician', { status: 'good', role: 'clinician' }, ['public', 'signed-in', 'active', 'clinician']],
  ['an adviser', { status: 'good', role: 'adviser' }, ['public', 'signed-in', 'active', 'adviser']],
  ['an officer', { status: 'good', role: 'officer' }, ['public', 'signed-in', 'active', 'officer']],
])('%s reaches %j', (_who, caller, expected) => {
  expect(endpointAudiences.filter((audience) => audienceAllows(audience, caller))).toEqual(expected);
});
