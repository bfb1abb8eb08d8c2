import { Autocomplete, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { Controller, useWatch } from 'react-hook-form';
import { choicesOf, OneOf } from '../../platform/kit';
import { ageBandWords, specialties, urgencyWords } from '../../words';
import type { Draft } from './asking';
import classes from './new-case.module.css';
import type { FormProps } from './question-fields';

const names = { urgency: 'Urgency', ageBand: 'Age', specialty: 'Specialty', responsible: 'Responsible' } as const;
type Said = keyof typeof names;
const all = Object.keys(names) as Said[];

/** As it stands on its chip: what was said, or that nothing was. */
function wordsOf(draft: Pick<Draft, Said>, name: Said): string {
  if (name === 'urgency') return draft.urgency === '' ? 'not said' : urgencyWords[draft.urgency];
  if (name === 'ageBand') return draft.ageBand === '' ? 'not said' : ageBandWords[draft.ageBand];
  const said = draft[name].trim();
  return said === '' ? 'not said' : said;
}

/** What helps and is not needed: each chip says that it is not said until somebody says it. */
export function SaidChips({ form }: FormProps): ReactNode {
  const [urgency, ageBand, specialty, responsible] = useWatch({ control: form.control, name: all });
  const draft = { urgency, ageBand, specialty, responsible } as Pick<Draft, Said>;
  const [open, setOpen] = useState<Said | ''>('');
  const id = useId();
  const chips = useRef(new Map<Said, HTMLButtonElement | null>());
  const close = (name: Said): void => {
    setOpen('');
    chips.current.get(name)?.focus();
  };
  return (
    <div className={classes.saids}>
      <ul className={classes.chips} aria-label="What else can be said">
        {all.map((name) => (
          <li key={name}>
            <button
              ref={(chip) => {
                chips.current.set(name, chip);
              }}
              type="button"
              className={classes.chip}
              data-said={wordsOf(draft, name) !== 'not said'}
              aria-expanded={open === name}
              aria-controls={id}
              onClick={() => {
                setOpen(open === name ? '' : name);
              }}
            >
              {names[name]}: {wordsOf(draft, name)}
              <IconChevronDown size={16} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <div id={id}>{open !== '' && <SaidField form={form} name={open} onSaid={close} />}</div>
    </div>
  );
}

interface SaidFieldProps extends FormProps {
  readonly name: Said;
  /** Said by one press: nothing more is asked here. */
  readonly onSaid: (name: Said) => void;
}

function SaidField({ form, name, onSaid }: SaidFieldProps): ReactNode {
  if (name === 'urgency') return <Choice {...{ form, name, onSaid }} legend="How urgent" words={urgencyWords} />;
  if (name === 'ageBand')
    return <Choice {...{ form, name, onSaid }} legend="Age of the patient" words={ageBandWords} />;
  if (name === 'responsible') {
    return (
      <TextInput
        id="case-responsible"
        label="Responsible consultant"
        description="Until somebody is named, you answer for the case."
        size="md"
        autoComplete="off"
        {...form.register('responsible')}
      />
    );
  }
  return (
    <Controller
      control={form.control}
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
  );
}

interface ChoiceProps extends SaidFieldProps {
  readonly name: 'urgency' | 'ageBand';
  readonly legend: string;
  readonly words: Readonly<Record<string, string>>;
}

/** Saying that it is not said takes it back. */
function Choice({ form, name, legend, words, onSaid }: ChoiceProps): ReactNode {
  const choices = choicesOf<string>({ ...words, 'not-said': 'Not said' });
  return (
    <Controller
      control={form.control}
      name={name}
      render={({ field }) => (
        <OneOf
          legend={legend}
          choices={choices}
          value={field.value}
          onChange={(said) => {
            field.onChange(said === 'not-said' ? '' : said);
            onSaid(name);
          }}
        />
      )}
    />
  );
}
