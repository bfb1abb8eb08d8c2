import { identifierKinds } from '../words/lists';
import { findIdentifiers, identifiersNamed, isNhsNumber, kindsOf } from './find';
import { withNotIdentifiers } from './said';

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
  ['j@x-y.example.nhs.uk it is', ['e-mail-address']],
  ['her CHI is 0101336489, born in Leith', ['chi-number']],
  ['CHI 311299 0005', ['chi-number']],
  ['CHI 311299-0005', ['chi-number']],
  ['born 3.1.61', ['date-of-birth']],
  ['born 13-12-1961', ['date-of-birth']],
  ['born 31/1/2001', ['date-of-birth']],
  ['born 1999-10-20', ['date-of-birth']],
  ['born 2001-12-31', ['date-of-birth']],
  ['lives in M1 1AE', ['postcode']],
  ['lives in EC1A1BB', ['postcode']],
  ['lives in B33 8TH', ['postcode']],
  ['call +441632960983', ['phone-number']],
  ['call 01632 960983', ['phone-number']],
  ['j.doe@example.org, 943-476-5919 and sw1a 1aa', ['e-mail-address', 'nhs-number', 'postcode']],
])('in “%s” it finds %j', (text, expected) => {
  expect(kinds(text)).toEqual(expected);
});

test.each([
  'Itchy plaque, 4 x 3 cm, two weeks, BP 120/80',
  'Ten digits with a wrong check digit: 943 476 5918',
  'Acuity 6/6 both eyes, pressure 14 and 16',
  'ECG at 25 mm/s, rate 72',
  'ten digits of a day that is none, with a right check digit elsewhere: 9434765910',
  'the 32/01/2001 is no day, and 12/13/2001 no month',
  '2001-13-01 and 2001-00-10 and 2001-01-32 and 2001-01-00',
  'A1 1CI has a letter no postcode ends in',
  '19434765919 has eleven digits, 94347659190 too',
  'ten of one digit, although the check digit is right: 1111111111',
  'at home @ eight',
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

/** Ten digits with the check digit that is right for the first nine; undefined where none is. */
function checked(nine: string): string | undefined {
  return Array.from('0123456789', (last) => nine + last).find((digits) => isNhsNumber(digits));
}

test.each([
  ['01', '01', 'chi-number'],
  ['31', '12', 'chi-number'],
  ['00', '01', 'nhs-number'],
  ['32', '01', 'nhs-number'],
  ['01', '00', 'nhs-number'],
  ['01', '13', 'nhs-number'],
])('ten digits that begin with day %s and month %s are a %s', (day, month, kind) => {
  const all = Array.from({ length: 40 }, (_, at) => checked(`${day}${month}33${String(100 + at)}`));
  const right = all.filter((digits) => digits !== undefined);
  // Of eleven remainders one has no check digit.
  expect(right.length).toBeGreaterThan(30);
  for (const digits of right) expect(findIdentifiers(digits)).toMatchObject([{ kind, certain: true }]);
});

test('a check digit is right in nine ways of ten wrong ones, and 11 stands for 0', () => {
  const zero = Array.from({ length: 100 }, (_, at) => `4010232${String(at).padStart(2, '0')}0`).filter(isNhsNumber);
  expect(zero.length).toBeGreaterThan(0);
  const wrong = Array.from({ length: 10 }, (_, at) => `943476591${String(at)}`).filter(isNhsNumber);
  expect(wrong).toEqual(['9434765919']);
  expect(['943476591', '94347659190', ' 9434765919', 'a434765919'].filter(isNhsNumber)).toEqual([]);
});

test('only what a check digit proves is certain', () => {
  const found = findIdentifiers('943 476 5919, 03/11/1961, SW1A 1AA, j@x.org, 07700 900123');
  expect(found.map(({ kind, certain }) => [kind, certain])).toEqual([
    ['nhs-number', true],
    ['date-of-birth', false],
    ['postcode', false],
    ['e-mail-address', false],
    ['phone-number', false],
  ]);
});

test('what stands is said by its place, and what lies over another only once', () => {
  const text = 'no 0101336489@clinic.example.org, then 01632 960983';
  expect(findIdentifiers(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
    ['e-mail-address', '0101336489@clinic.example.org'],
    ['phone-number', '01632 960983'],
  ]);
  // They touch, and neither lies over the other.
  expect(kinds('03/11/1961-SW1A 1AA')).toEqual(['date-of-birth', 'postcode']);
});

test('each kind is named with its article, once and in the order of the list', () => {
  expect(identifiersNamed(identifierKinds)).toBe(
    'a CHI number and a date of birth and an e-mail address and an NHS number and a phone number and a postcode',
  );
  expect(identifiersNamed(['postcode'])).toBe('a postcode');
  const found = findIdentifiers('SW1A 1AA, j@x.org, M1 1AE');
  expect(kindsOf(found)).toEqual(['e-mail-address', 'postcode']);
});

test('who says that something is no identifier is told to have said so, by kind', () => {
  expect(withNotIdentifiers('asked')).toBe('asked');
  expect(withNotIdentifiers('asked', [])).toBe('asked');
  expect(withNotIdentifiers('asked', ['postcode', 'phone-number'])).toBe(
    'asked, and said that what looks like a postcode and a phone number identifies nobody',
  );
});
