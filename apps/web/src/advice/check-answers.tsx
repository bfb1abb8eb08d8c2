import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { identifiersNamed } from '@consilium/domain';
import { Card, KeyValueList, StatusLine } from '../platform/kit';
import { flagWords } from '../words';
import type { PersonView, RoomView, ShareDraft } from '../vault/door';
import classes from './advice.module.css';
import { purposeWords } from './words';

interface SendingProps {
  readonly isBusy: boolean;
  /** Sent once and stopped, to be asked whether it goes all the same. */
  readonly isAsked: boolean;
  readonly onBack: () => void;
  readonly onSend: () => void;
}

interface CheckAnswersProps extends SendingProps {
  readonly view: RoomView;
  readonly draft: ShareDraft;
  readonly recipient: PersonView | undefined;
}

/** Everything once more before it goes: who will read which part. */
export function CheckAnswers({ view, draft, recipient, ...sending }: CheckAnswersProps): ReactNode {
  const numbers = view.threads
    .filter(({ thread }) => draft.threads.includes(thread))
    .map(({ picture }) => String(picture?.number ?? ''));
  return (
    <div className={classes.form}>
      <Card title="Your colleague will see, if there is no objection">
        <KeyValueList
          rows={[
            {
              name: 'Colleague',
              value: [recipient?.name, recipient?.registration, recipient?.organisation].filter(Boolean).join(', '),
            },
            { name: 'Pictures', value: numbers.join(', ') },
            { name: 'Your words', value: draft.brief },
          ]}
        />
      </Card>
      <Card title="Your defence organisation will see">
        <KeyValueList
          rows={[
            { name: 'Purpose', value: purposeWords[draft.purpose] },
            { name: 'Your words to the colleague', value: 'The same text' },
            { name: 'Why outside', value: draft.reasons },
            { name: 'Who inside was asked', value: draft.alternatives },
            ...(draft.notIdentifiers.length === 0
              ? []
              : [
                  {
                    name: 'You say it identifies nobody',
                    value: `What looks like ${identifiersNamed(draft.notIdentifiers)}`,
                  },
                ]),
            { name: 'To know', value: draft.flags.map((flag) => flagWords[flag]).join(', ') || 'Nothing ticked' },
            { name: 'Pictures', value: 'Only how many, their kind and the agreement recorded. No picture.' },
          ]}
        />
      </Card>
      <StatusLine tone="warning">
        From now on the threads of these pictures say that an outside colleague may read what is added.
      </StatusLine>
      <Sending {...sending} />
    </div>
  );
}

function Sending({ isBusy, isAsked, onBack, onSend }: SendingProps): ReactNode {
  return (
    <div className={classes.actions}>
      <Button variant="default" size="lg" onClick={onBack}>
        Change something
      </Button>
      <Button size="lg" loading={isBusy} onClick={onSend}>
        {isAsked ? 'Send it all the same' : 'Send to my defence organisation'}
      </Button>
    </div>
  );
}
