import type { OfficersPersonView } from '../vault/door';
import { chipsOf, everybody, shownOf } from './people-shown';

const person = (name: string, more: Partial<OfficersPersonView> = {}): OfficersPersonView => ({
  ...({ person: name, specialty: 'Dermatology', registration: `GMC ${name}`, staffNumber: '' } as OfficersPersonView),
  ...{ name, organisation: 'Northbank Hospital', role: 'clinician', status: 'good', standing: 'good', waitsFor: '' },
  ...more,
});

const people = [
  person('Oda Ø'),
  person('Ash', { standing: 'suspended', status: 'suspended' }),
  person('Birch', { role: 'adviser', organisation: 'Meridian Medical Defence', waitsFor: 'advisers' }),
  person('Cedar', { newKeys: {} as OfficersPersonView['newKeys'] }),
];
const names = (...of: Parameters<typeof shownOf>): string[] => shownOf(...of).map(({ name }) => name);

test('people are listed by name, and found by name, number, specialty and where they work', () => {
  expect(names(people, everybody, '')).toEqual(['Ash', 'Birch', 'Cedar', 'Oda Ø']);
  expect(names(people, everybody, 'o oda')).toEqual(['Oda Ø']);
  expect(names(people, everybody, 'meridian')).toEqual(['Birch']);
  expect(names(people, everybody, 'gmc ced')).toEqual(['Cedar']);
  expect(names(people, everybody, 'nobody')).toEqual([]);
});

test('what is chosen has to fit all together, and each chip says how many it would show', () => {
  expect(names(people, { role: 'clinician', state: 'not-good' }, '')).toEqual(['Ash']);
  expect(names(people, { role: 'adviser', state: 'not-good' }, '')).toEqual([]);
  const said = chipsOf(people, { role: 'clinician', state: '' }).map(({ words, count, isOn }) => [words, count, isOn]);
  expect(said).toEqual([
    ['Clinicians', 3, true],
    ['Advisers', 1, false],
    ['New keys', 1, false],
    ['Suspended or ended', 1, false],
  ]);
  const [clinicians] = chipsOf(people, { role: 'clinician', state: '' });
  expect(clinicians?.to).toEqual(everybody);
});
