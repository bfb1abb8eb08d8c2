import { Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { mayPractise, registerStatuses, type RegisterStatus } from '@consilium/domain';
import { choicesOf, StatusLine } from '../platform/kit';
import { registerStatusWords } from '../words';
import type { Approval } from '../vault/door';
import classes from './register.module.css';

/** What an officer writes down who looked a number up themselves. */
export interface ByHand {
  readonly name: string;
  readonly status: RegisterStatus | '';
  readonly source: string;
}

export const nothingSeen: ByHand = { name: '', status: '', source: '' };

/** What is signed of it; undefined while something is missing, or where nobody may practise. */
export function seen({ name, status, source }: ByHand): Approval['byHand'] {
  const isWhole = [name, source].every((words) => words.trim().length > 1);
  return status === '' || !mayPractise(status) || !isWhole ? undefined : { name, status, source };
}

export function NobodyPractises(): ReactNode {
  return (
    <StatusLine tone="bad">
      With this status nobody practises. It cannot be signed; refuse, and say what the register shows.
    </StatusLine>
  );
}

interface HandLookUpProps {
  readonly next: string;
  readonly value: ByHand;
  readonly onChange: (value: ByHand) => void;
}

const handFields = [
  { key: 'name', label: 'Name in the register', max: 120 },
  { key: 'source', label: 'Where you looked it up', max: 80 },
] as const;

/** The adapter found nothing: the officer looks the number up and writes down what they saw. */
export function HandLookUp({ next, value, onChange }: HandLookUpProps): ReactNode {
  return (
    <div className={classes.form}>
      <StatusLine tone="waiting">{next}</StatusLine>
      <Select
        label="Status in the register"
        placeholder="Choose what it says"
        size="md"
        allowDeselect={false}
        data={choicesOf(registerStatusWords)}
        value={value.status === '' ? null : value.status}
        onChange={(status) => {
          onChange({ ...value, status: registerStatuses.find((each) => each === status) ?? '' });
        }}
      />
      {value.status !== '' && !mayPractise(value.status) && <NobodyPractises />}
      {handFields.map(({ key, label, max }) => (
        <TextInput
          key={key}
          label={label}
          size="md"
          maxLength={max}
          value={value[key]}
          onChange={(event) => {
            onChange({ ...value, [key]: event.currentTarget.value });
          }}
        />
      ))}
    </div>
  );
}
