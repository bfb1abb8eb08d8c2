import { Button, Textarea, TextInput } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Control, Controller, useForm, type FieldErrors, type UseFormRegister, useWatch } from 'react-hook-form';
import { confidenceWords, examinationWords, inPersonWords, urgencyWords } from '../../words';
import { IdentifierHint } from '../../identifiers';
import { useFormDraft } from '../../drafts';
import { Findings } from '../../guidance';
import { Card, choicesOf, ErrorSummary, OneOf, PageTitle, within } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import type { OpinionDraft, RoomView } from '../../vault/door';
import { useAct, useView } from '../../vault/use-vault';
import classes from './opinion.module.css';
import { NextActor, nextOf } from './next-actor';
import { RestsOn } from './rests-on';
import type { Written } from './written';

/** The opinion, once everything in it was answered. */
function wholeOf(view: RoomView, { nextActor, rests: _rests, ...draft }: Written): OpinionDraft | undefined {
  const next = nextOf(view, nextActor);
  return next !== undefined && isWhole(draft) ? { ...draft, ...next } : undefined;
}

const isWhole = (draft: Omit<Written, 'rests' | 'nextActor'>): draft is Omit<OpinionDraft, 'next' | 'nextBy'> =>
  choices.every(({ name }) => draft[name] !== '');

const empty: Written = {
  impression: '',
  advice: '',
  urgency: '',
  confidence: '',
  examined: '',
  inPerson: '',
  limits: '',
  nextAction: '',
  nextActor: '',
  rests: [],
};

const fields = [
  { name: 'impression', label: 'Your impression', hint: 'What you think it is, and how sure you are.' },
  { name: 'advice', label: 'Your advice', hint: 'What you would do.' },
  { name: 'limits', label: 'Limits of this opinion', hint: 'What you could not see or were not told.' },
] as const;

const choices = [
  {
    name: 'examined',
    legend: 'Did you examine the patient?',
    words: examinationWords,
    missing: 'Say whether you examined the patient.',
  },
  { name: 'confidence', legend: 'How sure you are', words: confidenceWords, missing: 'Say how sure you are.' },
  {
    name: 'inPerson',
    legend: 'Seen in person',
    words: inPersonWords,
    missing: 'Say whether somebody has to see the patient.',
  },
  { name: 'urgency', legend: 'How soon', words: urgencyWords, missing: 'Say how soon.' },
] as const;

/** A structured opinion: what it says, what it rests on, who acts next. Signed by being filed; never edited afterwards. */
export function OpinionPage(): ReactNode {
  const { room = '', thread = '' } = useParams({ strict: false });
  const { data: view, error } = useView(['room', room], (door) => door.room(room));
  if (view === undefined) return <ErrorSummary problems={problemsOf(error)} />;
  return <OpinionForm view={view} thread={thread} />;
}

/** What was not chosen, in words: a choice has no field that an error could stand at. */
function unanswered(errors: FieldErrors<Written>): { readonly message: string }[] {
  return choices.flatMap(({ name, missing }) => (errors[name] === undefined ? [] : [{ message: missing }]));
}

/** Files an opinion, and goes back to its thread. */
function useFile(room: string, thread: string, sent: () => void): ReturnType<typeof useAct<Filed, void>> {
  const navigate = useNavigate();
  return useAct(
    (door, { rests, draft }: Filed) => door.fileOpinion(room, thread, draft, rests),
    () => {
      sent();
      void navigate({ to: '/cases/$room', params: { room }, search: { thread } });
    },
  );
}

interface Filed {
  readonly rests: string[];
  readonly draft: OpinionDraft;
}

function OpinionForm({ view, thread }: { readonly view: RoomView; readonly thread: string }): ReactNode {
  const form = useForm<Written>({ defaultValues: empty });
  const { register, control, handleSubmit, formState } = form;
  const sent = useFormDraft(['opinion', view.room, thread], form);
  const file = useFile(view.room, thread, sent);
  return (
    <>
      <PageTitle
        over={view.title}
        lead="It is signed with your key, keeps its time, and is never edited; you can add to it later."
      >
        Write an opinion
      </PageTitle>
      <ErrorSummary
        title="Not filed; your words are still here"
        problems={[...unanswered(formState.errors), ...problemsOf(file.error)]}
      />
      <Card>
        <form
          onSubmit={(event) =>
            void handleSubmit((written) => {
              const draft = wholeOf(view, written);
              if (draft !== undefined) file.run({ rests: written.rests, draft });
            })(event)
          }
          className={classes.form}
        >
          <Fields view={view} control={control} register={register} errors={formState.errors} />
          <Controller
            control={control}
            name="rests"
            render={({ field }) => <RestsOn view={view} chosen={field.value} onChange={field.onChange} />}
          />
          <Hint control={control} />
          <OpinionGuidance view={view} control={control} isTried={formState.isSubmitted} />
          <Button type="submit" size="lg" loading={file.isBusy}>
            Sign and file in “{view.title === '' ? 'this case' : view.title}”
          </Button>
        </form>
      </Card>
    </>
  );
}

/** What the guidance says of it: what is missing once it was to be filed, and what its limits should say. */
function OpinionGuidance({
  view,
  control,
  isTried,
}: {
  readonly view: RoomView;
  readonly control: Control<Written>;
  readonly isTried: boolean;
}): ReactNode {
  const { examined, confidence, inPerson, urgency, limits, nextActor } = useWatch({ control }) as Written;
  const next = nextOf(view, nextActor)?.next ?? '';
  const facts = { examined, confidence, inPerson, urgency, limits, next };
  const { data = [] } = useView(['room', view.room, 'guidance', 'opinion', JSON.stringify(facts)], (door) =>
    door.checkWritten('opinion', 'opinion', facts),
  );
  return <Findings findings={data.filter(({ effect }) => isTried || effect !== 'blocks')} />;
}

function Hint({ control }: Pick<FieldsProps, 'control'>): ReactNode {
  const written = useWatch({ control, name: ['impression', 'advice', 'limits', 'nextAction'] });
  return <IdentifierHint text={written.join('\n')} />;
}

interface FieldsProps {
  readonly view: RoomView;
  readonly control: Control<Written>;
  readonly register: UseFormRegister<Written>;
  readonly errors: FieldErrors<Written>;
}

function Fields({ view, control, register, errors }: FieldsProps): ReactNode {
  return (
    <>
      {fields.map(({ name, label, hint }) => (
        <Textarea
          key={name}
          label={label}
          description={hint}
          autosize
          minRows={2}
          size="md"
          required
          error={errors[name]?.message}
          {...register(name, { validate: within(4_000) })}
        />
      ))}
      {choices.map(({ name, legend, words, missing }) => (
        <Controller
          key={name}
          control={control}
          name={name}
          rules={{ required: missing }}
          render={({ field }) => (
            <OneOf<string>
              legend={legend}
              choices={choicesOf<string>(words)}
              value={field.value}
              onChange={field.onChange}
            />
          )}
        />
      ))}
      <TextInput
        label="What should happen next"
        size="md"
        required
        error={errors.nextAction?.message}
        {...register('nextAction', { validate: within(300) })}
      />
      <NextActor view={view} control={control} error={errors.nextActor?.message} />
    </>
  );
}
