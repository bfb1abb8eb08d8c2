import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { KeyValueList } from '../../platform/kit';
import { NotShown } from '../../unreadable';
import type { CaseFormView, Content } from '../../vault/door';
import classes from './thread-panel.module.css';

/** What an opinion may rest on beside the pictures; what was left empty says so, since nothing there is no finding. */
function Asked({ form }: { readonly form: CaseFormView }): ReactNode {
  const said = (words: string): string => (words === '' ? 'Not said' : words);
  return (
    <>
      <p className={classes.words}>{form.question}</p>
      {form.team !== '' && (
        <p className={classes.askedOf}>
          {form.onCall === '' ? `Asked of ${form.teamName}` : `Asked of who was on call for ${form.teamName}`}
        </p>
      )}
      <KeyValueList
        rows={[
          { name: 'History', value: said(form.history) },
          { name: 'Found', value: said(form.examination) },
          { name: 'Medicines and allergies', value: said(form.medicines) },
        ]}
      />
    </>
  );
}

interface CaseFormCardProps {
  readonly form: Content<CaseFormView>;
  /** Undefined where nothing can be written. */
  readonly onAnswer: (() => void) | undefined;
}

/** The question as it was asked, and the way to answer it. */
export function CaseFormCard({ form, onAnswer }: CaseFormCardProps): ReactNode {
  return (
    <section className={classes.question} aria-labelledby="question">
      <h3 id="question" className={classes.asks}>
        The question
      </h3>
      {form.unreadable === undefined ? (
        <Asked form={form.value} />
      ) : (
        <NotShown what="The question" why={form.unreadable} />
      )}
      {form.unreadable === undefined && onAnswer !== undefined && (
        <Button
          variant="subtle"
          size="compact-md"
          className={classes.answer ?? ''}
          leftSection={<IconArrowBackUp size={18} aria-hidden />}
          onClick={onAnswer}
        >
          Answer the question
        </Button>
      )}
    </section>
  );
}
