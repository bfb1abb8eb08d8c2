import { Button, Textarea } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import type { CaptureMode } from '@consilium/domain';
import { choicesOf, ErrorSummary, ExactTime, OneOf } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { CapturePolicyView, OrganisationPageView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { captureModeWords } from '../words';
import classes from './organisations.module.css';
import { SignOrLeave } from './sign-or-leave';

interface CapturePolicyProps {
  readonly organisation: OrganisationPageView;
}

/** With what pictures of patients may be taken here: it binds whoever posts one in a case of this organisation. */
export function CapturePolicy({ organisation }: CapturePolicyProps): ReactNode {
  const [isWriting, setWriting] = useState(false);
  const { capture, speaks } = organisation;
  return (
    <div className={classes.part}>
      <h3>What pictures may be taken with</h3>
      {isWriting ? (
        <PolicyForm organisation={organisation} onDone={() => setWriting(false)} />
      ) : (
        <>
          {capture === undefined ? (
            <p className={classes.words}>
              It has published no policy. Until it does, whoever posts a picture says what they found elsewhere, and no
              picture goes outside.
            </p>
          ) : (
            <Policy capture={capture} />
          )}
          {speaks && (
            <div className={classes.actions}>
              <Button variant="default" size="md" onClick={() => setWriting(true)}>
                {capture === undefined ? 'Write a policy on pictures' : 'Write the next version on pictures'}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}

function Policy({ capture: { says, words, version, by, at } }: { readonly capture: CapturePolicyView }): ReactNode {
  return (
    <>
      <p className={classes.words}>
        <strong>{captureModeWords[says]}</strong>
      </p>
      <p className={classes.said}>{words}</p>
      <p className={classes.aside}>
        Version {version}, signed by {by} <ExactTime at={at * 1000} />.
      </p>
    </>
  );
}

interface FormProps extends CapturePolicyProps {
  readonly onDone: () => void;
}

function Signing({ isBusy, onLeave }: { readonly isBusy: boolean; readonly onLeave: () => void }): ReactNode {
  return (
    <>
      <p className={classes.aside}>Each version stays in the register. Your passkey confirms it.</p>
      <div className={classes.actions}>
        <SignOrLeave isBusy={isBusy} onLeave={onLeave} />
      </div>
    </>
  );
}

function PolicyForm({ organisation: { organisation, capture, seen: now }, onDone }: FormProps): ReactNode {
  // As it was when writing began: what is sent is confirmed as of that.
  const [seen] = useState(now);
  const [words, setWords] = useState(capture?.words ?? '');
  const [says, setSays] = useState<CaptureMode | ''>('');
  const [gap, setGap] = useState('');
  const publish = useAct(
    (door, said: Pick<CapturePolicyView, 'says' | 'words'>) => door.sayCapturePolicy(organisation, said, seen),
    onDone,
  );
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    setGap(says === '' ? 'Choose what pictures may be taken with.' : '');
    if (says !== '') publish.run({ says, words });
  };
  return (
    <form onSubmit={send} className={classes.form}>
      <ErrorSummary
        title="Not published"
        problems={[...(gap === '' ? [] : [{ message: gap }]), ...problemsOf(publish.error)]}
      />
      <OneOf
        legend="Pictures of patients may be taken with"
        hint="It binds from its own entry on, also a picture that is on its way then."
        layout="stacked"
        choices={choicesOf(captureModeWords)}
        value={says}
        onChange={setSays}
      />
      <Textarea
        label="The policy in words"
        description="Its title and date, what it asks for, whom to ask. No patient, no case."
        size="md"
        autosize
        minRows={4}
        maxLength={4000}
        required
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Signing isBusy={publish.isBusy} onLeave={onDone} />
    </form>
  );
}
