import type { ReactNode } from 'react';
import type { Mode } from '@consilium/domain';
import type { OfficersPersonView } from '../vault/door';
import { PersonActs, type PersonAct } from './person-acts';
import { aloneWords, powerWords } from './power-words';

const ways = {
  ended: {
    act: 'End the appointment',
    happens:
      'They advise nobody any more, from within a minute. Decisions they signed stand. Where they held their organisation’s key, another adviser renews it before anybody asks the organisation again.',
  },
  begun: {
    act: 'Appoint again',
    happens:
      'They may take requests and sign decisions for their organisation again, once an adviser who serves there confirms them and gives them its key. Where nobody serves there, at once, or once its own key confirms them, if it has one.',
  },
} as const;

interface AppointmentControlProps {
  readonly person: OfficersPersonView;
  readonly mode: Mode;
  /** Begun again by one officer, and waiting for another. */
  readonly isProposed: boolean;
}

/** Ends an adviser's appointment, or begins it again, at the organisation they work for. */
export function AppointmentControl({ person, mode, isProposed }: AppointmentControlProps): ReactNode {
  const next = person.isAppointed ? 'ended' : 'begun';
  const { act, happens } = ways[next];
  const appointment: PersonAct = {
    act,
    happens: `${happens} ${next === 'begun' ? powerWords[mode] : aloneWords}`,
    isDestructive: next === 'ended',
    asksSource: false,
    write: (door, { seen }) => door.setAppointment(person.person, next, seen),
  };
  return <PersonActs person={person} acts={isProposed ? [] : [appointment]} />;
}
