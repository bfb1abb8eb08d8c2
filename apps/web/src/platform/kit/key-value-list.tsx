import type { ReactNode } from 'react';
import classes from './key-value-list.module.css';

/** One line of a list of facts. */
export interface KeyValue {
  readonly name: string;
  readonly value: ReactNode;
}

/** Facts by name; for "check your answers" and for what a signature covers. */
export function KeyValueList({ rows }: { readonly rows: readonly KeyValue[] }): ReactNode {
  return (
    <dl className={classes.list}>
      {rows.map((row) => (
        <div key={row.name} className={classes.row}>
          <dt className={classes.name}>{row.name}</dt>
          <dd className={classes.value}>{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
