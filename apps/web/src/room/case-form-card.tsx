import type { ReactNode } from 'react';
import { ageBandWords, urgencyWords } from '../cases/words';
import type { CaseForm } from '../vault/door';
import classes from './thread-panel.module.css';

/** The question as it was asked. */
export function CaseFormCard({ form }: { readonly form: CaseForm }): ReactNode {
  return (
    <section className={classes.question} aria-labelledby="question">
      <h2 id="question" className={classes.asks}>
        The question
      </h2>
      <p className={classes.words}>{form.question}</p>
      <p className={classes.facts}>
        {form.specialty} · {urgencyWords[form.urgency]} · Patient {ageBandWords[form.ageBand]} · Responsible:{' '}
        {form.responsible}
      </p>
    </section>
  );
}
