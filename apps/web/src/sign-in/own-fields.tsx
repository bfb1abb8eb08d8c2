import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { longestName, nameProblem, numberAsSigned, staffNumberProblem } from '@consilium/domain';

/** What is wrong with them is said where they are typed. */
export const ownRules = {
  name: { validate: (name: string) => nameProblem(name, longestName) ?? true },
  staffNumber: { validate: (typed: string) => staffNumberProblem(numberAsSigned(typed)) ?? true },
} as const;

interface OwnFieldProps {
  readonly label: string;
  readonly description: string;
  readonly error: string | undefined;
  readonly field: UseFormRegisterReturn;
}

export function OwnName({ label, description, error, field }: OwnFieldProps): ReactNode {
  return (
    <TextInput {...{ label, description, error }} size="md" required minLength={2} autoComplete="name" {...field} />
  );
}

export function OwnStaffNumber({ label, description, error, field }: OwnFieldProps): ReactNode {
  return <TextInput {...{ label, description, error }} size="md" required autoComplete="off" {...field} />;
}
