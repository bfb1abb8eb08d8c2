import type { ReactNode } from 'react';
import { StatusLine } from '../platform/kit';
import type { OwnNewsView } from '../vault/door';
import { EvidenceButton } from './evidence-button';

const notShown =
  'The service does not show the register as this device has checked it. Nothing is written from here meanwhile.';

/** Whose turn it is: an officer’s own, or theirs whom a member tells. */
const next = {
  officer: 'What is missing stands under Register.',
  member: 'Tell a registration officer; once they have said what was lost, this page goes on by itself.',
} as const;

export interface StoppedProps extends Pick<OwnNewsView, 'alarm' | 'isPutBack'> {
  readonly isOfficer: boolean;
}

/** On every page, while the register is read-only on this device. */
export function Stopped({ alarm, isPutBack, isOfficer }: StoppedProps): ReactNode {
  return (
    <StatusLine tone="bad" isLive action={<EvidenceButton of={(door) => door.registerEvidence()} />}>
      {isPutBack ? `${notShown} ${next[isOfficer ? 'officer' : 'member']}` : `The register: ${alarm}`}
    </StatusLine>
  );
}
