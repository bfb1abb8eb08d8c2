import { IconInbox, IconUserCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EmptyState, ErrorSummary, PageTitle } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { OwnAppointmentView } from '../vault/door';
import { useLookingAgain, useView } from '../vault/use-vault';
import { useMembership } from '../sign-in';
import { UntoldNotice } from '../telling';
import { ConfirmedMembers, MembersToConfirm } from './members';
import { OrganisationKey } from './organisation-key';
import { QueueLines } from './queue-lines';
import classes from './queue.module.css';

/** Requests to the adviser's organisation: none are shown to an adviser whom it has not confirmed. */
export function QueuePage(): ReactNode {
  const me = useMembership();
  return (
    <>
      <PageTitle
        over="Defence organisation"
        lead="You advise on one share at a time. You see the dossier the requester wrote for you; no picture and no thread of the case."
      >
        Requests
      </PageTitle>
      <div className={classes.notice}>
        <UntoldNotice />
      </div>
      {me?.membership === 'waits' ? <NotConfirmedYet organisation={me.organisation} /> : <Queue />}
    </>
  );
}

function NotConfirmedYet({ organisation }: { readonly organisation: string }): ReactNode {
  const { data } = useView(['register', 'own-appointment'], (door) => door.ownAppointment());
  return (
    <EmptyState icon={IconUserCheck} title="Waiting for your organisation">
      {organisation} has not confirmed you as its adviser yet. Until it does, you see no requests.
      {data !== undefined && ` ${nextStep(data)}`}
    </EmptyState>
  );
}

function nextStep({ waitsFor, organisation, keys }: OwnAppointmentView): string {
  switch (waitsFor) {
    case 'anchor':
      return `It has no adviser who serves now: whoever keeps its own key confirms you. Whoever keeps that key compares these digits of yours first: ${keys}.`;
    case 'officers':
      return `Nobody serves at ${organisation} any more who could confirm you. Ask a registration officer to end your appointment and begin it again: you then serve at once.`;
    default:
      return 'Ask one of its advisers.';
  }
}

function Queue(): ReactNode {
  useLookingAgain('announced', 'requests');
  const { data, error } = useView(['requests'], (door) => door.queue());
  const key = useView(['requests', 'key'], (door) => door.organisationKey());
  const lines = data ?? [];
  const members = useView(['register', 'members'], (door) => door.members());
  return (
    <>
      <ErrorSummary problems={problemsOf(error ?? key.error ?? members.error)} />
      {key.data !== undefined && <OrganisationKey standing={key.data} />}
      {members.data !== undefined && <MembersToConfirm waiting={members.data.waiting} />}
      {data?.length === 0 && (
        <EmptyState icon={IconInbox} title="Nothing waits">
          A request appears here the moment a member sends one.
        </EmptyState>
      )}
      {lines.length > 0 && <QueueLines lines={lines} />}
      {members.data !== undefined && <ConfirmedMembers confirmed={members.data.confirmed} />}
    </>
  );
}
