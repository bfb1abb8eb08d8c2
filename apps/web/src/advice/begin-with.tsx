import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './advice.module.css';
import { isThere, withSentence } from './sentences';

interface BeginWithProps {
  /** "Reasons to begin with". */
  readonly title: string;
  readonly sentences: { readonly reviewedBy: string; readonly texts: readonly string[] };
  readonly written: string;
  readonly onWrite: (text: string) => void;
  /** Each on a line of its own. */
  readonly isByLine?: boolean;
}

/** Sentences that a press writes into the field above, to be changed there: shut until they are asked for. */
export function BeginWith({ title, sentences, written, onWrite, isByLine = false }: BeginWithProps): ReactNode {
  const { reviewedBy, texts } = sentences;
  return (
    <details className={classes.decided}>
      <summary>{title}</summary>
      <p className={classes.hint}>
        A press writes it above. Change it to fit: what is signed is what stands there.{' '}
        {reviewedBy === '' ? 'No defence organisation has reviewed these yet.' : `Reviewed by ${reviewedBy}.`}
      </p>
      <ul className={classes.begin}>
        {texts.map((text) => (
          <li key={text}>
            <button
              type="button"
              disabled={isThere(written, text)}
              onClick={() => {
                onWrite(withSentence(written, text, isByLine ? '\n' : ' '));
              }}
            >
              <IconPlus size={18} aria-hidden />
              {text}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
