import { Button, TextInput } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { isMailAddress } from '@consilium/domain';
import { Card, ErrorSummary, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { ToldView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { NotTaken } from './not-taken';
import classes from './telling.module.css';

interface AddressProps {
  readonly told: ToldView;
}

/** The address mails go to: none counts before the code that was sent to it came back. */
export function Address({ told }: AddressProps): ReactNode {
  const [isChanging, setChanging] = useState(false);
  const { address, pending, refused } = told;
  const drop = useAct((door, _: undefined) => door.dropMailAddress());
  const isFirst = address === '' && pending === '';
  if (isFirst || isChanging) return <NewAddress isFirst={isFirst} onDone={() => setChanging(false)} />;
  if (pending !== '') return <Code address={pending} onOther={() => setChanging(true)} />;
  return (
    <Card title="Where mails go">
      <ErrorSummary problems={problemsOf(drop.error)} />
      <p className={classes.address}>{address}</p>
      {refused === '' ? (
        <StatusLine tone="good">You proved that it is yours.</StatusLine>
      ) : (
        <StatusLine tone="bad">The mail server refused the last notice: “{refused}”.</StatusLine>
      )}
      <div className={classes.actions}>
        <Button variant="default" size="md" onClick={() => setChanging(true)}>
          Another address
        </Button>
        <Button variant="default" size="md" loading={drop.isBusy} onClick={() => drop.run(undefined)}>
          Take it away
        </Button>
      </div>
    </Card>
  );
}

interface NewAddressProps {
  readonly isFirst: boolean;
  readonly onDone: () => void;
}

const wrong = 'Write it as name@hospital.example, without a name beside it.';

function NewAddress({ isFirst, onDone }: NewAddressProps): ReactNode {
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const send = useAct(
    (door, address: string) => door.setMailAddress(address),
    ({ handed }) => {
      if (handed) onDone();
    },
  );
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const address = typed.trim();
    setWrong(!isMailAddress(address));
    if (isMailAddress(address)) send.run(address);
  };
  return (
    <Card title={isFirst ? 'Where shall mails go?' : 'Another address'}>
      <ErrorSummary title="No code was sent" problems={problemsOf(send.error, 'address')} />
      <form onSubmit={submit} className={classes.form} noValidate>
        <TextInput
          id="address"
          label="Your e-mail address"
          description="One you read at work. A code is sent to it, to see that it is yours."
          error={isWrong ? wrong : undefined}
          size="md"
          type="email"
          autoComplete="email"
          maxLength={254}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
        <NotTaken last={send.data} />
        <div className={classes.actions}>
          <Button type="submit" size="md" loading={send.isBusy}>
            Send the code
          </Button>
          {!isFirst && (
            <Button variant="default" size="md" onClick={onDone}>
              Leave it as it is
            </Button>
          )}
        </div>
      </form>
    </Card>
  );
}

interface CodeProps {
  readonly address: string;
  readonly onOther: () => void;
}

function Code({ address, onOther }: CodeProps): ReactNode {
  const [typed, setTyped] = useState('');
  const again = useAct((door, to: string) => door.setMailAddress(to));
  const confirm = useAct((door, code: string) => door.confirmMailAddress(code));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    confirm.run(typed.replaceAll(/\D/gu, ''));
  };
  return (
    <Card title="The code from the mail">
      <ErrorSummary title="Not confirmed yet" problems={problemsOf(confirm.error ?? again.error, 'code')} />
      <p className={classes.words}>
        A mail with eight digits went to <strong className={classes.address}>{address}</strong>. It counts for 15
        minutes. Nothing came? Look among unwanted mail, and whether the address is right.
      </p>
      <NotTaken last={again.data} />
      <form onSubmit={submit} className={classes.form}>
        <TextInput
          id="code"
          label="Eight digits"
          size="md"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          className={classes.code ?? ''}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
        <div className={classes.actions}>
          <Button type="submit" size="md" loading={confirm.isBusy} disabled={typed.replaceAll(/\D/gu, '').length !== 8}>
            It is mine
          </Button>
          <Button variant="default" size="md" loading={again.isBusy} onClick={() => again.run(address)}>
            Send another code
          </Button>
          <Button variant="subtle" size="md" onClick={onOther}>
            Another address
          </Button>
        </div>
      </form>
    </Card>
  );
}
