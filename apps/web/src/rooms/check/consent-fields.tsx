import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import {
  type AgeBand,
  authorities,
  type Authority,
  type AuthorityFact,
  type ConsentScope,
  consentScopes,
  contradictsAge,
  type FollowUp,
  followUps,
  isSecondary,
} from '@consilium/domain';
import { ShowCard, type ShowCardProps } from '../../explaining';
import { AnyOf, Card, OneOf, choicesOf } from '../../platform/kit';
import {
  authorityWords,
  extraScopeWords,
  factWords,
  followUpWords,
  reachOf,
  type Reach,
  reachScopes,
  reachWords,
  stopWords,
} from '../../words';
import { answersAsBefore, type Before } from './agreement-before';
import classes from './check.module.css';
import type { Answers } from './consent-answers';
import { ExplainedFields } from './explained-fields';
import { SeenFields, type SeriesSeen } from './seen-fields';

const inOrder = (scopes: readonly ConsentScope[]): ConsentScope[] =>
  consentScopes.filter((scope) => scopes.includes(scope));

interface AuthorityProps {
  readonly answers: Answers;
  readonly band: AgeBand | '';
  readonly onChange: (answers: Answers) => void;
  /** How far it can be said to go here, and what is asked of whom it is for alone. */
  readonly reaches: readonly Reach[];
  readonly naming: ReactNode;
}

interface ConsentFieldsProps extends AuthorityProps {
  /** The newest picture of this case whose agreement still holds: it may have been given for a series. */
  readonly before: Before | undefined;
  /** Holds what was entered and shows the patient the card. */
  readonly showing: Pick<ShowCardProps, 'isBusy' | 'error' | 'onShow'>;
  /** Where several pictures are spoken of at once. */
  readonly series?: SeriesSeen | undefined;
}

/** On what authority the picture is made and kept, and how far it may go (GMC recordings, paras 10 to 14). */
export function ConsentFields(props: ConsentFieldsProps): ReactNode {
  const { answers, before, onChange, series } = props;
  return (
    <>
      <Showing {...props} />
      <Card title="On what authority">
        <div className={classes.fields}>
          {before !== undefined && <SameAsBefore before={before} answers={answers} onChange={onChange} />}
          <AuthorityField
            {...props}
            legend="Whose agreement, or why nobody’s"
            onAuthority={(authority) => {
              onChange(withAuthority(answers, authority));
            }}
          />
          <ScopeFields {...props} />
          <ExplainedFields answers={answers} onChange={onChange} />
          <Stops answers={answers} onChange={onChange} />
        </div>
      </Card>
      <SeenFields answers={answers} series={series} onChange={onChange} />
    </>
  );
}

const withAuthority = (answers: Answers, authority: Authority): Answers => ({
  ...{ ...answers, authority },
  ...{ facts: [], explained: [], attested: [] },
});

/** The card that is shown to the patient, from here. */
export function Showing({
  answers,
  showing,
  onChange,
}: Pick<ConsentFieldsProps, 'answers' | 'showing' | 'onChange'>): ReactNode {
  return (
    <ShowCard
      {...showing}
      interpreter={answers.interpreter}
      onInterpreter={(interpreter) => {
        onChange({ ...answers, interpreter });
      }}
    />
  );
}

const bothLegend = 'On what authority is it made, and shown to colleagues here for their care?';
const bothHint = 'Your answer says both. Whom it may be shown to can be said otherwise below.';

/**
 * The same asked in one question: of making the picture and of showing it inside, which is what asking a colleague needs. Less
 * or more is a press away.
 */
export function AskedInOne(props: AuthorityProps): ReactNode {
  const { answers, onChange } = props;
  const [isApart, setApart] = useState(false);
  const reach = reachOf(answers.scopes);
  return (
    <div className={classes.fields}>
      <AuthorityField
        {...props}
        legend={bothLegend}
        hint={bothHint}
        onAuthority={(authority) => {
          const scopes = reach === '' ? inOrder([...reachScopes.inside, ...answers.scopes]) : answers.scopes;
          onChange({ ...withAuthority(answers, authority), scopes });
        }}
      />
      {answers.authority !== '' && !isApart && reach !== '' && (
        <p className={classes.said}>
          <span>{reachWords[reach]}</span>
          <Button
            variant="subtle"
            onClick={() => {
              setApart(true);
            }}
          >
            Say otherwise
          </Button>
        </p>
      )}
      {isApart && <ScopeFields {...props} />}
      {answers.authority !== '' && (
        <details className={classes.more}>
          <summary>What you explained, and how it was agreed</summary>
          <div className={classes.fields}>
            <ExplainedFields answers={answers} onChange={onChange} />
          </div>
        </details>
      )}
      <Stops answers={answers} onChange={onChange} />
    </div>
  );
}

