import type { ReactNode } from 'react';
import {
  type ConsentForm,
  type ConsentScope,
  consentScopes,
  type DutyFlag,
  dutyFlags,
  isSecondary,
  type RecordingKind,
  type SubjectClass,
} from '@consilium/domain';
import { AnyOf, Card, choicesOf, OneOf } from '../../platform/kit';
import type { ConsentView, NewPicture } from '../../vault/door';
import classes from './check.module.css';
import {
  extraScopeWords,
  flagWords,
  formWords,
  reachOf,
  type Reach,
  reachScopes,
  reachWords,
  subjectWords,
} from '../../words';

/** What was answered so far. Nothing that the patient said is answered beforehand. */
export interface Answers {
  readonly recording: RecordingKind;
  readonly form: ConsentForm | '';
  readonly subject: SubjectClass | '';
  readonly scopes: readonly ConsentScope[];
  readonly flags: readonly DutyFlag[];
}

/** The consent record, once its questions are answered. Its time is when it is posted, by the service's clock. */
export function consentOf({ recording, form, subject, scopes, flags }: Answers): NewPicture['consent'] | undefined {
  if (form === '' || subject === '') return undefined;
  return { recording, form, subject, scopes: [...scopes], flags: [...flags] };
}

const inOrder = (scopes: readonly ConsentScope[]): ConsentScope[] =>
  consentScopes.filter((scope) => scopes.includes(scope));

interface ConsentFieldsProps {
  readonly answers: Answers;
  /** The newest picture of this case whose agreement still holds: it may have been given for a series. */
  readonly before: { readonly number: number; readonly consent: ConsentView } | undefined;
  readonly onChange: (answers: Answers) => void;
}

/** Whom it shows and what that person agreed to: each agreement apart (GMC recordings, paras 10 to 14). */
export function ConsentFields({ answers, before, onChange }: ConsentFieldsProps): ReactNode {
  const extras = answers.scopes.filter(isSecondary);
  const reach = reachOf(answers.scopes);
  const setScopes = (to: Reach | '', also: readonly ConsentScope[]): void => {
    onChange({ ...answers, scopes: inOrder([...(to === '' ? [] : reachScopes[to]), ...also]) });
  };
  return (
    <Card title="What was agreed">
      <div className={classes.fields}>
        {before !== undefined && <SameAsBefore before={before} answers={answers} onChange={onChange} />}
        <OneOf
          legend="How they agreed"
          choices={choicesOf(formWords)}
          value={answers.form}
          onChange={(form) => {
            onChange({ ...answers, form });
          }}
        />
        <OneOf
          legend="Who they agreed may see it"
          layout="stacked"
          choices={choicesOf(reachWords)}
          value={reach}
          onChange={(to) => {
            setScopes(to, extras);
          }}
        />
        <AnyOf
          legend="Also agreed to, if they did"
          choices={choicesOf(extraScopeWords)}
          value={extras}
          onChange={(also) => {
            setScopes(reach, also);
          }}
        />
        <OneOf
          legend="Whom it shows"
          choices={choicesOf(subjectWords)}
          value={answers.subject}
          onChange={(subject) => {
            onChange({ ...answers, subject });
          }}
        />
        <Flags answers={answers} onChange={onChange} />
      </div>
    </Card>
  );
}

/** Rarely ticked, so folded; open at once when something is. */
function Flags({ answers, onChange }: Omit<ConsentFieldsProps, 'before'>): ReactNode {
  return (
    <details className={classes.more} open={answers.flags.length > 0}>
      <summary>A face, an intimate part, or anything else to know?</summary>
      <AnyOf
        legend="Also true of this picture"
        choices={choicesOf(flagWords)}
        value={answers.flags}
        onChange={(flags) => {
          onChange({ ...answers, flags: dutyFlags.filter((flag) => flags.includes(flag)) });
        }}
      />
    </details>
  );
}

interface SameAsBeforeProps extends Pick<ConsentFieldsProps, 'answers' | 'onChange'> {
  readonly before: NonNullable<ConsentFieldsProps['before']>;
}

/** One agreement often covers a series: it can be taken over, in sight, and changed. */
function SameAsBefore({ before: { number, consent }, answers, onChange }: SameAsBeforeProps): ReactNode {
  const { form, scopes, subject, flags } = consent;
  const isSame =
    answers.form === form && answers.subject === subject && answers.scopes.join() === inOrder(scopes).join();
  return (
    <AnyOf
      legend="One agreement for several pictures?"
      choices={[{ value: 'same', label: `The same agreement as for picture ${String(number)}` }]}
      value={isSame ? ['same'] : []}
      onChange={(ticked) => {
        if (ticked.length > 0) onChange({ ...answers, form, subject, scopes: inOrder(scopes), flags });
        else onChange({ ...answers, form: '', scopes: [] });
      }}
    />
  );
}
