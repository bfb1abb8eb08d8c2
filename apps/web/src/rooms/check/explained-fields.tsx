import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import {
  askedOfAgreement,
  type Attestation,
  attestations,
  explanations,
  impliedBasis,
  isAgreement,
} from '@consilium/domain';
import { AnyOf, choicesOf } from '../../platform/kit';
import { attestationWords, explanationWords } from '../../words';
import classes from './check.module.css';
import { type Answers, asExplained } from './consent-answers';

interface ExplainedFieldsProps {
  readonly answers: Answers;
  readonly onChange: (answers: Answers) => void;
}

/** What was explained and how it was agreed, or on what it rests where nobody did. What is not pressed is not said. */
export function ExplainedFields({ answers, onChange }: ExplainedFieldsProps): ReactNode {
  if (answers.authority === '') return null;
  if (isAgreement(answers.authority)) return <Agreed answers={answers} onChange={onChange} />;
  if (answers.authority === 'lacks-capacity' || answers.authority === 'has-died') {
    return <AttestedField legend="How it is noted" asked={['noted-in-record']} answers={answers} onChange={onChange} />;
  }
  return (
    <AttestedField
      legend="Nobody agreed to showing it: it rests on these four"
      asked={[...impliedBasis, 'noted-in-record']}
      answers={answers}
      onChange={onChange}
    />
  );
}

function Agreed({ answers, onChange }: ExplainedFieldsProps): ReactNode {
  const fromCard = answers.shown.filter((each) => !answers.explained.includes(each));
  return (
    <>
      {fromCard.length > 0 && (
        <div className={classes.shown}>
          <p className={classes.words}>
            The card showed: {answers.shown.map((each) => explanationWords[each].toLowerCase()).join(', ')}. Showing it
            records nothing by itself.
          </p>
          <Button
            variant="light"
            onClick={() => {
              onChange({ ...answers, ...asExplained(answers) });
            }}
          >
            I explained what the card showed
          </Button>
        </div>
      )}
      <div>
        <AnyOf
          legend="What you explained"
          hint="What is not pressed stands as “not said”. Outside, all eight are needed."
          choices={choicesOf(explanationWords)}
          value={answers.explained}
          onChange={(explained) => {
            onChange({ ...answers, explained });
          }}
        />
        {answers.explained.length < explanations.length && (
          <Button
            variant="subtle"
            className={classes.all ?? ''}
            onClick={() => {
              onChange({ ...answers, explained: explanations });
            }}
          >
            I explained all eight
          </Button>
        )}
      </div>
      <AttestedField legend="How it was agreed" asked={askedOfAgreement} answers={answers} onChange={onChange} />
    </>
  );
}

/** Of two that rule each other out the later press holds. */
const opposite: Readonly<Partial<Record<Attestation, Attestation>>> = {
  interpreter: 'interpreter-not-needed',
  'interpreter-not-needed': 'interpreter',
};

interface AttestedFieldProps extends ExplainedFieldsProps {
  readonly legend: string;
  readonly asked: readonly Attestation[];
}

function AttestedField({ legend, asked, answers, onChange }: AttestedFieldProps): ReactNode {
  return (
    <AnyOf
      legend={legend}
      layout={asked.some((each) => (impliedBasis as readonly Attestation[]).includes(each)) ? 'stacked' : 'chips'}
      choices={asked.map((value) => ({ value, label: attestationWords[value] }))}
      value={answers.attested.filter((each) => asked.includes(each))}
      onChange={(pressed) => {
        const fresh = pressed.find((each) => !answers.attested.includes(each));
        const gone = fresh === undefined ? undefined : opposite[fresh];
        const attested = attestations.filter(
          (each) => each !== gone && (asked.includes(each) ? pressed : answers.attested).includes(each),
        );
        onChange({ ...answers, attested });
      }}
    />
  );
}
