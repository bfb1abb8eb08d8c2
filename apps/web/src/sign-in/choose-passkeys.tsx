import { Button, Checkbox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Card, ErrorSummary, type FieldProblem, StatusLine } from '../platform/kit';
import type { PasskeyView } from '../vault/door';
import classes from './sign-in.module.css';

/** What new keys are made for. */
export interface Choice {
  readonly why: 'words' | 'removal' | 'lost';
  readonly passkeys: readonly PasskeyView[];
  /** The passkey that goes, "" for none. */
  readonly removed: string;
}

const titles = {
  words: 'New recovery words',
  removal: 'Remove a passkey',
  lost: 'New keys',
} as const;

const reasons = {
  words: 'The old words open nothing that is written from then on.',
  removal: 'It signs nobody in any more, and what it opened until now opens nothing that is written from then on.',
  lost: 'Whoever has a copy of your keys, or of a passkey of yours, opens nothing that is written from then on.',
} as const;

interface ChoosePasskeysProps {
  readonly choice: Choice;
  readonly isBusy: boolean;
  readonly problems: FieldProblem[];
  readonly onChosen: (kept: string[]) => void;
  readonly onCancel: () => void;
}

/** Which passkeys are at hand: these stay, and every other one ends. */
export function ChoosePasskeys({ choice, isBusy, problems, onChosen, onCancel }: ChoosePasskeysProps): ReactNode {
  const { why, passkeys, removed } = choice;
  const staying = passkeys.filter(({ passkey }) => passkey !== removed);
  const [kept, setKept] = useState<readonly string[]>(staying.map(({ passkey }) => passkey));
  const ending = passkeys.filter(({ passkey }) => !kept.includes(passkey));
  return (
    <Card title={titles[why]}>
      <ErrorSummary problems={problems} />
      <p className={classes.words}>
        {reasons[why]} You get new keys and new recovery words. What you have read and written stays yours.
      </p>
      <fieldset className={classes.choice}>
        <legend>Which passkeys do you have with you?</legend>
        {staying.map(({ passkey, number }) => (
          <Checkbox
            key={passkey}
            size="md"
            label={`Passkey ${String(number)}`}
            checked={kept.includes(passkey)}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              setKept(checked ? [...kept, passkey] : kept.filter((each) => each !== passkey));
            }}
          />
        ))}
      </fieldset>
      {ending.length > 0 && (
        <StatusLine tone="warning" isLive>
          {ending.map(({ number }) => `Passkey ${String(number)}`).join(', ')} {ending.length === 1 ? 'ends' : 'end'}{' '}
          and signs you in no more. You can add another one later.
        </StatusLine>
      )}
      <div className={classes.actions}>
        <Button variant="default" size="md" onClick={onCancel}>
          Cancel
        </Button>
        <Button
          size="md"
          disabled={kept.length === 0}
          loading={isBusy}
          onClick={() => {
            onChosen([...kept]);
          }}
        >
          Go on to the new words
        </Button>
      </div>
    </Card>
  );
}
