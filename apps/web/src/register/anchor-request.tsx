import { Button, Textarea } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { type SubmitEvent, type ReactNode, useId, useState } from 'react';
import { ErrorSummary, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { OfficersPersonView } from '../vault/door';
import { useAct, useView } from '../vault/use-vault';
import { CopyButton } from './copy-button';
import classes from './register.module.css';

interface AnchorRequestProps {
  readonly person: OfficersPersonView;
}

/** An adviser whom only their organisation's own key can confirm: what it is asked, and the place for what it answers. */
export function AnchorRequest({ person: { person, name, organisation, seen } }: AnchorRequestProps): ReactNode {
  const { data: request, error } = useView(['register', 'anchor', person], (door) => door.anchorRequest(person));
  return (
    <section className={classes.form} aria-label={`The own key of ${organisation} confirms ${name}`}>
      <StatusLine tone="waiting">
        Waits for the own key of {organisation}, which is kept offline. Give this request to whoever keeps it. Their
        program answers with a signature.
      </StatusLine>
      <ErrorSummary problems={problemsOf(error)} />
      {request !== undefined && (
        <>
          <code className={classes.link} data-testid="anchor-request">
            {request}
          </code>
          <div className={classes.choices}>
            <CopyButton text={request} name="Copy the request" />
          </div>
        </>
      )}
      <Confirm person={person} seen={seen} />
    </section>
  );
}

function Confirm({ person, seen }: Pick<OfficersPersonView, 'person' | 'seen'>): ReactNode {
  const field = useId();
  const [signature, setSignature] = useState('');
  const confirm = useAct((door, signed: string) => door.confirmByAnchor(person, signed, seen));
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    confirm.run(signature);
  };
  return (
    <>
      <ErrorSummary title="Not confirmed" problems={problemsOf(confirm.error, field)} />
      <form onSubmit={send} className={classes.form}>
        <Textarea
          id={field}
          label="Signature of the organisation’s own key"
          size="md"
          required
          autosize
          minRows={2}
          spellCheck={false}
          value={signature}
          onChange={(event) => {
            setSignature(event.currentTarget.value);
          }}
        />
        <div className={classes.choices}>
          <Button
            type="submit"
            size="md"
            loading={confirm.isBusy}
            leftSection={<IconFingerprint size={20} aria-hidden />}
          >
            Confirm with it
          </Button>
        </div>
      </form>
    </>
  );
}
