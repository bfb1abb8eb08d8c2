import {
  anyStatement,
  longestName,
  numberAsSigned,
  numberProblem,
  Problem,
  professionTable,
  staffNumberProblem,
  usableName,
  type OrganisationId,
  type PersonId,
  type Profession,
  type Role,
  type Statement,
} from '@consilium/domain';
import { readJson } from '@consilium/ledger';

/** What a joiner types of themselves. */
export interface Details {
  readonly name: string;
  /** "" for officers, and for advisers who are in no register. */
  readonly profession: Profession | '';
  readonly registerNumber: string;
  /** What the employer knows them by; "" for who has a register number. */
  readonly staffNumber: string;
  readonly specialty: string;
  readonly defence: string;
}

/** Where the invitation leads. */
export interface Place {
  readonly role: Role;
  /** Id, or "". */
  readonly organisation: string;
}

function registerOf(profession: Profession | '', typed: string): Statement['register'] {
  const number = numberAsSigned(typed);
  if (profession === '') {
    if (number === '') return [];
    throw new Problem('bad-input', 'Choose the profession that this register number is for.');
  }
  const problem = numberProblem(profession, number);
  if (problem !== undefined) throw new Problem('bad-input', problem);
  return [{ body: professionTable[profession].body, number }];
}

function staffOf(typed: string): string {
  const number = numberAsSigned(typed);
  const problem = staffNumberProblem(number);
  if (problem !== undefined) throw new Problem('bad-input', problem);
  return number;
}

/** What the joiner signs, in its one spelling. Throws `Problem('bad-input')` with what to mend. */
export function statementOf({ role, organisation }: Place, details: Details): Statement {
  const isClinician = role === 'clinician';
  const register = role === 'officer' ? [] : registerOf(details.profession, details.registerNumber);
  return {
    name: usableName(details.name, longestName),
    role,
    organisation: organisation as OrganisationId | '',
    defence: (isClinician ? details.defence : '') as OrganisationId | '',
    profession: role === 'officer' ? '' : details.profession,
    specialty: role === 'officer' ? '' : details.specialty.trim(),
    register,
    staff: isClinician || register.length > 0 ? '' : staffOf(details.staffNumber),
  };
}

/** What a first officer says of themselves: a name, and their staff number. */
export function founderStatement(name: string, staffNumber: string): Statement {
  const nothing = { profession: '', registerNumber: '', specialty: '', defence: '' } as const;
  return statementOf({ role: 'officer', organisation: '' }, { name, staffNumber, ...nothing });
}

/**
 * What somebody who comes with other keys signs: what the register has of them, as the service tells it. Told wrong, it is what
 * the officers' devices refuse, which hold it against the register.
 */
export function replacedBy(told: { readonly person: string; readonly states: string; readonly keyring: number }) {
  try {
    return {
      of: { person: told.person as PersonId, version: told.keyring },
      states: readJson(told.states, anyStatement),
    };
  } catch {
    throw new Problem(
      'bad-input',
      'What the register says of you cannot be read. Reload the page, or ask your officer.',
    );
  }
}
