import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ConfirmDialog, ErrorSummary } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { OfficersPersonView, VaultDoor } from '../vault/door';
import { useAct } from '../vault/use-vault';

/** What is confirmed: about somebody as they were shown when the question was asked. */
interface Confirmed {
  readonly seen: string;
  readonly source: string;
}

export interface PersonAct {
  readonly act: string;
  /** What happens, and what is lost. */
  readonly happens: string;
  readonly isDestructive: boolean;
  /** Says where it comes from, which is signed with it. */
  readonly asksSource: boolean;
  readonly write: (door: VaultDoor, confirmed: Confirmed) => Promise<void>;
}

interface PersonActsProps {
  readonly person: OfficersPersonView;
  readonly acts: readonly PersonAct[];
}

const longestSource = 80;

interface Asked {
  readonly asked: PersonAct;
  readonly seen: string;
}

/** What can be said of somebody now, each asked about first. A question stays, whatever moves on beneath it. */
export function PersonActs({ person: { name, seen }, acts }: PersonActsProps): ReactNode {
  const [question, setQuestion] = useState<Asked>();
  return (
    <>
      {acts.map((each) => (
        <Button
          key={each.act}
          variant="default"
          aria-label={`${each.act}: ${name}`}
          onClick={() => {
            setQuestion({ asked: each, seen });
          }}
        >
          {each.act}
        </Button>
      ))}
      {question !== undefined && (
        <Question
          {...question}
          name={name}
          onClose={() => {
            setQuestion(undefined);
          }}
        />
      )}
    </>
  );
}

interface QuestionProps extends Asked {
  readonly name: string;
  readonly onClose: () => void;
}

function Question({ asked, seen, name, onClose }: QuestionProps): ReactNode {
  const { act, happens, isDestructive, asksSource, write } = asked;
  const [source, setSource] = useState('');
  const { run, isBusy, error } = useAct(write, onClose);
  return (
    <ConfirmDialog
      isOpen
      title={`${act}: ${name}?`}
      act={act}
      isDestructive={isDestructive}
      mayAct={!asksSource || source.trim() !== ''}
      isBusy={isBusy}
      onConfirm={() => {
        run({ seen, source: source.trim() });
      }}
      onClose={onClose}
    >
      <ErrorSummary title="Nothing was done" problems={problemsOf(error)} />
      {happens}
      {asksSource && <Source source={source} onChange={setSource} />}
    </ConfirmDialog>
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
      description="For instance: letter of the employer, 12 November. Everybody in the register can read it."
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
