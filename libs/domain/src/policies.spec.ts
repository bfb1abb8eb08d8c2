import { advicePolicy, closedRoomAllows, isOpenTo, registerPolicy, roomPolicy } from './policies';

/** Which acts each standing has, written by hand. */
const acts = (policy: Readonly<Record<string, readonly string[]>>, standing: string): readonly string[] =>
  Object.keys(policy).filter((act) => isOpenTo(policy[act] ?? [], standing));

test.each([
  [
    'owner',
    'read invite remove owner close reopen rotate grant grant-bad title form consent consent-withdrawal picture message opinion addendum share-request admit',
  ],
  ['internal', 'read remove owner rotate grant grant-bad consent consent-withdrawal picture message opinion addendum'],
  ['outside', 'read remove rotate grant-bad message opinion addendum'],
  ['invited-outside', 'accept'],
  ['service', 'tick'],
  ['stranger', 'genesis'],
])('in a room, %s may %s', (standing, expected) => {
  expect(acts(roomPolicy, standing).join(' ')).toBe(expected);
});

test.each([
  ['requester', 'read genesis rotate dossier submit answer withdraw revoke'],
  ['assigned', 'read rotate question proposal decision revoke'],
  ['adviser', 'read rotate assign decision revoke'],
  ['service', 'tick'],
  ['stranger', ''],
])('on a request, %s may %s', (standing, expected) => {
  expect(acts(advicePolicy, standing).join(' ')).toBe(expected);
});

test.each([
  ['officer', 'read genesis organisation credential status appointment passkeys key-change rules-version'],
  ['adviser', 'read passkeys key-change org-key grant clearance-status'],
  ['clinician', 'read passkeys key-change'],
])('in the register, %s may %s', (role, expected) => {
  expect(acts(registerPolicy, role).join(' ')).toBe(expected);
});

test('a closed room keeps keys and endings', () => {
  expect(closedRoomAllows.toSorted()).toEqual([
    'accept',
    'consent-withdrawal',
    'grant',
    'grant-bad',
    'owner',
    'remove',
    'reopen',
    'rotate',
    'tick',
  ]);
});
