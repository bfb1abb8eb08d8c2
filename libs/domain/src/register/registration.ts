import { organisationId } from '../kernel/ids';
import { list, object, oneOf, orEmpty, pattern, seconds, text, type ShapeOf } from '../kernel/shape';
import type { Words } from '../words/tables';

/** A number as a register writes it: capitals and digits, no spaces. */
const registerNumber = pattern(/^[A-Z0-9]{4,20}$/, 'a register number');

/** A number that an employer knows somebody by, in the one spelling in which numbers are signed. */
export const staffNumberPattern = /^[A-Z0-9]{2,20}$/;
const staffNumber = pattern(staffNumberPattern, 'a staff number');

/**
 * What somebody says of themselves in their join. Exactly one of register number and staff number: what tells two people of
 * one name apart, and one person with two accounts from two people. Clinicians have a profession; officers a staff number.
 */
export const statementIn = ({ roles, professions, registerBodies }: Words) =>
  object({
    name: text(120, 1),
    role: oneOf(roles),
    organisation: orEmpty(organisationId),
    defence: orEmpty(organisationId),
    profession: orEmpty(oneOf(professions)),
    specialty: text(80),
    register: list(object({ body: oneOf(registerBodies), number: registerNumber }), { max: 1 }),
    staff: orEmpty(staffNumber),
  });
export type Statement = ShapeOf<ReturnType<typeof statementIn>>;

/** What the professional register said of a number, when and from where. */
export const registrationIn = ({ registerBodies, registerStatuses }: Words) =>
  object({
    body: oneOf(registerBodies),
    number: registerNumber,
    name: text(120, 1),
    status: oneOf(registerStatuses),
    source: text(80, 1),
    checkedAt: seconds,
  });
export type Registration = ShapeOf<ReturnType<typeof registrationIn>>;

/** A staff number as an officer read it: in which letter or list of the employer, and when. */
export const staffCheck = object({ number: staffNumber, source: text(80, 1), checkedAt: seconds });
export type StaffCheck = ShapeOf<typeof staffCheck>;

/**
 * Which human a credential is of: by register and number, or by employer and staff number. Officers are told apart among
 * each other, wherever they work, so that nobody is two of them by naming an employer once and once not.
 */
export function humanBy(
  { role, organisation, staff }: Pick<Statement, 'role' | 'organisation' | 'staff'>,
  registration: Pick<Registration, 'body' | 'number'> | undefined,
): string {
  if (registration !== undefined) return numberWithBody(registration);
  return `${role === 'officer' ? '' : organisation} ${staff}`;
}

/** A number with its register: "GMC 9990017". */
export function numberWithBody({ body, number }: Pick<Registration, 'body' | 'number'>): string {
  return `${body} ${number}`;
}
