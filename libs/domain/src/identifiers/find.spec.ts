import { findIdentifiers, isNhsNumber } from './find';

const kinds = (text: string): string[] => findIdentifiers(text).map(({ kind }) => kind);

test.each(['9434765919', '4010232137', '9999999999'])('%s is judged by its check digit', (digits) => {
  expect(isNhsNumber(digits)).toBe(digits !== '9999999999');
});

test.each([
  ['NHS no 943 476 5919, rash', ['nhs-number']],
  ['call me on 07700 900123', ['phone-number']],
  ['call +44 20 7946 0958', ['phone-number']],
  ['born 03/11/1961, itching', ['date-of-birth']],
  ['born 1961-11-03', ['date-of-birth']],
  ['lives in SW1A 1AA', ['postcode']],
  ['write to j.doe@example.org', ['e-mail-address']],
  ['j.doe@example.org, 943-476-5919 and sw1a 1aa', ['e-mail-address', 'nhs-number', 'postcode']],
])('in “%s” it finds %j', (text, expected) => {
  expect(kinds(text)).toEqual(expected);
});

test.each([
  'Itchy plaque, 4 x 3 cm, two weeks, BP 120/80',
  'Ten digits with a wrong check digit: 943 476 5918',
  'Acuity 6/6 both eyes, pressure 14 and 16',
  'ECG at 25 mm/s, rate 72',
])('“%s” is left alone', (text) => {
  expect(kinds(text)).toEqual([]);
});

test('what it finds never overlaps and lies inside the text', () => {
  const text = 'a@b.co 9434765919 SW1A 1AA 03/11/1961 9434765919';
  const found = findIdentifiers(text);
  expect(found).toHaveLength(5);
  found.forEach(({ start, end }, index) => {
    expect(start).toBeGreaterThanOrEqual(found[index - 1]?.end ?? 0);
    expect(end).toBeLessThanOrEqual(text.length);
  });
});
