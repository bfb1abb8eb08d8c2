import { Autocomplete, Button, FileButton, Textarea, TextInput } from '@mantine/core';
import { IconPhotoPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { Controller, type Control, useForm, useWatch } from 'react-hook-form';
import type { Urgency } from '@consilium/domain';
import { acceptedPictures, carry } from '../../pictures';
import { useFormDraft } from '../../drafts';
import {
  Card,
  choicesOf,
  ErrorSummary,
  type FieldProblem,
  OneOf,
  PageTitle,
  StatusLine,
  tooLong,
} from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import type { CaseForm } from '../../vault/door';
import { useAct } from '../../vault/use-vault';
import classes from './new-case.module.css';
import { IdentifierHint } from '../../identifiers';
import { ageBandWords, specialties, urgencyWords } from '../../words';

type Draft = Omit<Required<CaseForm>, 'urgency' | 'ageBand'> & {
  urgency: Urgency | '';
  ageBand: CaseForm['ageBand'] | '';
};

const empty: Draft = {
  ...{ title: '', specialty: '', urgency: '', ageBand: '', question: '', responsible: '' },
  ...{ history: '', examination: '', medicines: '' },
};

const needed = [
  { key: 'question', message: 'Write your question.' },
  { key: 'urgency', message: 'Choose how urgent it is.' },
  { key: 'ageBand', message: 'Choose the age of the patient.' },
  { key: 'specialty', message: 'Say which specialty you are asking.' },
  { key: 'title', message: 'Give the case a short title.' },
  { key: 'responsible', message: 'Name the responsible consultant.' },
] as const satisfies readonly { key: keyof Draft; message: string }[];

function trimmed(draft: Draft): Draft {
  const { title, specialty, question, responsible, history, examination, medicines } = draft;
  return {
    ...draft,
    title: title.trim(),
    specialty: specialty.trim(),
    question: question.trim(),
    responsible: responsible.trim(),
    history: history.trim(),
    examination: examination.trim(),
    medicines: medicines.trim(),
  };
}

const isWhole = (draft: Draft): draft is Required<CaseForm> => needed.every(({ key }) => draft[key] !== '');

/** Characters each text may have, and what it is called. */
const limits = [
  { key: 'question', most: 4_000, name: 'Your question' },
  { key: 'responsible', most: 120, name: 'The consultant’s name' },
  { key: 'title', most: 80, name: 'The title' },
  { key: 'history', most: 2_000, name: 'The history' },
  { key: 'examination', most: 2_000, name: 'What was found' },
  { key: 'medicines', most: 1_000, name: 'Medicines and allergies' },
] as const satisfies readonly { key: keyof Draft; most: number; name: string }[];

const missingIn = (draft: Draft): FieldProblem[] =>
  needed.filter(({ key }) => draft[key] === '').map(({ key, message }) => ({ message, fieldId: `case-${key}` }));

const surplusIn = (draft: Draft): FieldProblem[] =>
  limits.flatMap(({ key, most, name }) => {
    const surplus = tooLong(draft[key], most);
    return surplus === undefined ? [] : [{ message: `${name}: ${surplus}`, fieldId: `case-${key}` }];
  });

/** Opens the case; with a picture chosen, the check screen is next, else the room. */
function useOpening(onOpened: () => void) {
  const navigate = useNavigate();
  const picture = useRef<File>(undefined);
  const { run, isBusy, error } = useAct(
    (door, form: CaseForm) => door.openCase(form),
    (room) => {
      onOpened();
      if (picture.current === undefined) return void navigate({ to: '/cases/$room', params: { room }, replace: true });
      carry(picture.current);
      return void navigate({ to: '/cases/$room/picture', params: { room }, replace: true });
    },
  );
  const open = (form: CaseForm, file: File | null | undefined): void => {
    picture.current = file ?? undefined;
    run(form);
  };
  return { open, isBusy, error };
}

/** Question before picture. Nothing here names the patient, and there is no field for it. */
export function NewCasePage(): ReactNode {
  const form = useForm<Draft>({ defaultValues: empty });
  const { register, control, getValues } = form;
  const sent = useFormDraft(['case'], form);
  const [gaps, setGaps] = useState<FieldProblem[]>([]);
  const { open, isBusy, error } = useOpening(sent);
  const send = (file?: File | null): void => {
    const draft = trimmed(getValues());
    const gaps = [...missingIn(draft), ...surplusIn(draft)];
    setGaps(gaps);
    if (isWhole(draft) && gaps.length === 0) open(draft, file);
  };
  return (
    <>
      <PageTitle lead="Ask first; pictures come next. A clear question gets a useful answer.">New case</PageTitle>
      <div className={classes.notice}>
        <StatusLine tone="warning">
          Not for emergencies. Need an answer within the hour? Phone the on-call team.
        </StatusLine>
      </div>
      <ErrorSummary title="The case is not open yet" problems={[...gaps, ...problemsOf(error)]} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Card>
          <Fields control={control} register={register} />
        </Card>
        <Ways isBusy={isBusy} onPicture={send} />
      </form>
    </>
  );
}

function Fields({ control, register }: NamesProps): ReactNode {
  return (
    <div className={classes.form}>
      <Textarea
        id="case-question"
        label="Your question"
        description="What do you want to know, and what have you seen? No names, no numbers, no dates of birth."
        autosize
        minRows={3}
        maxRows={10}
        size="md"
        className={classes.question ?? ''}
        {...register('question')}
      />
      <MoreThatHelps register={register} />
      <Hint control={control} />
      <Chips control={control} name="urgency" legend="How urgent" words={urgencyWords} />
      <Chips
        control={control}
        name="ageBand"
        legend="Age of the patient"
        words={{ ...ageBandWords, 'not-said': 'Not said' }}
      />
      <Names control={control} register={register} />
    </div>
  );
}

const helpful = [
  { name: 'history', label: 'History', hint: 'Since when, how it went, what was tried.' },
  { name: 'examination', label: 'What you found', hint: 'Size, feel, whatever a picture does not show.' },
  { name: 'medicines', label: 'Medicines and allergies', hint: '' },
] as const;

/** Asked of everybody and required of nobody: an opinion is as good as what it rests on. */
function MoreThatHelps({ register }: Pick<NamesProps, 'register'>): ReactNode {
  return (
    <details className={classes.more}>
      <summary>History, examination, medicines (optional)</summary>
      <div className={classes.form}>
        {helpful.map(({ name, label, hint }) => (
          <Textarea
            key={name}
            id={`case-${name}`}
            label={label}
            description={hint}
            autosize
            minRows={2}
            maxRows={8}
            size="md"
            {...register(name)}
          />
        ))}
      </div>
    </details>
  );
}

interface NamesProps {
  readonly control: Control<Draft>;
  readonly register: ReturnType<typeof useForm<Draft>>['register'];
}

function Names({ control, register }: NamesProps): ReactNode {
  return (
    <div className={classes.names}>
      <Controller
        control={control}
        name="specialty"
        render={({ field }) => (
          <Autocomplete
            id="case-specialty"
            label="Specialty you are asking"
            size="md"
            data={[...specialties]}
            {...field}
          />
        )}
      />
      <TextInput
        id="case-responsible"
        label="Responsible consultant"
        size="md"
        autoComplete="off"
        {...register('responsible')}
      />
      <TextInput
        id="case-title"
        label="A short title for your own list"
        description="“Blurred disc, left”. It stands on every Post button, so that nothing goes to the wrong case."
        size="md"
        autoComplete="off"
        className={classes.wide ?? ''}
        {...register('title')}
      />
    </div>
  );
}

interface WaysProps {
  readonly isBusy: boolean;
  readonly onPicture: (file: File | null) => void;
}

/** Opening the case and choosing its first picture is one press; opening it without one is the other. */
function Ways({ isBusy, onPicture }: WaysProps): ReactNode {
  return (
    <div className={classes.ways}>
      <FileButton
        onChange={onPicture}
        accept={acceptedPictures}
        inputProps={{ 'aria-label': 'Picture file', tabIndex: -1 }}
      >
        {(props) => (
          <Button {...props} size="lg" loading={isBusy} leftSection={<IconPhotoPlus size={22} aria-hidden />}>
            Open it with a picture
          </Button>
        )}
      </FileButton>
      <Button type="submit" variant="default" size="lg" disabled={isBusy}>
        Open the case
      </Button>
    </div>
  );
}

function Hint({ control }: { readonly control: Control<Draft> }): ReactNode {
  const written = useWatch({
    control,
    name: ['question', 'history', 'examination', 'medicines', 'responsible', 'title'],
  });
  return <IdentifierHint text={written.join('\n')} />;
}

type Chosen = 'urgency' | 'ageBand';

interface ChipsProps<Name extends Chosen> {
  readonly control: Control<Draft>;
  readonly name: Name;
  readonly legend: string;
  readonly words: Readonly<Record<Exclude<Draft[Name], ''>, string>>;
}

function Chips<Name extends Chosen>({ control, name, legend, words }: ChipsProps<Name>): ReactNode {
  const choices = choicesOf<string>(words);
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <div id={`case-${name}`} tabIndex={-1}>
          <OneOf legend={legend} choices={choices} value={field.value} onChange={field.onChange} />
        </div>
      )}
    />
  );
}
