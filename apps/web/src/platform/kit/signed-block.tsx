import { IconSignature } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { ExactTime } from './exact-time';
import type { Moment } from './exact-time-words';
import classes from './signed-block.module.css';
import { type KeyValue, KeyValueList } from './key-value-list';

interface SignedBlockProps {
  /** The sentence that is signed, word for word. */
  readonly statement: ReactNode;
  /** Everything else the signature covers. */
  readonly rows: readonly KeyValue[];
  /** Missing while it is still to be signed. */
  readonly signed?: { readonly by: string; readonly at: Moment };
  /** What the signature does not mean: "Advice on the facts supplied. …" */
  readonly limits?: ReactNode;
  /** Who vouches for whoever signed. */
  readonly vouched?: ReactNode;
  /** The button that signs. */
  readonly action?: ReactNode;
}

/** What is being signed, or was: all of it, in words, before the passkey is asked for. */
export function SignedBlock({ statement, rows, signed, limits, vouched, action }: SignedBlockProps): ReactNode {
  const id = useId();
  return (
    <section className={classes.block} aria-labelledby={id}>
      <h2 id={id} className={classes.title}>
        <IconSignature size={20} stroke={1.75} aria-hidden />
        {signed === undefined ? 'What you are about to sign' : 'What was signed'}
      </h2>
      <blockquote className={classes.statement}>{statement}</blockquote>
      <KeyValueList rows={rows} />
      {limits !== undefined && <p className={classes.limits}>{limits}</p>}
      {signed !== undefined && (
        <p className={classes.signature}>
          Signed by <strong>{signed.by}</strong>, <ExactTime at={signed.at} />
        </p>
      )}
      {vouched !== undefined && <p className={classes.vouched}>{vouched}</p>}
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </section>
  );
}
