import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ErrorSummary, PageTitle, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import { useView } from '../../vault/use-vault';
import { nameOf, whereOn } from '../../words';
import { NewVersion } from './new-version';
import { Versions } from './versions';

/** What was agreed to for a picture, version beside version, and the place to record another. */
export function AgreementPage(): ReactNode {
  const { room = '', thread = '' } = useParams({ strict: false });
  const { data: view, error } = useView(['room', room], (door) => door.room(room));
  const { data: versions } = useView(['room', room, 'versions', thread], (door) => door.consentVersions(room, thread));
  if (view === undefined) return <ErrorSummary problems={problemsOf(error)} />;
  const picture = view.threads.find((each) => each.thread === thread)?.picture;
  return (
    <>
      <PageTitle over={view.title} lead={picture === undefined ? '' : `${nameOf(picture)}, ${whereOn(picture)}`}>
        What was agreed to
      </PageTitle>
      {picture === undefined ? (
        <StatusLine tone="bad">This picture is not there for you. Go back to the case.</StatusLine>
      ) : (
        <>
          {versions !== undefined && <Versions versions={versions} consent={picture.consent} />}
          {(view.as === 'owner' || view.as === 'internal') && <NewVersion view={view} picture={picture} />}
        </>
      )}
    </>
  );
}
