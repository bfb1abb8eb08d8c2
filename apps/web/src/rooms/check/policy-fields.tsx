import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CaptureMode, PictureSource } from '@consilium/domain';
import { Card, choicesOf, OneOf, StatusLine } from '../../platform/kit';
import type { CaptureView, StatedPolicy } from '../../vault/door';
import { captureModeWords, sourceWords } from '../../words';
import classes from './check.module.css';

/** What was said of the policy so far; nothing beforehand. */
export interface PolicySaid {
  readonly basis: 'found' | 'not-found' | '';
  readonly title: string;
  readonly date: string;
  readonly says: CaptureMode | '';
  /** Asked here only where the policy leaves pictures to others; else once the picture is there. */
  readonly source: PictureSource | '';
}

export const nothingSaidOfPolicy: PolicySaid = { basis: '', title: '', date: '', says: '', source: '' };

/** What binds this picture, as it will be signed; undefined while that is not said. */
export function statedPolicy(capture: CaptureView, said: PolicySaid): StatedPolicy | undefined {
  if (capture.policy !== undefined) return { basis: 'published', title: '', date: '', says: '' };
  if (said.basis === '') return undefined;
  if (said.basis === 'not-found') return { basis: 'not-found', title: '', date: '', says: '' };
  return { basis: 'found', title: said.title.trim(), date: said.date.trim(), says: said.says };
}

const leavesToOthers = (capture: CaptureView, { says }: PolicySaid): boolean =>
  (capture.policy?.says ?? says) === 'medical-photography';

/** What is still to be said of a policy that is not published here. */
function foundGaps({ basis, title, date, says }: PolicySaid): string[] {
  if (basis === '') return ['Say whether you found the organisation’s policy.'];
  if (basis === 'not-found') return [];
  return [
    ...(title.trim() === '' || date.trim() === '' ? ['Say which policy you found, and of when.'] : []),
    ...(says === '' ? ['Say what the policy you found allows.'] : []),
  ];
}

/** What is still to be said of the policy. */
export function policyGaps(capture: CaptureView, said: PolicySaid): string[] {
  return [
    ...(capture.policy === undefined ? foundGaps(said) : []),
    ...(leavesToOthers(capture, said) && said.source === '' ? ['Say which of them took the picture.'] : []),
  ];
}

interface PolicyFieldsProps {
  readonly capture: CaptureView;
  readonly said: PolicySaid;
  readonly onChange: (said: PolicySaid) => void;
}

const others = { 'medical-photography': sourceWords['medical-photography'], pacs: sourceWords.pacs } as const;

/** With what the organisation that owns the case lets pictures be taken. */
export function PolicyFields(props: PolicyFieldsProps): ReactNode {
  const { capture, said, onChange } = props;
  if (capture.policy !== undefined && !leavesToOthers(capture, said)) return <Published capture={capture} />;
  return (
    <Card title="The organisation’s policy on pictures">
      <div className={classes.fields}>
        {capture.policy === undefined ? <Unpublished {...props} /> : <Published capture={capture} />}
        {leavesToOthers(capture, said) && (
          <OneOf
            legend="Who took this picture"
            hint="The policy lets nobody else take one. A picture of your own is not posted."
            choices={choicesOf(others)}
            value={said.source === 'pacs' || said.source === 'medical-photography' ? said.source : ''}
            onChange={(source) => {
              onChange({ ...said, source });
            }}
          />
        )}
      </div>
    </Card>
  );
}

function Published({ capture: { organisation, policy } }: Pick<PolicyFieldsProps, 'capture'>): ReactNode {
  if (policy === undefined) return null;
  return (
    <div>
      <p className={classes.words}>
        {organisation}: <strong>{captureModeWords[policy.says].toLowerCase()}</strong>, says its policy, version{' '}
        {policy.version}.
      </p>
      <details className={classes.more}>
        <summary>Read it</summary>
        <p className={classes.words}>{policy.words}</p>
      </details>
    </div>
  );
}

const foundWords = { found: 'I found it', 'not-found': 'I could not find it' } as const;

function Unpublished({ capture, said, onChange }: PolicyFieldsProps): ReactNode {
  return (
    <>
      <StatusLine tone="warning">
        {capture.organisation} has published none here. Whatever you answer, this picture stays inside: nobody outside
        is shown it.
      </StatusLine>
      <OneOf
        legend="Its policy on taking pictures of patients"
        choices={choicesOf(foundWords)}
        value={said.basis}
        onChange={(basis) => {
          onChange({ ...said, basis });
        }}
      />
      {said.basis === 'found' && <Found said={said} onChange={onChange} />}
      {said.basis === 'not-found' && (
        <p className={classes.words}>
          Then only a device that the organisation manages may be used.{' '}
          {capture.caldicott === ''
            ? 'Ask its Caldicott guardian what it allows.'
            : `Ask its Caldicott guardian, ${capture.caldicott}, what it allows.`}
        </p>
      )}
    </>
  );
}

function Found({ said, onChange }: Omit<PolicyFieldsProps, 'capture'>): ReactNode {
  return (
    <>
      <TextInput
        label="Its title"
        size="md"
        maxLength={200}
        autoComplete="off"
        value={said.title}
        onChange={(event) => {
          onChange({ ...said, title: event.currentTarget.value });
        }}
      />
      <TextInput
        label="Its date, as it stands on it"
        size="md"
        maxLength={40}
        autoComplete="off"
        value={said.date}
        onChange={(event) => {
          onChange({ ...said, date: event.currentTarget.value });
        }}
      />
      <OneOf
        legend="What it allows"
        hint="You answer for this: it is signed with the picture, and binds it."
        layout="stacked"
        choices={choicesOf(captureModeWords)}
        value={said.says}
        onChange={(says) => {
          onChange({ ...said, says });
        }}
      />
    </>
  );
}
