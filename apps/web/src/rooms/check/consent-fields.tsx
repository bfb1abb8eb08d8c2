import type { ReactNode } from 'react';
import {
  type AgeBand,
  authorities,
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
import type { ConsentView } from '../../vault/door';
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
import classes from './check.module.css';
import type { Answers } from './consent-answers';
import { ExplainedFields } from './explained-fields';
import { SeenFields } from './seen-fields';

const inOrder = (scopes: readonly ConsentScope[]): ConsentScope[] =>
  consentScopes.filter((scope) => scopes.includes(scope));

interface ConsentFieldsProps {
  readonly answers: Answers;
  readonly band: AgeBand | '';
  /** The newest picture of this case whose agreement still holds: it may have been given for a series. */
  readonly before: { readonly number: number; readonly consent: ConsentView } | undefined;
  readonly onChange: (answers: Answers) => void;
  /** How far it can be said to go here, and what is asked of whom it is for alone. */
  readonly reaches: readonly Reach[];
  readonly naming: ReactNode;
  /** Holds what was entered and shows the patient the card. */
  readonly showing: Pick<ShowCardProps, 'isBusy' | 'error' | 'onShow'>;
}

/** On what authority the picture is made and kept, and how far it may go (GMC recordings, paras 10 to 14). */
export function ConsentFields(props: ConsentFieldsProps): ReactNode {
  const { answers, band, before, onChange, showing } = props;
  const possible = authorities.filter((each) => band === '' || !contradictsAge(each, band));
  return (
    <>
      <ShowCard
        {...showing}
        interpreter={answers.interpreter}
        onInterpreter={(interpreter) => {
          onChange({ ...answers, interpreter });
        }}
      />
      <Card title="On what authority">
        <div className={classes.fields}>
          {before !== undefined && <SameAsBefore before={before} answers={answers} onChange={onChange} />}
          <OneOf
            legend="Whose agreement, or why nobody’s"
            layout="stacked"
            choices={possible.map((value) => ({ value, label: authorityWords[value] }))}
            value={answers.authority}
            onChange={(authority) => {
              onChange({ ...answers, authority, facts: [], explained: [], attested: [] });
            }}
          />
          <FollowUps answers={answers} onChange={onChange} />
          <ScopeFields {...props} />
          <ExplainedFields answers={answers} onChange={onChange} />
          <AnyOf
            legend="Stop here, if it is so"
            hint="Neither is recorded anywhere."
            choices={choicesOf(stopWords)}
            value={answers.stops}
            onChange={(stops) => {
              onChange({ ...answers, stops });
            }}
          />
        </div>
      </Card>
      <SeenFields answers={answers} onChange={onChange} />
    </>
  );
}

type PartProps = Pick<ConsentFieldsProps, 'answers' | 'onChange'>;

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
function ScopeFields({ answers, onChange, reaches, naming }: ConsentFieldsProps): ReactNode {
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
  readonly before: NonNullable<ConsentFieldsProps['before']>;
}

/**
 * One agreement and one talk often cover a series: they can be taken over, in sight, and changed. What the picture shows is
 * asked anew, and so is a chaperone, who was there for one of them.
 */
function SameAsBefore({ before: { number, consent }, answers, onChange }: SameAsBeforeProps): ReactNode {
  const { authority, facts, explained } = consent;
  const scopes = inOrder(consent.scopes);
  const attested = consent.attested.filter((each) => !each.startsWith('chaperone'));
  const isSame =
    answers.authority === authority &&
    answers.facts.join() === facts.join() &&
    answers.scopes.join() === scopes.join() &&
    attested.every((each) => answers.attested.includes(each)) &&
    explained.every((each) => answers.explained.includes(each));
  return (
    <AnyOf
      legend="One agreement for several pictures?"
      choices={[{ value: 'same', label: `The same as for picture ${String(number)}` }]}
      value={isSame ? ['same'] : []}
      onChange={(ticked) => {
        if (ticked.length > 0) onChange({ ...answers, authority, facts, scopes, explained, attested });
        else onChange({ ...answers, authority: '', facts: [], scopes: [], explained: [], attested: [] });
      }}
    />
  );
}
