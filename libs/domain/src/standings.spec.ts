import { adviceRows } from './advice/rows';
import { registerRows } from './register/rows';
import { roomRows } from './room/rows';

interface Open {
  readonly type: string;
  readonly open: readonly string[];
}

/** Which entries each standing may write, said by hand. */
const acts = (rows: readonly Open[], standing: string): string =>
  rows
    .filter(({ open }) => open.includes(standing))
    .map(({ type }) => type)
    .join(' ');

test.each([
  [
    'owner',
    'invite remove owner known-again close reopen rotate grant grant-bad link rewrap title form consent consent-withdrawal consent-again destruction-proposal picture-shown destruction-answer picture source original-deleted message take-back opinion addendum outcome share-request admit',
  ],
  [
    'internal',
    'remove owner known-again rotate grant grant-bad link rewrap consent consent-withdrawal consent-again destruction-answer picture source original-deleted message take-back opinion addendum',
  ],
  ['outside', 'remove grant-bad deletion-statement message take-back opinion addendum'],
  ['invited-outside', 'accept'],
  ['service', 'tick'],
  ['stranger', 'genesis'],
])('in a room, %s may %s', (standing, expected) => {
  expect(acts(roomRows, standing)).toBe(expected);
});

test.each([
  ['requester', 'genesis rotate dossier submit answer withdraw revoke'],
  ['assigned', 'rotate give-back question proposal decision revoke'],
  ['adviser', 'rotate assign decision revoke'],
  ['service', 'tick'],
  ['stranger', ''],
])('on a request, %s may %s', (standing, expected) => {
  expect(acts(adviceRows, standing)).toBe(expected);
});

test.each([
  [
    'officer',
    'genesis organisation organisation-name organisation-status office credential status appointment anchored passkeys key-change key-replacement rules-version restore checkpoint confirm decline',
  ],
  ['adviser', 'contacts membership passkeys key-change org-key grant grant-bad link clearance-status clearance-rekey'],
  ['clinician', 'contacts policy team passkeys key-change'],
])('in the register, %s may %s', (role, expected) => {
  expect(acts(registerRows, role)).toBe(expected);
});

test('a closed room keeps keys and endings', () => {
  const kept = roomRows.filter(({ inClosedRoom }) => inClosedRoom).map(({ type }) => type);
  expect(kept.toSorted()).toEqual([
    'accept',
    'consent-withdrawal',
    'deletion-statement',
    'destruction-answer',
    'destruction-proposal',
    'grant',
    'grant-bad',
    'known-again',
    'link',
    'original-deleted',
    'outcome',
    'owner',
    'picture-shown',
    'remove',
    'reopen',
    'rewrap',
    'rotate',
    'source',
    'tick',
  ]);
});
