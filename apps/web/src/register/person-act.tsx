import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ConfirmDialog, ErrorSummary } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { OfficersPersonView, VaultDoor } from '../vault/door';
import { useAct } from '../vault/use-vault';

/** What is confirmed: about somebody as they were shown when the question was asked. */
export interface Confirmed {
  readonly seen: string;
  readonly source: string;
}

interface PersonActProps {
  readonly person: OfficersPersonView;
  readonly act: string;
  /** What happens, and what is lost. */
  readonly happens: ReactNode;
  readonly isDestructive?: boolean;
  /** Says where it comes from, which is signed with it. */
  readonly asksSource?: boolean;
  readonly write: (door: VaultDoor, confirmed: Confirmed) => Promise<void>;
}

const longestSource = 80;

/** One act about somebody of the register, which is asked about first. */
export function PersonAct(props: PersonActProps): ReactNode {
  const { person, act, happens, isDestructive = false, asksSource = false, write } = props;
  const [asked, setAsked] = useState<OfficersPersonView>();
  const [source, setSource] = useState('');
  const close = (): void => {
    setAsked(undefined);
  };
  const { run, isBusy, error, reset } = useAct(write, close);
  return (
    <>
      <Button
        variant="default"
        aria-label={`${act}: ${person.name}`}
        onClick={() => {
          reset();
          setSource('');
          setAsked(person);
        }}
      >
        {act}
      </Button>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={`${act}: ${person.name}?`}
        act={act}
        isDestructive={isDestructive}
        mayAct={!asksSource || source.trim() !== ''}
        isBusy={isBusy}
        onConfirm={() => {
          if (asked !== undefined) run({ seen: asked.seen, source: source.trim() });
        }}
        onClose={close}
      >
        <ErrorSummary title="Nothing was done" problems={problemsOf(error)} />
        {happens}
        {asksSource && <Source source={source} onChange={setSource} />}
      </ConfirmDialog>
    </>
  );
}

interface SourceProps {
  readonly source: string;
  readonly onChange: (source: string) => void;
}

function Source({ source, onChange }: SourceProps): ReactNode {
  return (
    <TextInput
      label="Reason, and where you have it from"
      description="For instance: suspended by the GMC, letter of 12 November. Everybody in the register can read it."
      size="md"
      mt="md"
      required
      maxLength={longestSource}
      value={source}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}
