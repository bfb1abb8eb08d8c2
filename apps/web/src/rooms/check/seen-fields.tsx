import { Button } from '@mantine/core';
import { Fragment, type ReactNode, useId } from 'react';
import {
  askedOfPicture,
  attestations,
  type DutyFlag,
  dutyFlags,
  isSaid,
  needsNoConsentToMake,
} from '@consilium/domain';
import { AnyOf, Card, choicesOf, OneOf } from '../../platform/kit';
import { attestationWords, flagWords } from '../../words';
import classes from './check.module.css';
import type { Answers } from './consent-answers';
import type { Where } from './of-series';

/** Several pictures that are spoken of at once: what can be seen in one need not be seen in another. */
export interface SeriesSeen {
  readonly keys: readonly string[];
  readonly where: Where;
  readonly onWhere: (where: Where) => void;
}

interface SeenFieldsProps {
  readonly answers: Answers;
  readonly onChange: (answers: Answers) => void;
  readonly series?: SeriesSeen | undefined;
  /** Whether it is asked unfolded; left out: of pictures that show skin or a face. */
  readonly isOpen?: boolean;
}

/** Kinds of picture that show skin or a face: what can be seen of somebody is asked there unfolded. */
const showsSkin = ({ recording }: Answers): boolean => recording === '' || !needsNoConsentToMake.includes(recording);

/** By what a stranger could know the patient. What is not answered is recorded as not said. */
export function SeenFields({ answers, onChange, series, isOpen = showsSkin(answers) }: SeenFieldsProps): ReactNode {
  const fields = <Fields answers={answers} onChange={onChange} series={series} />;
  const count = series?.keys.length ?? 1;
  return (
    <Card title={count === 1 ? 'What can be seen' : `What can be seen in these ${String(count)} pictures`}>
      {isOpen ? (
        fields
      ) : (
        <details className={classes.more}>
          <summary>A face, marks, a name on the film?</summary>
          {fields}
        </details>
      )}
    </Card>
  );
}

const chaperone = choicesOf<'chaperone-present' | 'chaperone-declined'>({
  'chaperone-present': attestationWords['chaperone-present'],
  'chaperone-declined': attestationWords['chaperone-declined'],
});

function Fields({ answers, onChange, series }: SeenFieldsProps): ReactNode {
  const open = askedOfPicture.filter((flag) => !isSaid(answers, flag));
  return (
    <div className={classes.fields}>
      <div className={classes.seen}>
        {askedOfPicture.map((flag) => (
          <Fragment key={flag}>
            <SeenField flag={flag} answers={answers} onChange={onChange} />
            {series !== undefined && series.keys.length > 1 && answers.flags.includes(flag) && (
              <InWhich flag={flag} series={series} />
            )}
          </Fragment>
        ))}
        {open.length > 0 && (
          <Button
            variant="default"
            className={classes.all ?? ''}
            onClick={() => {
              onChange({ ...answers, ruledOut: dutyFlags.filter((each) => isRuledOut(answers, each, open)) });
            }}
          >
            {open.length === askedOfPicture.length ? 'None of these' : 'None of the others'}
          </Button>
        )}
      </div>
      {answers.flags.includes('intimate') && (
        <OneOf
          legend="A chaperone"
          choices={chaperone}
          value={chaperone.find(({ value }) => answers.attested.includes(value))?.value ?? ''}
          onChange={(said) => {
            const others = answers.attested.filter((each) => !each.startsWith('chaperone'));
            onChange({ ...answers, attested: attestations.filter((each) => each === said || others.includes(each)) });
          }}
        />
      )}
    </div>
  );
}

const isRuledOut = ({ ruledOut }: Answers, flag: DutyFlag, open: readonly DutyFlag[]): boolean =>
  ruledOut.includes(flag) || open.includes(flag);

interface SeenFieldProps extends SeenFieldsProps {
  readonly flag: (typeof askedOfPicture)[number];
}

/** In which of several pictures; the others are recorded as not showing it. */
function InWhich({ flag, series: { keys, where, onWhere } }: { readonly flag: DutyFlag; readonly series: SeriesSeen }) {
  return (
    <AnyOf
      legend={`${flagWords[flag]}: in which of them`}
      hint="Those you do not choose are recorded as not showing it."
      choices={keys.map((value, index) => ({ value, label: String(index + 1) }))}
      value={keys.filter((key) => where[flag]?.includes(key))}
      onChange={(chosen) => {
        onWhere({ ...where, [flag]: chosen });
      }}
    />
  );
}

/** One line: what it is, yes or no. */
function SeenField({ flag, answers, onChange }: SeenFieldProps): ReactNode {
  const name = useId();
  const without = (from: readonly DutyFlag[]): DutyFlag[] => from.filter((each) => each !== flag);
  const said = (is: boolean): void => {
    const [flags, ruledOut] = [without(answers.flags), without(answers.ruledOut)];
    const attested =
      flag === 'intimate' && !is ? answers.attested.filter((each) => !each.startsWith('chaperone')) : answers.attested;
    onChange({
      ...answers,
      attested,
      flags: is ? [...flags, flag] : flags,
      ruledOut: is ? ruledOut : [...ruledOut, flag],
    });
  };
  return (
    <fieldset className={classes.line}>
      <legend>{flagWords[flag]}</legend>
      {[true, false].map((is) => (
        <label key={String(is)}>
          <input
            type="radio"
            name={name}
            checked={(is ? answers.flags : answers.ruledOut).includes(flag)}
            onChange={() => {
              said(is);
            }}
          />
          <span>{is ? 'Yes' : 'No'}</span>
        </label>
      ))}
    </fieldset>
  );
}
