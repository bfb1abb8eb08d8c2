import { placeInLine, titleFrom } from '.';

test.each([
  ['Mole on left forearm, excise it now?', 'Mole on left forearm, excise it now'],
  ['  New rash.\nSince Monday, spreading.', 'New rash'],
  ['?', '?'],
  [
    'Pigmented plaque on the left forearm, growing for six months, now with an irregular edge',
    'Pigmented plaque on the left forearm, growing for six…',
  ],
  ['x'.repeat(70), `${'x'.repeat(60)}…`],
])('the title of “%s” is its first words', (question, title) => {
  expect(titleFrom(question)).toBe(title);
});

test.each([
  ['Mole on left forearm, excise it now?', { side: 'left', site: 'forearm' }],
  ['RIGHT  upper inner thigh: cellulitis?', { side: 'right', site: 'upper inner thigh' }],
  ['Swollen disc, right optic disc?', { side: 'right', site: 'optic disc' }],
])('the place in “%s” is read', (line, place) => {
  expect(placeInLine(line)).toEqual(place);
});

test.each([
  'Mole on the forearm, excise it now?',
  'Left forearm, or is it the right forearm?',
  'Left forearm mole, the right one is fine',
  'Left forearm, both palms clear',
  'Left forearm; R hand clear',
  'Left hospital yesterday, arm swollen',
  'Is it right to wait? Arm swollen',
  'Left sided weakness of the arm',
  '',
])('of “%s” no side is guessed', (line) => {
  expect(placeInLine(line)).toBeUndefined();
});
