import { Button, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { longestName, nameProblem, numberAsSigned, staffNumberProblem } from '@consilium/domain';
import { Card } from '../platform/kit';
import classes from './sign-in.module.css';

export interface FounderDetails {
  readonly code: string;
  readonly name: string;
  readonly staffNumber: string;
}

/** Who begins the register: with the code from the terminal, a name, and the number their employer knows them by. */
export function FounderForm({ onGiven }: { readonly onGiven: (details: FounderDetails) => void }): ReactNode {
  const { register, handleSubmit, formState } = useForm<FounderDetails>({
    defaultValues: { code: '', name: '', staffNumber: '' },
  });
  const given = ({ code, name, staffNumber }: FounderDetails): void => {
    onGiven({ code: code.trim(), name: name.trim(), staffNumber: staffNumber.trim() });
  };
  return (
    <Card title="Who you are">
      <form onSubmit={(event) => void handleSubmit(given)(event)} className={classes.form}>
        <TextInput
          label="One-time set-up code"
          description="The terminal printed it when the service started."
          size="md"
          required
          autoComplete="off"
          spellCheck={false}
          {...register('code')}
        />
        <TextInput
          label="Your name"
          description="Colleagues see it beside everything you sign."
          size="md"
          required
          minLength={2}
          autoComplete="name"
          error={formState.errors.name?.message}
          {...register('name', { validate: (name) => nameProblem(name, longestName) ?? true })}
        />
        <TextInput
          label="Your staff number"
          description="As your employer writes it. It tells you from another officer of your name."
          size="md"
          required
          autoComplete="off"
          error={formState.errors.staffNumber?.message}
          {...register('staffNumber', { validate: (typed) => staffNumberProblem(numberAsSigned(typed)) ?? true })}
        />
        <Button type="submit" size="md">
          Go on
        </Button>
      </form>
    </Card>
  );
}
