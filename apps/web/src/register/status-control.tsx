import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { PersonStatus } from '@consilium/domain';
import { ConfirmDialog, ErrorSummary } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { useAct } from '../vault/use-vault';

interface StatusControlProps {
  readonly person: string;
  readonly name: string;
  readonly status: PersonStatus;
}

/** Suspends or restores a person. Suspension cuts access within a minute and re-keys every room they are in. */
export function StatusControl({ person, name, status }: StatusControlProps): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const next = status === 'good' ? 'suspended' : 'good';
  const { run, isBusy, error } = useAct(
    (door, to: 'good' | 'suspended') => door.setStatus(person, to, 'Registration officer'),
    () => {
      setAsking(false);
    },
  );
  if (status === 'ended') return null;
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          setAsking(true);
        }}
      >
        {status === 'good' ? 'Suspend' : 'Restore'}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={status === 'good' ? `Suspend ${name}?` : `Restore ${name}?`}
        act={status === 'good' ? 'Suspend' : 'Restore'}
        isDestructive={status === 'good'}
        isBusy={isBusy}
        onConfirm={() => {
          run(next);
        }}
        onClose={() => {
          setAsking(false);
        }}
      >
        <ErrorSummary problems={problemsOf(error)} />
        {status === 'good'
          ? 'They lose access to every room within a minute. What they wrote and signed stays in the record.'
          : 'They may be invited and may read again from now on.'}
      </ConfirmDialog>
    </>
  );
}
