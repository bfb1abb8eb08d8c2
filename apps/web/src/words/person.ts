import { mayPractise, type Profession, type RegisterStatus, type Role } from '@consilium/domain';
import type { RegisterCheck } from '../platform/kit';
import type { PersonView } from '../vault/door';

export const roleWords = {
  clinician: 'Clinician',
  adviser: 'Adviser',
  officer: 'Registration officer',
} as const satisfies Record<Role, string>;

export const professionWords = {
  doctor: 'Doctor',
  'physician-associate': 'Physician associate',
  'anaesthesia-associate': 'Anaesthesia associate',
  nurse: 'Nurse',
  midwife: 'Midwife',
  'nursing-associate': 'Nursing associate',
  dentist: 'Dentist',
  'dental-care-professional': 'Dental care professional',
  pharmacist: 'Pharmacist',
  'pharmacy-technician': 'Pharmacy technician',
  'allied-health-professional': 'Allied health professional',
} as const satisfies Record<Profession, string>;

export const registerStatusWords = {
  'with-licence': 'Registered, with a licence to practise',
  'without-licence': 'Registered, without a licence to practise',
  provisional: 'Provisionally registered',
  conditions: 'Registered, with conditions on practice',
  suspended: 'Suspended by the register',
  erased: 'Erased from the register',
  relinquished: 'Registration given up',
  'not-found': 'Not in the register',
} as const satisfies Record<RegisterStatus, string>;

type Facts = Pick<PersonView, 'profession' | 'specialty' | 'organisation'>;

/** "Doctor, Dermatology (as stated), Northbank Hospital": the look-up of a number says neither for certain. */
export function workOf({ profession, specialty, organisation }: Facts): string {
  const practice = profession === '' ? '' : professionWords[profession];
  const said = [practice, specialty].filter((word) => word !== '').join(', ');
  return [said === '' ? '' : `${said} (as stated)`, organisation].filter((word) => word !== '').join(', ');
}

/** "Alice Ashgrove, Bela Birchwood and Cora Cloudesley" */
export const listed = (names: readonly string[]): string =>
  [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' and ');

/** "1 person", "3 people" */
export const peopleWords = (count: number): string => (count === 1 ? '1 person' : `${String(count)} people`);

/** Somebody as they stand in a list to choose from: two people of one name are told apart by their numbers. */
export function chosenAs(person: PersonView): string {
  return [person.name, person.registration || person.staffNumber, workOf(person)]
    .filter((word) => word !== '')
    .join(', ');
}

const unqualified: readonly RegisterStatus[] = ['with-licence'];

/** Where nobody looked a register number up: how they are known to be who they are. */
function staffCheckOf({ staffNumber, staffSource }: PersonView): string {
  if (staffNumber === '') return 'No register number was looked up';
  return staffSource === 'root' ? 'First officer, by their own statement' : `Staff number read in “${staffSource}”,`;
}

/** Where one officer alone lets people in, every line about somebody says so: it is what the line is worth. */
function letInOf({ isTrial, staffSource }: PersonView): Pick<RegisterCheck, 'caveat'> {
  return isTrial && staffSource !== 'root' ? { caveat: 'Trial: one officer alone let them in.' } : {};
}

/** What is known of somebody here, and from where: their standing here and the register's own status are told apart. */
export function checkOf(person: PersonView): RegisterCheck {
  return { ...standingCheckOf(person), ...(person.standing === 'unknown' ? {} : letInOf(person)) };
}

function standingCheckOf(person: PersonView): RegisterCheck {
  const { standing, registerStatus, statusCheckedAt, statusSource: source } = person;
  const at = statusCheckedAt * 1000;
  const looked = { at: person.registerCheckedAt * 1000, source: person.registerSource };
  switch (standing) {
    case 'unknown':
      return { tone: 'stopped', says: 'Nobody of this register' };
    case 'suspended':
      return { tone: 'stopped', says: 'Access here suspended', at, source };
    case 'ended':
      return { tone: 'stopped', says: 'Access here ended', at, source };
    case 'expired':
      return {
        tone: 'caution',
        says: 'Registration here not renewed in time. Register status last checked',
        ...looked,
      };
    case 'good':
      if (registerStatus === '') return { tone: 'calm', says: staffCheckOf(person), at };
      return {
        tone: unqualified.includes(registerStatus) ? 'checked' : mayPractise(registerStatus) ? 'caution' : 'stopped',
        says: `${registerStatusWords[registerStatus]}. Register status last checked`,
        ...looked,
      };
  }
}

/** What the badge of somebody shows: who they are, their number, and what is known of it. */
export function badgeOf(person: PersonView) {
  const { name, registration, staffNumber } = person;
  return { name, registerNumber: registration || staffNumber, work: workOf(person), check: checkOf(person) };
}
