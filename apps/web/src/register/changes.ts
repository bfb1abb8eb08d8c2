import { professionWords, roleWords } from '../words';
import type { RenewalView } from '../vault/door';

type Change = RenewalView['changes'][number];

const lineNames = {
  name: 'Name',
  role: 'Role',
  organisation: 'Organisation',
  defence: 'Defence organisation',
  profession: 'Profession',
  specialty: 'Specialty',
  number: 'Number',
  staff: 'Staff number',
} as const satisfies Record<Change['what'], string>;

const words: Readonly<Partial<Record<Change['what'], Readonly<Record<string, string>>>>> = {
  role: roleWords,
  profession: professionWords,
};

/** A value of a line as it reads elsewhere. */
function said(what: Change['what'], value: string): string {
  return value === '' ? 'none' : (words[what]?.[value] ?? value);
}

function valueOf({ what, from, to }: Change): string {
  // It is typed from the employer's letter, and so not shown.
  if (what === 'staff') return 'Another one than until now';
  return `${said(what, to)} (until now: ${said(what, from)})`;
}

/** What differs from what stands of somebody, line by line. */
export function changeRows(changes: readonly Change[]): { readonly name: string; readonly value: string }[] {
  return changes.map((change) => ({ name: lineNames[change.what], value: valueOf(change) }));
}
