import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { AnyOf, ErrorSummary, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import { WhoIsAway } from '../../telling';
import type { PersonView } from '../../vault/door';
import { useView } from '../../vault/use-vault';
import { isMeant } from '../../words';
import { inOrderOfAsking, nameIn } from './asking';
import classes from './new-case.module.css';

/** Chips that stand there at once; the others are found by looking for them. */
const atOnce = 6;

/** Colleagues of the own organisation, by name. */
export function useColleagues(): {
  readonly people: readonly PersonView[];
  readonly isKnown: boolean;
  readonly error: Error | null;
} {
  const { data, error } = useView(['register', 'colleagues'], (door) => door.colleagues());
  return { people: data ?? [], isKnown: data !== undefined, error };
}

interface WhomFieldsProps {
  readonly chosen: readonly string[];
  /** Whom this person asked last, by id. */
  readonly askedLast: readonly string[];
  readonly onChoose: (people: string[]) => void;
}

/** Whom to ask. Whoever is chosen is let in by the press that asks. */
export function WhomFields({ chosen, askedLast, onChoose }: WhomFieldsProps): ReactNode {
  const { people, isKnown, error } = useColleagues();
  const [words, setWords] = useState('');
  if (error !== null) return <ErrorSummary title="Your colleagues cannot be shown" problems={problemsOf(error)} />;
  if (isKnown && people.length === 0) {
    return (
      <StatusLine>
        No colleague of your organisation is on this service yet. You can open the case for yourself.
      </StatusLine>
    );
  }
  const others = inOrderOfAsking(people, askedLast).filter(({ person }) => !chosen.includes(person));
  const shown = words.trim() === '' ? others : others.filter((person) => isMeant(person, words));
  const offered = [...people.filter(({ person }) => chosen.includes(person)), ...shown.slice(0, atOnce)];
  return (
    <div className={classes.form}>
      <AnyOf
        legend="Whom to ask"
        hint="They are let in and can read everything in this case."
        choices={offered.map((person) => ({ value: person.person, label: nameIn(person, people) }))}
        value={chosen}
        onChange={(now) => {
          onChoose(now);
          setWords('');
        }}
      />
      <WhoIsAway people={chosen} />
      {people.length > atOnce && (
        <TextInput
          label="Look for a colleague"
          placeholder="Name, number or specialty"
          size="md"
          autoComplete="off"
          value={words}
          error={shown.length === 0 ? 'Nobody of your organisation by these words.' : undefined}
          onChange={(event) => {
            setWords(event.currentTarget.value);
          }}
        />
      )}
    </div>
  );
}
