import { Button, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Control, type UseFormReturn, useWatch } from 'react-hook-form';
import { IdentifierHint } from '../../identifiers';
import { titleFrom } from '../../words';
import type { Draft } from './asking';
import classes from './new-case.module.css';

export interface FormProps {
  readonly form: UseFormReturn<Draft>;
}

/** The one line that has to be written, and the title that is made of it. */
export function QuestionFields({ form }: FormProps): ReactNode {
  const { register, control } = form;
  return (
    <div className={classes.form}>
      <Textarea
        id="case-question"
        label="What do you want to know?"
        description="No names, no numbers, no dates of birth."
        autosize
        minRows={2}
        maxRows={10}
        size="md"
        className={classes.question ?? ''}
        {...register('question')}
      />
      <Title form={form} />
      <Hint control={control} />
    </div>
  );
}

/** It stands on every Post button, so that nothing goes to the wrong case. */
function Title({ form: { control, register, getValues, setValue } }: FormProps): ReactNode {
  const [question, title] = useWatch({ control, name: ['question', 'title'] });
  const [isOpen, setOpen] = useState(false);
  if (isOpen || title !== '') {
    return <TextInput id="case-title" label="Title of the case" size="md" autoComplete="off" {...register('title')} />;
  }
  return (
    <p className={classes.title}>
      <span>{question.trim() === '' ? 'Its first words become the title.' : `Title: “${titleFrom(question)}”`}</span>
      <Button
        variant="subtle"
        onClick={() => {
          setValue('title', titleFrom(getValues('question')), { shouldDirty: true });
          setOpen(true);
        }}
      >
        Change title
      </Button>
    </p>
  );
}

const helpful = [
  { name: 'history', label: 'History', hint: 'Since when, how it went, what was tried.' },
  { name: 'examination', label: 'What you found', hint: 'Size, feel, whatever a picture does not show.' },
  { name: 'medicines', label: 'Medicines and allergies', hint: '' },
] as const;

/** Asked of everybody and required of nobody: an opinion is as good as what it rests on. */
export function MoreThatHelps({ form: { register } }: FormProps): ReactNode {
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

function Hint({ control }: { readonly control: Control<Draft> }): ReactNode {
  const written = useWatch({
    control,
    name: ['question', 'history', 'examination', 'medicines', 'responsible', 'title'],
  });
  return <IdentifierHint text={written.join('\n')} />;
}
