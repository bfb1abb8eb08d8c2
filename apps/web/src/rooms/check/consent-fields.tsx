import type { ReactNode } from 'react';
import {
  type AgeBand,
  askedBeforeOutside,
  authorities,
  type AuthorityFact,
  type ConsentScope,
  consentScopes,
  contradictsAge,
  type DutyFlag,
  dutyFlags,
  type FollowUp,
  followUps,
  isSecondary,
  needsNoConsentToMake,
} from '@consilium/domain';
import { AnyOf, Card, OneOf, choicesOf } from '../../platform/kit';
import type { ConsentView } from '../../vault/door';
import {
  authorityWords,
  extraScopeWords,
  factWords,
  flagWords,
  followUpWords,
  reachOf,
  type Reach,
  reachScopes,
  reachWords,
} from '../../words';
import classes from './check.module.css';
import type { Answers } from './consent-answers';

const inOrder = (scopes: readonly ConsentScope[]): ConsentScope[] =>
  consentScopes.filter((scope) => scopes.includes(scope));

interface ConsentFieldsProps {
  readonly answers: Answers;
  readonly band: AgeBand | '';
  /** The newest picture of this case whose agreement still holds: it may have been given for a series. */
  readonly before: { readonly number: number; readonly consent: ConsentView } | undefined;
  readonly onChange: (answers: Answers) => void;
}

/** On what authority the picture is made and kept, and how far it may go (GMC recordings, paras 10 to 14). */
export function ConsentFields({ answers, band, before, onChange }: ConsentFieldsProps): ReactNode {
  const extras = answers.scopes.filter(isSecondary);
  const reach = reachOf(answers.scopes);
  const setScopes = (to: Reach | '', also: readonly ConsentScope[]): void => {
    onChange({ ...answers, scopes: inOrder([...(to === '' ? [] : reachScopes[to]), ...also]) });
  };
  const possible = authorities.filter((each) => band === '' || !contradictsAge(each, band));
  return (
    <Card title="On what authority">
      <div className={classes.fields}>
        {before !== undefined && <SameAsBefore before={before} answers={answers} onChange={onChange} />}
        <OneOf
          legend="Whose agreement, or why nobody’s"
          layout="stacked"
          choices={possible.map((value) => ({ value, label: authorityWords[value] }))}
          value={answers.authority}
          onChange={(authority) => {
            onChange({ ...answers, authority, facts: [] });
          }}
        />
        <FollowUps answers={answers} onChange={onChange} />
        <OneOf
          legend="Who may see it"
          layout="stacked"
          choices={choicesOf(reachWords)}
          value={reach}
          onChange={(to) => {
            setScopes(to, extras);
          }}
        />
        <AnyOf
          legend="Also agreed to, if they did"
          choices={choicesOf(extraScopeWords)}
          value={extras}
          onChange={(also) => {
            setScopes(reach, also);
          }}
        />
        <Seen answers={answers} onChange={onChange} />
      </div>
    </Card>
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

const yesOrNo = choicesOf({ yes: 'Yes', no: 'No' });

/** Kinds of picture that show skin or a face: what can be seen of somebody is asked there unfolded. */
const showsSkin = ({ recording }: Answers): boolean => recording === '' || !needsNoConsentToMake.includes(recording);

/** What a stranger could know the patient by. What is not answered is recorded as not said. */
function Seen({ answers, onChange }: PartProps): ReactNode {
  const fields = askedBeforeOutside.map((flag) => (
    <SeenField key={flag} flag={flag} answers={answers} onChange={onChange} />
  ));
  if (showsSkin(answers)) return fields;
  return (
    <details className={classes.more}>
      <summary>A face, an intimate part, or anything rare?</summary>
      <div className={classes.fields}>{fields}</div>
    </details>
  );
}

function SeenField({
  flag,
  answers,
  onChange,
}: PartProps & { readonly flag: (typeof askedBeforeOutside)[number] }): ReactNode {
  const without = (from: readonly DutyFlag[]): DutyFlag[] =>
    dutyFlags.filter((each) => each !== flag && from.includes(each));
  const is = answers.flags.includes(flag) ? 'yes' : '';
  return (
    <OneOf
      legend={flagWords[flag]}
      choices={yesOrNo}
      value={answers.ruledOut.includes(flag) ? 'no' : is}
      onChange={(said) => {
        const [flags, ruledOut] = [without(answers.flags), without(answers.ruledOut)];
        onChange({
          ...answers,
          flags: said === 'yes' ? [...flags, flag] : flags,
          ruledOut: said === 'no' ? [...ruledOut, flag] : ruledOut,
        });
      }}
    />
  );
}

interface SameAsBeforeProps extends PartProps {
  readonly before: NonNullable<ConsentFieldsProps['before']>;
}

/** One agreement often covers a series: it can be taken over, in sight, and changed. What the picture shows is asked anew. */
function SameAsBefore({ before: { number, consent }, answers, onChange }: SameAsBeforeProps): ReactNode {
  const { authority, facts, scopes } = consent;
  const isSame =
    answers.authority === authority &&
    answers.facts.join() === facts.join() &&
    answers.scopes.join() === inOrder(scopes).join();
  return (
    <AnyOf
      legend="One agreement for several pictures?"
      choices={[{ value: 'same', label: `The same as for picture ${String(number)}` }]}
      value={isSame ? ['same'] : []}
      onChange={(ticked) => {
        if (ticked.length > 0) onChange({ ...answers, authority, facts, scopes: inOrder(scopes) });
        else onChange({ ...answers, authority: '', facts: [], scopes: [] });
      }}
    />
  );
}
