import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { AnyOf, ErrorSummary, StatusLine, timeOrToday } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import { WhoIsAway } from '../../telling';
import type { PersonView } from '../../vault/door';
import { useLookingAgain, useView } from '../../vault/use-vault';
import { isMeant, peopleWords } from '../../words';
import { inOrderOfAsking, nameIn, type Draft } from './asking';
import classes from './new-case.module.css';
import { isTeamMeant, teamsToAsk, whomOf, type TeamToAsk, type Whom } from './whom';

/** Chips that stand there at once; the others are found by looking for them. */
const atOnce = 6;
const teamsAtOnce = 4;

/** Whom this organisation lets one ask, and whom a draft asks of them. */
export interface ToAsk extends Whom {
  readonly colleagues: readonly PersonView[];
  readonly teams: readonly TeamToAsk[];
  readonly isKnown: boolean;
  readonly error: Error | null;
}

/** What of a draft says whom it asks. */
type Chosen = Pick<Draft, 'people' | 'team' | 'onCall'>;

export function useWhom(draft: Chosen): ToAsk {
  useLookingAgain('announced', 'telling', 'on-call');
  const people = useView(['register', 'colleagues'], (door) => door.colleagues());
  const teams = useView(['register', 'teams'], (door) => door.teams());
  const onCall = useView(['telling', 'on-call'], (door) => door.onCall());
  const colleagues = people.data ?? [];
  const toAsk = teamsToAsk(teams.data?.teams ?? [], colleagues, onCall.data ?? []);
  const isKnown = people.data !== undefined && teams.data !== undefined && onCall.data !== undefined;
  return {
    ...{ colleagues, teams: toAsk, isKnown, error: people.error ?? teams.error ?? onCall.error },
    ...whomOf(draft, colleagues, isKnown ? toAsk : undefined),
  };
}

interface WhomFieldsProps {
  readonly chosen: Chosen;
  readonly toAsk: ToAsk;
  /** Whom this person asked last, by id. */
  readonly askedLast: readonly string[];
  readonly onChoose: (chosen: Chosen) => void;
}

const nobodyFound = 'Nobody of your organisation by these words.';

/** Whom to ask. Whoever is chosen is let in by the press that asks. */
export function WhomFields({ chosen, toAsk, askedLast, onChoose }: WhomFieldsProps): ReactNode {
  const { colleagues, teams, isKnown, error } = toAsk;
  const [words, setWords] = useState('');
  if (error !== null) return <ErrorSummary title="Your colleagues cannot be shown" problems={problemsOf(error)} />;
  if (isKnown && colleagues.length === 0) {
    return (
      <StatusLine>
        No colleague of your organisation is on this service yet. You can open the case for yourself.
      </StatusLine>
    );
  }
  const shown = inOrderOfAsking(colleagues, askedLast).filter(
    (person) => !chosen.people.includes(person.person) && isMeant(person, words),
  );
  const isFound = shown.length > 0 || teams.some((team) => isTeamMeant(team, words));
  const choose = (more: Partial<Chosen>): void => {
    onChoose({ ...chosen, ...more });
    setWords('');
  };
  return (
    <div className={classes.form}>
      <People {...{ chosen, toAsk, shown, choose }} />
      {teams.length > 0 && <Teams {...{ chosen, toAsk, words, choose }} />}
      <WhoIsAway people={toAsk.people.map(({ person }) => person)} />
      {(colleagues.length > atOnce || teams.length > teamsAtOnce) && (
        <TextInput
          label={teams.length === 0 ? 'Look for a colleague' : 'Look for a colleague or a team'}
          placeholder="Name, number or specialty"
          size="md"
          autoComplete="off"
          value={words}
          error={isFound ? undefined : nobodyFound}
          onChange={(event) => {
            setWords(event.currentTarget.value);
          }}
        />
      )}
    </div>
  );
}

interface PartProps {
  readonly chosen: Chosen;
  readonly toAsk: ToAsk;
  readonly choose: (more: Partial<Chosen>) => void;
}

interface PeopleProps extends PartProps {
  readonly shown: readonly PersonView[];
}

/** A colleague by their name; somebody chosen who is none any more can be taken off. */
function People({ chosen, toAsk: { colleagues, isKnown }, shown, choose }: PeopleProps): ReactNode {
  const isChosen = ({ person }: PersonView): boolean => chosen.people.includes(person);
  const offered = [...colleagues.filter(isChosen), ...shown.slice(0, atOnce)];
  const gone = chosen.people.filter((each) => isKnown && !colleagues.some(({ person }) => person === each));
  return (
    <AnyOf
      legend="Whom to ask"
      hint="They are let in and can read everything in this case."
      choices={[
        ...offered.map((person) => ({ value: person.person, label: nameIn(person, colleagues) })),
        ...gone.map((value) => ({ value, label: 'Somebody who is no colleague here any more' })),
      ]}
      value={chosen.people}
      onChange={(people) => {
        choose({ people });
      }}
    />
  );
}

interface TeamsProps extends PartProps {
  readonly words: string;
}

/** The ways to ask a team: all of it, or who is on call for it. */
const waysOf = ({ team, name, people, onCall }: TeamToAsk) => [
  { value: `all ${team}`, label: `${name}: ${peopleWords(people.length)}` },
  ...(onCall === undefined
    ? []
    : [
        {
          value: `${onCall.person} ${team}`,
          label: `On call for ${name}: ${onCall.name}, until ${timeOrToday(onCall.until * 1000)}`,
        },
      ]),
];

/** A team by its name, or who is on call for it: one of them, since the question is asked in that one name. */
function Teams({ chosen, toAsk: { teams, isKnown, team }, words, choose }: TeamsProps): ReactNode {
  const others = teams.filter((each) => each !== team && isTeamMeant(each, words)).slice(0, teamsAtOnce);
  const value = chosen.team === '' ? [] : [`${chosen.onCall === '' ? 'all' : chosen.onCall} ${chosen.team}`];
  const ways = [...(team === undefined ? [] : [team]), ...others].flatMap(waysOf);
  const gone = value.filter((each) => isKnown && !ways.some((way) => way.value === each));
  return (
    <AnyOf
      legend="A team, or who is on call for it"
      hint="Of a team everybody is let in, and whoever answers first has answered."
      choices={[...ways, ...gone.map((each) => ({ value: each, label: 'What you chose is not there any more' }))]}
      value={value}
      onChange={(now) => {
        const [who = '', of = ''] = now.find((each) => !value.includes(each))?.split(' ') ?? [];
        choose({ team: of, onCall: who === 'all' ? '' : who });
      }}
    />
  );
}
