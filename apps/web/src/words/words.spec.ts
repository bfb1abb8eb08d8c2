import type { PersonView } from '../vault/door';
import { anchorWords, checkOf, chosenAs, patientLine, picturesLine, urgencyLine, whereOn, workOf } from '.';

test.each([
  ['today', 'Today'],
  ['not-known', 'Urgency not known to this version'],
  ['not-said', 'Urgency not said'],
] as const)('the urgency %s reads “%s”', (urgency, words) => {
  expect(urgencyLine(urgency)).toBe(words);
});

test.each([
  ['80-plus', 'Patient 80 and over'],
  ['not-known', 'Patient’s age not known to this version'],
  ['not-said', 'Patient’s age not said'],
] as const)('the age %s reads “%s”', (age, words) => {
  expect(patientLine(age)).toBe(words);
});

test.each([
  [{ unreadable: '', side: 'left', site: 'forearm' }, 'Left forearm'],
  [{ unreadable: '', side: 'not-applicable', site: 'scalp' }, 'scalp'],
  [{ unreadable: '', side: 'not-known', site: 'forearm' }, 'forearm, side not known to this version'],
  [{ unreadable: '', side: 'not-said', site: 'forearm' }, 'forearm, side not said'],
  [{ unreadable: 'no-key', side: 'not-said', site: '' }, 'Place not shown'],
] as const)('a place of %j reads “%s”', (picture, words) => {
  expect(whereOn(picture)).toBe(words);
});

const [one, two, gone] = [
  { number: 1, withdrawn: false },
  { number: 2, withdrawn: false },
  { number: 3, withdrawn: true },
];

test.each([
  [[], ''],
  [[one], 'Picture 1'],
  [[one, two], 'Pictures 1, 2'],
  [[gone], 'Picture 3, withdrawn'],
  [[one, gone], 'Picture 1 · Picture 3, withdrawn'],
])('pictures %j are called “%s”', (pictures, words) => {
  expect(picturesLine(pictures)).toBe(words);
});

const colleague: PersonView = {
  staffNumber: '',
  staffSource: '',
  ...{ person: 'p', name: 'Ambrose Amber', profession: 'doctor', specialty: 'Gastroenterology' },
  ...{ organisation: 'Northbank Hospital', registration: 'GMC 9990027', registerStatus: 'with-licence' },
  ...{ registerCheckedAt: 1_700_000_000, registerSource: 'register file' },
  ...{
    standing: 'good',
    statusCheckedAt: 1_800_000_000,
    statusSource: 'Registration officer',
    good: true,
    isTrial: false,
    newKeys: undefined,
  },
};

test('what somebody practises as is said, and a specialty as stated; two of one name are told apart where one is chosen', () => {
  expect(workOf(colleague)).toBe('Doctor, Gastroenterology (as stated), Northbank Hospital');
  expect(workOf({ ...colleague, profession: 'physician-associate', specialty: '' })).toBe(
    'Physician associate (as stated), Northbank Hospital',
  );
  expect(chosenAs(colleague)).toBe(
    'Ambrose Amber, GMC 9990027, Doctor, Gastroenterology (as stated), Northbank Hospital',
  );
});

test.each([
  [{}, 'checked', 'Registered, with a licence to practise. Register status last checked'],
  [
    { registerStatus: 'conditions' },
    'caution',
    'Registered, with conditions on practice. Register status last checked',
  ],
  [{ registerStatus: 'provisional' }, 'caution', 'Provisionally registered. Register status last checked'],
  [{ registerStatus: 'erased' }, 'stopped', 'Erased from the register. Register status last checked'],
  [{ registerStatus: '' }, 'calm', 'No register number was looked up'],
  [{ standing: 'suspended' }, 'stopped', 'Access here suspended'],
  [{ standing: 'ended' }, 'stopped', 'Access here ended'],
  [{ standing: 'expired' }, 'caution', 'Registration here not renewed in time. Register status last checked'],
  [{ standing: 'unknown' }, 'stopped', 'Nobody of this register'],
] as const)('of somebody with %j the line is %s: “%s”', (change, tone, says) => {
  const check = checkOf({ ...colleague, ...change });
  expect(check).toMatchObject({ tone, says });
  // What was checked nowhere has no source; a status given here names who gave it, a register's where it was looked up.
  const from = says.startsWith('Access') ? 'Registration officer' : 'register file';
  expect(check.source).toBe(says.startsWith('No') ? undefined : from);
});

test.each([
  [{}, 'Trial: one officer alone let them in.'],
  [{ standing: 'suspended' }, 'Trial: one officer alone let them in.'],
  [
    { registerStatus: '', staffNumber: 'Staff number 4711', staffSource: 'Letter' },
    'Trial: one officer alone let them in.',
  ],
  // Nobody let the first officer in, and nobody lets a stranger in.
  [{ registerStatus: '', staffNumber: 'Staff number 1', staffSource: 'root' }, undefined],
  [{ standing: 'unknown' }, undefined],
] as const)(
  'in a trial the line of somebody with %j ends with “%s”; in a production with nothing',
  (change, caveat) => {
    expect(checkOf({ ...colleague, ...change, isTrial: true }).caveat).toBe(caveat);
    expect(checkOf({ ...colleague, ...change }).caveat).toBeUndefined();
  },
);

test('beside a decision stands who vouches for its advisers', () => {
  expect(anchorWords('Meridian Medical Defence', false)).toBe(
    'The advisers of Meridian Medical Defence are vouched for by this service’s registration officers only.',
  );
  expect(anchorWords('Meridian Medical Defence', true)).toBe(
    'The first adviser of Meridian Medical Defence was confirmed with the organisation’s own key, kept offline.',
  );
});
