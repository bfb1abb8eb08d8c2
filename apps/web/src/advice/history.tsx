import type { ReactNode } from 'react';
import { ExactTime } from '../platform/kit';
import type { ShareView } from '../vault/door';
import { timeMarkWords } from '../words';
import classes from './advice.module.css';

/** What was done with a request, by whom, when: shut until it is asked for. */
export function History({ lines }: { readonly lines: ShareView['history'] }): ReactNode {
  if (lines.length === 0) return null;
  return (
    <details className={classes.decided}>
      <summary>Who did what, when</summary>
      <ol className={classes.history}>
        {lines.map(({ seq, at, text, mark }) => (
          <li key={seq}>
            {text} · <ExactTime at={at * 1000} />
            {mark !== '' && <> · {timeMarkWords[mark]}</>}
          </li>
        ))}
      </ol>
    </details>
  );
}
