import { Button, TextInput } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Card, EmptyState, ErrorSummary, PageTitle, PersonBadge, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { backWords } from '../telling';
import type { AwayView, PersonView } from '../vault/door';
import { useView } from '../vault/use-vault';
import { badgeOf, saysAll, workOf } from '../words';
import classes from './colleagues.module.css';
import { Teams } from './teams';

/** Lines that stand there at once; the others are found by looking for them, or shown by a press. */
const atOnce = 50;

/** Who works at the own organisation, as the register says, and who of them is away, as they say themselves. */
export function ColleaguesPage(): ReactNode {
  const { data, error } = useView(['register', 'colleagues'], (door) => door.colleagues());
  return (
    <div className={classes.page}>
      <PageTitle lead="Who is here was signed by registration officers and checked by this device. A specialty is what each says of themselves, and so is that they are away.">
        Colleagues and teams
      </PageTitle>
      <ErrorSummary problems={problemsOf(error)} />
      {data?.length === 0 && (
        <EmptyState icon={IconUsers} title="No colleague yet">
          No other clinician of your organisation is on this service. Ask your registration officer to invite them.
        </EmptyState>
      )}
      {data !== undefined && <Teams people={data} />}
      {data !== undefined && data.length > 0 && <People people={data} />}
    </div>
  );
}

const textsOf = ({ name, specialty, registration, staffNumber, profession }: PersonView): string[] => [
  ...[name, specialty, registration, staffNumber, profession],
];

function People({ people }: { readonly people: readonly PersonView[] }): ReactNode {
  const [words, setWords] = useState('');
  const [most, setMost] = useState(atOnce);
  const ids = people.map(({ person }) => person);
  const { data: away = [], error } = useView(['telling', 'away', ...ids], (door) => door.awayAmong(ids));
  const found = people.filter((person) => saysAll(textsOf(person), words));
  return (
    <Card title={people.length === 1 ? '1 colleague' : `${String(people.length)} colleagues`}>
      <div className={classes.form}>
        <TextInput
          label="Look for a colleague"
          placeholder="Name, number or specialty"
          size="md"
          autoComplete="off"
          value={words}
          error={found.length === 0 ? 'Nobody of your organisation by these words.' : undefined}
          onChange={(event) => {
            setWords(event.currentTarget.value);
          }}
        />
        <ErrorSummary title="Who is away cannot be shown" problems={problemsOf(error)} />
        <ul className={classes.people} aria-label="Colleagues">
          {found.slice(0, most).map((person) => (
            <li key={person.person}>
              <Colleague colleague={person} away={away.find((each) => each.person === person.person)} />
            </li>
          ))}
        </ul>
        {found.length > most && (
          <div>
            <Button variant="default" size="md" onClick={() => setMost(most + atOnce)}>
              Show more: {found.length - most} are left
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}

interface ColleagueProps {
  readonly colleague: PersonView;
  /** Undefined where they are not. */
  readonly away: AwayView | undefined;
}

function Colleague({ colleague, away }: ColleagueProps): ReactNode {
  return (
    <div className={classes.colleague}>
      <PersonBadge {...badgeOf(colleague)} work={workOf({ ...colleague, organisation: '' })} size="small" />
      <Button
        variant="default"
        size="md"
        className={classes.ask ?? ''}
        aria-label={`Ask ${colleague.name}`}
        renderRoot={(props) => <Link to="/cases/new" search={{ ask: colleague.person }} {...props} />}
      >
        Ask
      </Button>
      {away !== undefined && (
        <div className={classes.away}>
          <StatusLine tone="warning">Away, {backWords(away)}.</StatusLine>
        </div>
      )}
    </div>
  );
}
