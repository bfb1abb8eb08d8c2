import type { ReactNode } from 'react';
import { ExactTime } from '../platform/kit';
import type { MissedView } from '../vault/door';
import classes from './register.module.css';

const whatWords = { register: 'The register', case: 'A case' } as const satisfies Record<MissedView['what'], string>;

/** What somebody had of a record beyond what is shown. `whose`: left out where it is proposed, by whom it was had. */
export function MissedList({ missed, whose }: { missed: readonly MissedView[]; whose?: true }): ReactNode {
  return (
    <ul className={classes.people}>
      {missed.map((each) => (
        <li key={`${each.by} ${each.digits}`} className={classes.missed}>
          <p className={classes.act}>
            {whatWords[each.what]}: {each.entries} {each.entries === 1 ? 'entry' : 'entries'}
          </p>
          <p className={classes.aside}>
            {whose === true && (each.by === '' ? 'Your device had them. ' : `${each.by}’s device had them. `)}
            {each.since > 0 && (
              <>
                Written after <ExactTime at={each.since * 1000} />.{' '}
              </>
            )}
            The newest: <span className={classes.fingerprint}>{each.digits}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
