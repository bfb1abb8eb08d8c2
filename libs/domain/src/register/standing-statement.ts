import type { Statement } from './registration';
import type { Person } from './state';

/** What the register has of a person's own statement, in the statement's order. */
export function standingStatement(of: Person): Statement {
  const { name, role, organisation, defence, profession, specialty, registration, staff } = of;
  const register = registration === undefined ? [] : [{ body: registration.body, number: registration.number }];
  return { name, role, organisation, defence, profession, specialty, register, staff: staff?.number ?? '' };
}
