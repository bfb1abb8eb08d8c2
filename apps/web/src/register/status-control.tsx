import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Mode, PersonStatus } from '@consilium/domain';
import { ConfirmDialog, ErrorSummary } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { OfficersPersonView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { aloneWords, powerWords } from './power-words';

interface StatusControlProps {
  readonly person: OfficersPersonView;
  readonly mode: Mode;
  /** Restored by one officer, and waiting for another. */
  readonly isProposed: boolean;
}

/** What an officer can make of a person, by the status they get. */
const ways = {
  good: {
    act: 'Restore',
    happens: 'They may be invited and may read again from now on.',
    isDestructive: false,
  },
  suspended: {
    act: 'Suspend',
    happens: 'They lose access to every room within a minute. What they wrote and signed stays in the record.',
    isDestructive: true,
  },
  ended: {
    act: 'End access',
    happens:
      'They lose access to every room within a minute. What they wrote and signed stays in the record, and their register number stays theirs: nobody else joins with it.',
    isDestructive: true,
  },
} as const satisfies Record<PersonStatus, object>;

const offered = {
  good: ['suspended', 'ended'],
  suspended: ['good', 'ended'],
  ended: ['good'],
} as const satisfies Record<PersonStatus, readonly PersonStatus[]>;

/** Suspends or restores a person, or ends their access. All of them re-key every room they are in. */
export function StatusControl({ person: { person, name, status }, mode, isProposed }: StatusControlProps): ReactNode {
  const [asking, setAsking] = useState<PersonStatus>();
  const { run, isBusy, error, reset } = useAct(
    (door, to: PersonStatus) => door.setStatus(person, to, 'Registration officer'),
    () => {
      setAsking(undefined);
    },
  );
  const next = asking ?? 'suspended';
  const { act, happens, isDestructive } = ways[next];
  return (
    <>
      {offered[status]
        .filter((to) => to !== 'good' || !isProposed)
        .map((to) => (
          <Button
            key={to}
            variant="default"
            onClick={() => {
              reset();
              setAsking(to);
            }}
          >
            {ways[to].act}
          </Button>
        ))}
      <ConfirmDialog
        isOpen={asking !== undefined}
        title={`${act}: ${name}?`}
        act={act}
        isDestructive={isDestructive}
        isBusy={isBusy}
        onConfirm={() => {
          run(next);
        }}
        onClose={() => {
          setAsking(undefined);
        }}
      >
        <ErrorSummary problems={problemsOf(error)} />
        {happens} {next === 'good' ? powerWords[mode] : aloneWords}
      </ConfirmDialog>
    </>
  );
}
