import { patientLine, picturesLine, urgencyLine, whereOn } from '.';

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
