import { Checkbox, Chip, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import {
  type ConsentForm,
  type ConsentScope,
  consentScopes,
  type DutyFlag,
  dutyFlags,
  type RecordingKind,
  type SubjectClass,
} from '@consilium/domain';
import { Card } from '../platform/kit';
import type { NewPicture } from '../vault/door';
import classes from './check.module.css';
import { flagWords, formWords, recordingWords, scopeWords, subjectWords } from './words';

/** What was answered so far; nothing is answered beforehand. */
export interface Answers {
  readonly recording: RecordingKind | '';
  readonly form: ConsentForm | '';
  readonly subject: SubjectClass | '';
  readonly scopes: readonly ConsentScope[];
  readonly flags: readonly DutyFlag[];
}

export const noAnswers: Answers = { recording: '', form: '', subject: '', scopes: [], flags: [] };

/** The consent record, once the three questions are answered. Its time is now, in whole seconds. */
export function consentOf({ recording, form, subject, scopes, flags }: Answers): NewPicture['consent'] | undefined {
  if (recording === '' || form === '' || subject === '') return undefined;
  const minute = Math.floor(Date.now() / 60_000) * 60;
  return { recording, form, subject, scopes: [...scopes], flags: [...flags], takenAt: minute };
}

interface ConsentFieldsProps {
  readonly answers: Answers;
  readonly onChange: (answers: Answers) => void;
}

type Words = Readonly<Record<string, string>>;
const options = (words: Words): { value: string; label: string }[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** Kind of picture, whom it shows, and what that person agreed to: each agreement apart (GMC recordings, paras 10–14). */
export function ConsentFields({ answers, onChange }: ConsentFieldsProps): ReactNode {
  return (
    <Card title="What was agreed">
      <div className={classes.fields}>
        <Select
          label="Kind of picture"
          placeholder="Choose"
          size="md"
          data={options(recordingWords)}
          value={answers.recording === '' ? null : answers.recording}
          onChange={(value) => {
            onChange({ ...answers, recording: (value ?? '') as Answers['recording'] });
          }}
        />
        <Select
          label="Whom it shows"
          placeholder="Choose"
          size="md"
          data={options(subjectWords)}
          value={answers.subject === '' ? null : answers.subject}
          onChange={(value) => {
            onChange({ ...answers, subject: (value ?? '') as Answers['subject'] });
          }}
        />
        <fieldset className={classes.choices}>
          <legend className={classes.legend}>How they agreed</legend>
          <Chip.Group
            value={answers.form}
            onChange={(value) => {
              onChange({ ...answers, form: value as Answers['form'] });
            }}
          >
            <div className={classes.chips}>
              {options(formWords).map(({ value, label }) => (
                <Chip key={value} value={value} size="lg" radius="md">
                  {label}
                </Chip>
              ))}
            </div>
          </Chip.Group>
        </fieldset>
        <Ticks
          label="What they agreed to"
          words={scopeWords}
          value={answers.scopes}
          onChange={(ticked) => {
            onChange({ ...answers, scopes: consentScopes.filter((scope) => ticked.includes(scope)) });
          }}
        />
        <Ticks
          label="Also true of this picture"
          words={flagWords}
          value={answers.flags}
          onChange={(ticked) => {
            onChange({ ...answers, flags: dutyFlags.filter((flag) => ticked.includes(flag)) });
          }}
        />
      </div>
    </Card>
  );
}

interface TicksProps {
  readonly label: string;
  readonly words: Words;
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}

function Ticks({ label, words, value, onChange }: TicksProps): ReactNode {
  return (
    <Checkbox.Group label={label} value={[...value]} onChange={onChange}>
      <div className={classes.ticks}>
        {options(words).map((option) => (
          <Checkbox key={option.value} size="md" {...option} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
