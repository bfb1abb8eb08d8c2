import type { Profession, RegisterBodyName, RegisterStatus } from '../words/lists';
import { staffNumberPattern } from './registration';

interface Registered {
  readonly body: RegisterBodyName;
  /** How that register writes its numbers, as a pattern and for a person who types one. */
  readonly number: RegExp;
  readonly looks: string;
}

const gmc: Registered = { body: 'GMC', number: /^\d{7}$/, looks: 'seven digits' };
/** Physician and anaesthesia associates have numbers of their own at the GMC, which begin with an A. */
const gmcAssociate: Registered = { body: 'GMC', number: /^A\d{7}$/, looks: 'an A and seven digits' };
const nmc: Registered = {
  ...{ body: 'NMC', number: /^\d{2}[A-Z]\d{4}[A-Z]$/ },
  looks: 'two digits, a letter, four digits and a letter',
};
const gdc: Registered = { body: 'GDC', number: /^\d{5,6}$/, looks: 'five or six digits' };
const hcpc: Registered = { body: 'HCPC', number: /^[A-Z]{2,3}\d{5,6}$/, looks: 'two or three letters and the digits' };
const gphc: Registered = { body: 'GPhC', number: /^\d{7}$/, looks: 'seven digits' };

/**
 * The register each profession is in, and how its numbers look. Professions of one register whose numbers look alike are told
 * apart by the person's own statement alone.
 */
export const professionTable: Readonly<Record<Profession, Registered>> = {
  doctor: gmc,
  'physician-associate': gmcAssociate,
  'anaesthesia-associate': gmcAssociate,
  nurse: nmc,
  midwife: nmc,
  'nursing-associate': nmc,
  dentist: gdc,
  'dental-care-professional': gdc,
  pharmacist: gphc,
  'pharmacy-technician': gphc,
  'allied-health-professional': hcpc,
};

/** The one spelling in which a register or staff number is signed: capitals, nothing between the characters. */
export function numberAsSigned(typed: string): string {
  return typed.replaceAll(/[\s-]/g, '').toUpperCase();
}

/** Why a number cannot be one of this profession's, as a sentence with its next step; undefined when it can. */
export function numberProblem(profession: Profession, number: string): string | undefined {
  const { body, number: pattern, looks } = professionTable[profession];
  return pattern.test(number)
    ? undefined
    : `The ${body} number here is ${looks}. Type it as it stands in the register.`;
}

/** Why this cannot be a staff number, as a sentence with its next step; undefined when it can. */
export function staffNumberProblem(number: string): string | undefined {
  return staffNumberPattern.test(number)
    ? undefined
    : 'Type your staff number as your employer writes it: two to twenty letters and digits.';
}

const practising: Readonly<Record<RegisterStatus, boolean>> = {
  'with-licence': true,
  'without-licence': false,
  provisional: true,
  conditions: true,
  suspended: false,
  erased: false,
  relinquished: false,
  'not-found': false,
};

/**
 * Whether a register status lets its holder practise. Provisional registration and conditions do, and are shown with
 * their source wherever the person is.
 */
export function mayPractise(status: RegisterStatus): boolean {
  return practising[status];
}
