import type { ReactNode } from 'react';
import { ExactTime } from '../platform/kit';
import type { LostRecordView, RestoredView } from '../vault/door';
import { atLeast, isOrAre, namesOf } from './restored-words';
import classes from './restored.module.css';

type Said = RestoredView['said'][number];

/** Who said that the service was put back, when and why. */
export function SaidLine({ said }: { readonly said: Pick<Said, 'by' | 'at' | 'reason'> }): ReactNode {
  return (
    <>
      <p className={classes.words}>
        {namesOf(said)} signed on <ExactTime at={said.at * 1000} /> that the service was put back to an older copy, and
        that what stood in the records after it is lost.
      </p>
      {said.reason !== '' && <blockquote className={classes.reason}>{said.reason}</blockquote>}
    </>
  );
}

/** How much of a record is lost, and after what. */
function RecordLine({ record: { room, entries, since } }: { readonly record: LostRecordView }): ReactNode {
  return (
    <li>
      {room === '' ? 'The register' : 'A case'}: {atLeast(entries).toLowerCase()} {isOrAre(entries)} lost
      {since > 0 && (
        <>
          , written after <ExactTime at={since * 1000} />
        </>
      )}
      .
    </li>
  );
}

export function Records({ records }: { readonly records: readonly LostRecordView[] }): ReactNode {
  return (
    <ul className={classes.list}>
      {records.map((record) => (
        <RecordLine key={record.room} record={record} />
      ))}
    </ul>
  );
}

/** What this device goes on by, though the record does not say it any more. */
export function Against({ against }: { readonly against: readonly string[] }): ReactNode {
  if (against.length === 0) return null;
  return (
    <>
      <h3 className={classes.title}>To be said again</h3>
      <p className={classes.words}>
        In what is lost. The devices that read it go by it until the record says it again, or says otherwise; the others
        know nothing of it.
      </p>
      <ul className={classes.list}>
        {against.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </>
  );
}
