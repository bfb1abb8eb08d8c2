import type { ReactNode } from 'react';
import classes from './page-title.module.css';

interface PageTitleProps {
  /** A short line above: where in the app this is. */
  readonly over?: string;
  /** One or two sentences under the title. */
  readonly lead?: ReactNode;
  /** What can be done here, at the right on a desktop. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The one `h1` of a page. */
export function PageTitle({ over, lead, actions, children }: PageTitleProps): ReactNode {
  return (
    <div className={classes.row} data-short={lead === undefined}>
      <div className={classes.words}>
        {over !== undefined && <p className={classes.over}>{over}</p>}
        <h1 className={classes.title}>{children}</h1>
        {lead !== undefined && <p className={classes.lead}>{lead}</p>}
      </div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
