import { IconCheck } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import classes from './choices.module.css';

interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
}

/** A table of words as choices, in its order. Of a closed list the table is a `Record`: a word it lacks does not compile. */
export function choicesOf<T extends string>(words: Readonly<Record<T, string>>): Choice<T>[] {
  return (Object.entries(words) as [T, string][]).map(([value, label]) => ({ value, label }));
}

interface ChoicesProps<T extends string> {
  readonly legend: string;
  /** One sentence under the legend. */
  readonly hint?: ReactNode;
  readonly choices: readonly Choice<T>[];
  /** `stacked`: one under the other, for sentences. */
  readonly layout?: 'chips' | 'stacked';
}

interface OneOfProps<T extends string> extends ChoicesProps<T> {
  readonly value: T | '';
  readonly onChange: (value: T) => void;
}

/** One of a few, each a single press and big enough for a thumb. Nothing needs opening first. */
export function OneOf<T extends string>({ value, onChange, ...rest }: OneOfProps<T>): ReactNode {
  return <Group {...rest} type="radio" isChosen={(each) => each === value} onToggle={onChange} />;
}

interface AnyOfProps<T extends string> extends ChoicesProps<T> {
  readonly value: readonly T[];
  readonly onChange: (value: T[]) => void;
}

/** Any of a few, in the order in which they are offered. */
export function AnyOf<T extends string>({ value, onChange, ...rest }: AnyOfProps<T>): ReactNode {
  const toggle = (toggled: T): void => {
    const isIn = (each: T): boolean => (each === toggled ? !value.includes(each) : value.includes(each));
    onChange(rest.choices.map((choice) => choice.value).filter(isIn));
  };
  return <Group {...rest} type="checkbox" isChosen={(each) => value.includes(each)} onToggle={toggle} />;
}

interface GroupProps<T extends string> extends ChoicesProps<T> {
  readonly type: 'radio' | 'checkbox';
  readonly isChosen: (value: T) => boolean;
  readonly onToggle: (value: T) => void;
}

function Group<T extends string>(props: GroupProps<T>): ReactNode {
  const name = useId();
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{props.legend}</legend>
      {props.hint !== undefined && <p className={classes.hint}>{props.hint}</p>}
      <div className={classes.choices} data-layout={props.layout ?? 'chips'}>
        {props.choices.map(({ value, label }) => (
          <label key={value} className={classes.choice} data-type={props.type}>
            <input
              type={props.type}
              name={name}
              value={value}
              className={classes.input}
              checked={props.isChosen(value)}
              onChange={() => {
                props.onToggle(value);
              }}
            />
            <span className={classes.mark} aria-hidden>
              <IconCheck size={14} stroke={3} />
            </span>
            <span className={classes.label}>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
