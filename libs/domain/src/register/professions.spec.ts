import { professions, registerStatuses, type Profession, type RegisterBodyName } from '../words/lists';
import { mayPractise, numberAsSigned, numberProblem, professionTable, staffNumberProblem } from './professions';

/** How each register writes a number, and what is nearly one: too short, too long, or with the wrong characters. */
const registers: readonly {
  readonly body: RegisterBodyName;
  readonly looks: string;
  readonly of: readonly Profession[];
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}[] = [
  {
    body: 'GMC',
    looks: 'seven digits',
    of: ['doctor'],
    right: ['1234567', '9990017'],
    wrong: ['', '123456', '12345678', 'A1234567', '1234567A', '123456A', '123 4567'],
  },
  {
    body: 'GMC',
    looks: 'an A and seven digits',
    of: ['physician-associate', 'anaesthesia-associate'],
    right: ['A1234567'],
    wrong: ['1234567', 'A1', 'A123456', 'A12345678', 'AA1234567', 'B1234567', 'a1234567', 'ABCDEFGH', 'A1234567A'],
  },
  {
    body: 'NMC',
    looks: 'two digits, a letter, four digits and a letter',
    of: ['nurse', 'midwife', 'nursing-associate'],
    right: ['12A3456B'],
    wrong: [
      ...['12A3456', '112A3456B', '12A3456BC', '1A3456B', 'ABC3456D', '1213456B', '12A3B', '12A345B', '12ABCDEB'],
      ...['12A34567', '12a3456b'],
    ],
  },
  {
    body: 'GDC',
    looks: 'five or six digits',
    of: ['dentist', 'dental-care-professional'],
    right: ['12345', '123456'],
    wrong: ['1', '1234', '1234567', 'A12345', '12345A', 'ABCDE'],
  },
  {
    body: 'HCPC',
    looks: 'two or three letters and the digits',
    of: ['allied-health-professional'],
    right: ['PH12345', 'PYL123456'],
    wrong: [
      ...['P12345', 'PHYS12345', 'PH1', 'PH1234', 'PH1234567', 'PH12345A', '1PH12345', '9912345', 'PHABCDE', 'ph12345'],
    ],
  },
  {
    body: 'GPhC',
    looks: 'seven digits',
    of: ['pharmacist', 'pharmacy-technician'],
    right: ['2012345'],
    wrong: ['1', '201234', '20123456', 'A2012345', '2012345A', 'ABCDEFG'],
  },
];

const each = registers.flatMap(({ of, ...register }) => of.map((profession) => ({ profession, ...register })));

test('every profession is in one register', () => {
  expect(each.map(({ profession }) => profession).toSorted()).toEqual([...professions].toSorted());
});

test.each(each)('a number of a $profession is one of the $body', ({ profession, body, looks, right, wrong }) => {
  expect(professionTable[profession].body).toBe(body);
  for (const number of right) expect([number, numberProblem(profession, number)]).toEqual([number, undefined]);
  const says = `The ${body} number here is ${looks}. Type it as it stands in the register.`;
  for (const number of wrong) expect([number, numberProblem(profession, number)]).toEqual([number, says]);
});

test.each([
  ['12a 3456-b', '12A3456B'],
  [' 99 900\t17 ', '9990017'],
  ['PH-12345', 'PH12345'],
  ['gphc', 'GPHC'],
])('%j is signed as %s', (typed, signed) => {
  expect(numberAsSigned(typed)).toBe(signed);
});

test.each(['AB', '12', 'N12345', 'A'.repeat(20)])('%s is a staff number', (number) => {
  expect(staffNumberProblem(number)).toBeUndefined();
});

test.each(['', 'A', 'ab', 'A B', 'A-1', 'A'.repeat(21), '(A1', 'A1)'])('%j is no staff number', (number) => {
  expect(staffNumberProblem(number)).toBe(
    'Type your staff number as your employer writes it: two to twenty letters and digits.',
  );
});

test('only a licence, a provisional registration and conditions let their holder practise', () => {
  expect(registerStatuses.filter(mayPractise)).toEqual(['with-licence', 'provisional', 'conditions']);
});
