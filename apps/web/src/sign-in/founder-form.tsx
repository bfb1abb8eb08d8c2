import { Button, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { Card } from '../platform/kit';
import { OwnName, OwnStaffNumber, ownRules } from './own-fields';
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
        <OwnName
          label="Your name"
          description="Colleagues see it beside everything you sign."
          error={formState.errors.name?.message}
          field={register('name', ownRules.name)}
        />
        <OwnStaffNumber
          label="Your staff number"
          description="As your employer writes it. It tells you from another officer of your name."
          error={formState.errors.staffNumber?.message}
          field={register('staffNumber', ownRules.staffNumber)}
        />
        <Button type="submit" size="md">
          Go on
        </Button>
      </form>
    </Card>
  );
}
