import { organisationId } from '../kernel/ids';
import { list, object, oneOf, orEmpty, pattern, seconds, text, type ShapeOf } from '../kernel/shape';
import type { Words } from '../words/tables';

/** A number as a register writes it: capitals and digits, no spaces. */
const registerNumber = pattern(/^[A-Z0-9]{4,20}$/, 'a register number');

/** What somebody says of themselves in their join. Clinicians have a profession; officers have no register number. */
export const statementIn = ({ roles, professions, registerBodies }: Words) =>
  object({
    name: text(120, 1),
    role: oneOf(roles),
    organisation: orEmpty(organisationId),
    defence: orEmpty(organisationId),
    profession: orEmpty(oneOf(professions)),
    specialty: text(80),
    register: list(object({ body: oneOf(registerBodies), number: registerNumber }), { max: 1 }),
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

/** A number with its register: "GMC 9990017". */
export function numberWithBody({ body, number }: Pick<Registration, 'body' | 'number'>): string {
  return `${body} ${number}`;
}
