import { Button } from '@mantine/core';
import { IconUserHeart } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Card, choicesOf, ErrorSummary, OneOf, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { attestationWords } from '../words';
import type { Interpreter } from './card-state';
import { reviewWords } from './card-texts';
import classes from './show-card.module.css';

const choices = choicesOf<Interpreter>({
  interpreter: attestationWords.interpreter,
  'interpreter-not-needed': attestationWords['interpreter-not-needed'],
});

export interface ShowCardProps {
  readonly interpreter: Interpreter | '';
  readonly onInterpreter: (interpreter: Interpreter) => void;
  readonly onShow: () => void;
  readonly isBusy: boolean;
  readonly error: Error | null;
}

/** Where the device is handed to the patient, with nothing on it but what is explained. */
export function ShowCard({ interpreter, onInterpreter, onShow, isBusy, error }: ShowCardProps): ReactNode {
  return (
    <Card title="Explain it first">
      <div className={classes.fields}>
        <ErrorSummary title="Not shown" problems={problemsOf(error)} />
        <p className={classes.words}>
          A card in large, plain words that you can hand over. The page locks itself: nothing but the card opens until
          you unlock it, and what you entered here waits, sealed. The card asks and records nothing.
        </p>
        <OneOf legend="An interpreter" choices={choices} value={interpreter} onChange={onInterpreter} />
        <Button
          size="lg"
          variant="default"
          loading={isBusy}
          leftSection={<IconUserHeart size={22} aria-hidden />}
          onClick={onShow}
        >
          Show the patient
        </Button>
        <p className={classes.aside}>{reviewWords()}</p>
      </div>
    </Card>
  );
}

/** Said where what was entered could not be kept after all. */
export function NotHeld(): ReactNode {
  return (
    <StatusLine tone="warning" isLive>
      What you had entered before the card was shown does not open on this device any more. Nothing of it was recorded:
      enter it again.
    </StatusLine>
  );
}
