import { Autocomplete, Button, Chip, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Controller, type Control, useForm, useWatch } from 'react-hook-form';
import { Card, ErrorSummary, PageTitle, StatusLine } from '../platform/kit';
import { problemsOf } from '../sign-in/problems-of';
import type { AgeBand, CaseForm, Urgency } from '../vault/door';
import { useAct } from '../vault/use-vault';
import classes from './cases.module.css';
import { IdentifierHint } from './identifier-hint';
import { ageBandWords, specialties, urgencyWords } from './words';

type Draft = Omit<CaseForm, 'urgency' | 'ageBand'> & { urgency: Urgency | ''; ageBand: AgeBand | '' };

const empty: Draft = { title: '', specialty: '', urgency: '', ageBand: '', question: '', responsible: '' };

/** Question before picture. Nothing here names the patient, and there is no field for it. */
export function NewCasePage(): ReactNode {
  const { register, control, handleSubmit } = useForm<Draft>({ defaultValues: empty });
  const [missing, setMissing] = useState<string[]>([]);
  const navigate = useNavigate();
  const open = useAct(
    (door, form: CaseForm) => door.openCase(form),
    (room) => void navigate({ to: '/cases/$room', params: { room } }),
  );
  const send = (draft: Draft): void => {
    const { urgency, ageBand } = draft;
    const gaps = [
      ...(urgency === '' ? ['Choose how urgent it is.'] : []),
      ...(ageBand === '' ? ['Choose the age band.'] : []),
    ];
    setMissing(gaps);
    if (urgency !== '' && ageBand !== '') open.run({ ...draft, urgency, ageBand });
  };
  return (
    <>
      <PageTitle lead="Ask first; pictures come next. A clear question gets a useful answer.">New case</PageTitle>
      <StatusLine tone="warning">
        Not for emergencies. Need an answer within the hour? Phone the on-call team.
      </StatusLine>
      <ErrorSummary
        title="The case is not open yet"
        problems={[...missing.map((message) => ({ message })), ...problemsOf(open.error)]}
      />
      <Card>
        <form onSubmit={(event) => void handleSubmit(send)(event)} className={classes.form}>
          <Textarea
            label="Your question"
            description="What do you want to know, and what have you seen? No names, no numbers, no dates of birth."
            autosize
            minRows={3}
            maxRows={10}
            size="md"
            required
            maxLength={4000}
            className={classes.question ?? ''}
            {...register('question')}
          />
          <Hint control={control} />
          <Chips control={control} name="urgency" legend="How urgent" words={urgencyWords} />
          <Chips control={control} name="ageBand" legend="Age of the patient" words={ageBandWords} />
          <Controller
            control={control}
            name="specialty"
            render={({ field }) => (
              <Autocomplete label="Specialty you are asking" size="md" required data={[...specialties]} {...field} />
            )}
          />
          <TextInput
            label="A short title for your own list"
            description="“Blurred disc, left”. It stands on every Post button, so that nothing goes to the wrong case."
            size="md"
            required
            maxLength={80}
            autoComplete="off"
            {...register('title')}
          />
          <TextInput
            label="Responsible consultant"
            description="Who looks after this patient."
            size="md"
            required
            maxLength={120}
            autoComplete="off"
            {...register('responsible')}
          />
          <Button type="submit" size="lg" loading={open.isBusy}>
            Open the case
          </Button>
        </form>
      </Card>
    </>
  );
}

function Hint({ control }: { readonly control: Control<Draft> }): ReactNode {
  const [question, title] = useWatch({ control, name: ['question', 'title'] });
  return <IdentifierHint text={`${question}\n${title}`} />;
}

interface ChipsProps {
  readonly control: Control<Draft>;
  readonly name: 'urgency' | 'ageBand';
  readonly legend: string;
  readonly words: Readonly<Record<string, string>>;
}

/** One choice of a few, each big enough for a thumb. */
function Chips({ control, name, legend, words }: ChipsProps): ReactNode {
  return (
    <fieldset className={classes.choices}>
      <legend className={classes.legend}>{legend}</legend>
      <Controller
        control={control}
        name={name}
        render={({ field }) => (
          <Chip.Group value={field.value} onChange={field.onChange}>
            <div className={classes.chips}>
              {Object.entries(words).map(([value, label]) => (
                <Chip key={value} value={value} size="lg" radius="md">
                  {label}
                </Chip>
              ))}
            </div>
          </Chip.Group>
        )}
      />
    </fieldset>
  );
}
