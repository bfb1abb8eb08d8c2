import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Card, FilterChips, Pages, StatusLine } from '../platform/kit';
import type { ProposalView, RegisterView } from '../vault/door';
import { chipsOf, everybody, shownOf } from './people-shown';
import { PersonLine } from './person-line';
import classes from './register.module.css';

interface PeopleProps extends Pick<RegisterView, 'people' | 'mode'> {
  readonly proposals: readonly ProposalView[];
}

/** From so many on somebody is looked for. */
const many = 6;
/** Lines of one page. */
const onPage = 20;

/** Clinicians and advisers: a page of them, of those that are looked for. */
export function People({ people, ...rest }: PeopleProps): ReactNode {
  const [choice, choose] = useState(everybody);
  const [words, setWords] = useState('');
  const [page, setPage] = useState(0);
  const listed = people.filter(({ role }) => role !== 'officer');
  const shown = shownOf(listed, choice, words);
  // Somebody may have gone from the last page meanwhile.
  const at = Math.min(page, Math.max(0, Math.ceil(shown.length / onPage) - 1));
  return (
    <Card title="People">
      {listed.length >= many && (
        <div className={classes.form}>
          <TextInput
            label="Look for somebody"
            placeholder="Name, number, specialty or organisation"
            type="search"
            size="md"
            autoComplete="off"
            value={words}
            onChange={(event) => {
              setWords(event.currentTarget.value);
              setPage(0);
            }}
          />
          <FilterChips
            label="Which people"
            chips={chipsOf(listed, choice)}
            onChoose={(chosen) => {
              choose(chosen);
              setPage(0);
            }}
          />
        </div>
      )}
      {listed.length > 0 && shown.length === 0 && <StatusLine>Nobody fits all of this.</StatusLine>}
      <Pages what="people" count={shown.length} onPage={onPage} page={at} onGo={setPage}>
        <ul className={classes.people}>
          {shown.slice(at * onPage, (at + 1) * onPage).map((person) => (
            <li key={person.person} className={classes.person}>
              <PersonLine person={person} people={people} {...rest} />
            </li>
          ))}
        </ul>
      </Pages>
    </Card>
  );
}
