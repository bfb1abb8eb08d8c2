import type { ReactNode } from 'react';
import type { Mode, PersonStatus } from '@consilium/domain';
import type { OfficersPersonView } from '../vault/door';
import { PersonActs, type PersonAct } from './person-acts';
import { aloneWords, powerWords } from './power-words';

interface StatusControlProps {
  readonly person: OfficersPersonView;
  readonly mode: Mode;
  /** Restored by one officer, and waiting for another. */
  readonly isProposed: boolean;
  /** Other officers who could still confirm what this one proposes, were it done. */
  readonly confirmers: number;
}

/** What an officer can make of a person, by the status they get. */
const words = { good: 'Restore', suspended: 'Suspend', ended: 'End access' } as const satisfies Record<
  PersonStatus,
  string
>;

const lostRooms = 'They lose access to every room within a minute. What they wrote and signed stays in the record';
const lostOffice =
  'They sign nothing here any more, and read the register no more, from within a minute. What they signed stands; what they proposed falls, and nobody can sign who comes by a link of theirs: give those a new one';

const happensTo = {
  others: {
    good: 'They may be invited and may read again from now on.',
    suspended: `${lostRooms}.`,
    ended: `${lostRooms}, and their register number stays theirs: nobody else joins with it.`,
  },
  officers: {
    good: 'They may act as a registration officer again.',
    suspended: `${lostOffice}.`,
    ended: `${lostOffice}. Their staff number stays theirs: nobody else joins with it.`,
  },
} as const satisfies Record<string, Record<PersonStatus, string>>;

const offered = {
  good: ['suspended', 'ended'],
  suspended: ['good', 'ended'],
  ended: ['good'],
} as const satisfies Record<PersonStatus, readonly PersonStatus[]>;

/** Said before it is pressed: one officer alone gives nothing back in a register for real use. */
function aloneAfter({ person: { role, name }, mode, confirmers }: StatusControlProps, to: PersonStatus): string {
  if (mode === 'trial' || confirmers > 0) return '';
  if (to === 'good') return ' No other officer may act now, so nobody can confirm it.';
  if (role !== 'officer') return '';
  return ` You would be the only officer who may act: nobody could confirm what you propose, nor that ${name} is restored.`;
}

/** Suspends or restores a person, or ends their access. All of them re-key every room they are in. */
export function StatusControl(props: StatusControlProps): ReactNode {
  const { person, mode, isProposed } = props;
  const happens = happensTo[person.role === 'officer' ? 'officers' : 'others'];
  const acts = offered[person.status]
    .filter((to) => to !== 'good' || !isProposed)
    .map((to): PersonAct => ({
      act: words[to],
      happens: `${happens[to]}${aloneAfter(props, to)} ${to === 'good' ? powerWords[mode] : aloneWords}`,
      isDestructive: to !== 'good',
      asksSource: true,
      write: (door, { seen, source }) => door.setStatus(person.person, to, source, seen),
    }));
  return <PersonActs person={person} acts={acts} />;
}
