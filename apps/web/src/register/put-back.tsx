import type { ReactNode } from 'react';
import { Card, ErrorSummary, KeyValueList, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { RestoreView } from '../vault/door';
import { useLookingAgain, useView } from '../vault/use-vault';
import { MissedList } from './missed-list';
import { PutBackForm } from './put-back-form';
import { PutBackProposed } from './put-back-proposed';
import classes from './register.module.css';

/** Where devices have checked more than the service shows: what is missing, and what two officers make of it. */
export function PutBack(): ReactNode {
  useLookingAgain('announced', 'register', 'restore');
  const { data, error } = useView(['register', 'restore'], (door) => door.restoreView());
  if (data === undefined) return <ErrorSummary title="What is missing cannot be read" problems={problemsOf(error)} />;
  return (
    <>
      {data.waiting.map((each) => (
        <PutBackProposed key={each.proposal} proposed={each} />
      ))}
      {data.missed.length > 0 && <Missing view={data} />}
    </>
  );
}

function Missing({ view }: { readonly view: RestoreView }): ReactNode {
  return (
    <Card title="Something is missing" tone="edge">
      <p>
        Devices have checked more than the service shows. Either a copy of its database was put back, or entries are
        held back. Ask whoever runs the service which it is, by a way you know, before you sign anything here.
      </p>
      <Shown view={view} />
      <h3 className={classes.subtitle}>What devices had beyond that</h3>
      <MissedList missed={view.missed} whose />
      <Against against={view.against} />
      <Answer view={view} />
    </Card>
  );
}

/** Where the copy ends; both officers read the same digits. */
function Shown({ view: { shown } }: { readonly view: RestoreView }): ReactNode {
  return (
    <KeyValueList
      rows={[
        { name: 'Shown of the register', value: `${String(shown.entries)} entries` },
        { name: 'Digits of the newest', value: <span className={classes.fingerprint}>{shown.digits}</span> },
      ]}
    />
  );
}

function Against({ against }: Pick<RestoreView, 'against'>): ReactNode {
  if (against.length === 0) return null;
  return (
    <>
      <h3 className={classes.subtitle}>Among it, against somebody</h3>
      <ul className={classes.said}>
        {against.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <p className={classes.aside}>Say it again as soon as the register can be written.</p>
    </>
  );
}

function Answer({ view }: { readonly view: RestoreView }): ReactNode {
  if (view.wentOn) {
    return (
      <StatusLine tone="bad">
        Somebody wrote in the register since the copy was put back, so it cannot be accepted any more. Have the copy put
        back once more, with everybody kept out until officers have signed here what was lost.
      </StatusLine>
    );
  }
  if (view.waiting.length > 0) {
    return (
      <StatusLine tone="waiting">What was proposed of it stands above, and waits for a second officer.</StatusLine>
    );
  }
  return <PutBackForm view={view} />;
}