interface AuthorityFieldProps extends Pick<AuthorityProps, 'answers' | 'band' | 'onChange'> {
  readonly legend: string;
  readonly hint?: string;
  readonly onAuthority: (authority: Authority) => void;
}

/** The list lies open with nothing chosen; what the chosen one needs is asked under it. */
function AuthorityField({ answers, band, onChange, legend, hint, onAuthority }: AuthorityFieldProps): ReactNode {
  const possible = authorities.filter((each) => band === '' || !contradictsAge(each, band));
  return (
    <>
      <OneOf
        legend={legend}
        hint={hint}
        layout="stacked"
        choices={possible.map((value) => ({ value, label: authorityWords[value] }))}
        value={answers.authority}
        onChange={onAuthority}
      />
      <FollowUps answers={answers} onChange={onChange} />
    </>
  );
}

/** What ends it before anything is made. */
function Stops({ answers, onChange }: PartProps): ReactNode {
  return (
    <AnyOf
      legend="Stop here, if it is so"
      hint="Neither is recorded anywhere."
      choices={choicesOf(stopWords)}
      value={answers.stops}
      onChange={(stops) => {
        onChange({ ...answers, stops });
      }}
    />
  );
}

type PartProps = Pick<AuthorityProps, 'answers' | 'onChange'>;

/** What is asked of the chosen authority. */
function FollowUps({ answers, onChange }: PartProps): ReactNode {
  if (answers.authority === '') return null;
  return followUps[answers.authority].map((each) => (
    <FollowUpField key={each.ask} asked={each} answers={answers} onChange={onChange} />
  ));
}

function FollowUpField({ asked, answers, onChange }: PartProps & { readonly asked: FollowUp }): ReactNode {
  const legend = followUpWords[asked.ask];
  const choices = asked.answers.map((value) => ({ value, label: factWords[value] }));
  const given = asked.answers.filter((answer) => answers.facts.includes(answer));
  const others = answers.facts.filter((fact) => !asked.answers.includes(fact));
  const set = (facts: readonly AuthorityFact[]): void => {
    onChange({ ...answers, facts: [...others, ...facts] });
  };
  return asked.takesSeveral === true ? (
    <AnyOf legend={legend} choices={choices} value={given} onChange={set} />
  ) : (
    <OneOf
      legend={legend}
      choices={choices}
      value={given[0] ?? ''}
      onChange={(fact) => {
        set([fact]);
      }}
    />
  );
}

/** How far it may go: who may see it, and what else was agreed to. */
function ScopeFields({ answers, onChange, reaches, naming }: Omit<AuthorityProps, 'band'>): ReactNode {
  const extras = answers.scopes.filter(isSecondary);
  const reach = reachOf(answers.scopes);
  const setScopes = (to: Reach | '', also: readonly ConsentScope[]): void => {
    onChange({ ...answers, scopes: inOrder([...(to === '' ? [] : reachScopes[to]), ...also]) });
  };
  return (
    <>
      <OneOf
        legend="Who may see it"
        layout="stacked"
        choices={choicesOf(reachWords).filter(({ value }) => reaches.includes(value))}
        value={reach}
        onChange={(to) => {
          setScopes(to, extras);
        }}
      />
      {reach === 'named' && naming}
      <AnyOf
        legend="Also agreed to, if they did"
        choices={choicesOf(extraScopeWords)}
        value={extras}
        onChange={(also) => {
          setScopes(reach, also);
        }}
      />
    </>
  );
}

interface SameAsBeforeProps extends PartProps {
  readonly before: Before;
}

const holds = (all: readonly string[], some: readonly string[]): boolean => some.every((each) => all.includes(each));

/** What another colleague recorded of the picture before can be taken over, in sight, and changed. */
function SameAsBefore({ before: { number, consent }, answers, onChange }: SameAsBeforeProps): ReactNode {
  const same = answersAsBefore(consent, answers);
  const isSame =
    answers.authority === same.authority &&
    answers.facts.join() === same.facts.join() &&
    answers.scopes.join() === same.scopes.join() &&
    holds(answers.attested, same.attested) &&
    holds(answers.explained, same.explained);
  return (
    <AnyOf
      legend="One agreement for several pictures?"
      choices={[{ value: 'same', label: `The same as for picture ${String(number)}` }]}
      value={isSame ? ['same'] : []}
      onChange={(ticked) => {
        if (ticked.length > 0) onChange(same);
        else onChange({ ...answers, authority: '', facts: [], scopes: [], explained: [], attested: [] });
      }}
    />
  );
}
