import type { ReactNode } from 'react';
import type { CaseForm } from '../../vault/door';
import classes from './thread-panel.module.css';

/** The question as it was asked. */
export function CaseFormCard({ form }: { readonly form: CaseForm }): ReactNode {
  return (
    <section className={classes.question} aria-labelledby="question">
      <h3 id="question" className={classes.asks}>
        The question
      </h3>
      <p className={classes.words}>{form.question}</p>
    </section>
  );
}
