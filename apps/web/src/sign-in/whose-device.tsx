import type { ReactNode } from 'react';
import { choicesOf, OneOf } from '../platform/kit';

export type Whose = 'shared' | 'own';

const whoseWords = { shared: 'A shared computer', own: 'My own device' } as const satisfies Record<Whose, string>;

/** What follows from it, where it is chosen. */
const whoseMeans = {
  shared: 'Locks after 5 minutes without a touch. Left for 15 minutes, it signs you out.',
  own: 'Locks after 15 minutes out of sight, or 30 without a touch. You stay signed in for 12 hours; your passkey opens it each time. Cases you opened stay on it for a day, sealed, to be read without a connection, from the next time your passkey opens it.',
} as const satisfies Record<Whose, string>;

interface WhoseDeviceProps {
  readonly value: Whose;
  readonly onChange: (whose: Whose) => void;
}

/** Whose device somebody sits at: shared until they say that it is their own. */
export function WhoseDevice({ value, onChange }: WhoseDeviceProps): ReactNode {
  return (
    <OneOf
      legend="This device is"
      hint={whoseMeans[value]}
      choices={choicesOf(whoseWords)}
      value={value}
      onChange={onChange}
    />
  );
}
