import { Button, TextInput } from '@mantine/core';
import { type SubmitEvent, type ReactNode, useState } from 'react';
import { Card, ErrorSummary, ExactTime } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { SecurityLogView } from '../vault/door';
import { useAct, useView } from '../vault/use-vault';
import { SecurityEvents } from './security-events';
import classes from './register.module.css';

type Reading = SecurityLogView['readings'][number];

/** Who signed in, failed to, was refused, got new keys: read by two officers, and every reading stands in it. */
export function SecurityLogCard(): ReactNode {
  const { data, error } = useView(['register', 'security-log'], (door) => door.securityLog());
  return (
    <Card title="Security log">
      <ErrorSummary problems={problemsOf(error)} />
      {data !== undefined && (
        <>
          <p>
            Sign-ins, failures, new passkeys, officers’ acts, links to pictures and refusals, with the person, for{' '}
            {data.keptDays} days. Two officers read it: one asks and says why, another confirms. For an hour both may
            read, and each reading stands in the log.
          </p>
          {data.officers < 2 && <p>There is one officer. Until there is a second, nobody can confirm.</p>}
          <ul className={classes.people}>
            {data.readings.map((reading) => (
              <li key={reading.reading} className={classes.person}>
                <ReadingLine reading={reading} />
              </li>
            ))}
          </ul>
          <Ask />
        </>
      )}
    </Card>
  );
}

function ReadingLine({ reading }: { readonly reading: Reading }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { asker, confirmer, reason, until, isMine, mayRead } = reading;
  return (
    <div className={classes.grow}>
      <p>
        <strong>{asker}</strong> asks: {reason}.{' '}
        {confirmer === '' ? 'Waits for another officer' : `Confirmed by ${confirmer}`}, until{' '}
        <ExactTime at={until * 1000} />.
      </p>
      {confirmer === '' && !isMine && <Confirm reading={reading} />}
      {mayRead && !isOpen && (
        <Button
          size="md"
          variant="default"
          onClick={() => {
            setOpen(true);
          }}
        >
          Read the log
        </Button>
      )}
      {isOpen && <SecurityEvents reading={reading.reading} />}
    </div>
  );
}

function Confirm({ reading: { reading, asker } }: { readonly reading: Reading }): ReactNode {
  const confirm = useAct((door, of: string) => door.confirmSecurityLog(of));
  return (
    <>
      <ErrorSummary title="Not confirmed" problems={problemsOf(confirm.error)} />
      <Button
        size="md"
        variant="default"
        loading={confirm.isBusy}
        onClick={() => {
          confirm.run(reading);
        }}
      >
        Let {asker} and me read it
      </Button>
    </>
  );
}

function Ask(): ReactNode {
  const [reason, setReason] = useState('');
  const ask = useAct(
    (door, said: string) => door.askForSecurityLog(said),
    () => {
      setReason('');
    },
  );
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    ask.run(reason);
  };
  return (
    <>
      <ErrorSummary title="Not asked" problems={problemsOf(ask.error, 'security-log-reason')} />
      <form onSubmit={send} className={classes.row}>
        <TextInput
          id="security-log-reason"
          label="Why the log should be read"
          description="The other officers see this. Name no patient."
          size="md"
          required
          minLength={3}
          maxLength={300}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
        <Button type="submit" size="md" loading={ask.isBusy}>
          Ask to read
        </Button>
      </form>
    </>
  );
}
