import type { ReactNode } from 'react';
import { NotShown } from '../../unreadable';
import type { CaseFormView, Content } from '../../vault/door';
import classes from './thread-panel.module.css';

/** The question as it was asked. */
export function CaseFormCard({ form }: { readonly form: Content<CaseFormView> }): ReactNode {
  return (
    <section className={classes.question} aria-labelledby="question">
      <h3 id="question" className={classes.asks}>
        The question
      </h3>
      {form.unreadable === undefined ? (
        <p className={classes.words}>{form.value.question}</p>
      ) : (
        <NotShown what="The question" why={form.unreadable} />
      )}
    </section>
  );
}
