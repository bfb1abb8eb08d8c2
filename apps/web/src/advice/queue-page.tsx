import { IconInbox, IconUserCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { isKnown, isUndecided, sayWord } from '@consilium/domain';
import { urgencyLine } from '../words';
import { EmptyState, ErrorSummary, PageTitle, timeOrToday } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { OwnAppointmentView, QueueLine } from '../vault/door';
import { useLookingAgain, useView } from '../vault/use-vault';
import { useMembership } from '../sign-in';
import { UntoldNotice } from '../telling';
import { ConfirmedMembers, MembersToConfirm } from './members';
import { OrganisationKey } from './organisation-key';
import classes from './queue.module.css';
import { stageWords } from './words';

const isOver = ({ stage, waitsForKeys }: QueueLine): boolean => isKnown(stage) && !isUndecided(stage) && !waitsForKeys;

function standingOf({ mine, stage, waitsForKeys }: QueueLine): string {
  if (waitsForKeys) return 'New keys to confirm';
  return mine && stage !== 'proposed' ? 'With you' : sayWord(stageWords, stage);
}

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
      <UntoldNotice />
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

/** Oldest first. j and k move, Enter opens. */
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
      <Lines title="Waiting" lines={lines.filter((line) => !isOver(line))} />
      <Lines title="Over" lines={lines.filter(isOver)} />
      {members.data !== undefined && <ConfirmedMembers confirmed={members.data.confirmed} />}
    </>
  );
}

const steps: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly QueueLine[] }): ReactNode {
  const list = useRef<HTMLUListElement>(null);
  if (lines.length === 0) return null;
  const move = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step === undefined) return;
    const links = [...(list.current?.querySelectorAll<HTMLElement>('a') ?? [])];
    const here = links.findIndex((link) => link === document.activeElement);
    links[Math.min(links.length - 1, Math.max(0, here + step))]?.focus();
    event.preventDefault();
  };
  return (
    <section aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      <ul className={classes.list} ref={list} onKeyDown={move}>
        {lines.map((line) => (
          <li key={line.advice}>
            <Link to="/advice/$advice" params={{ advice: line.advice }} className={classes.line}>
              <span className={classes.who}>{line.requester}</span>
              <span className={classes.stage} data-mine={line.mine !== (line.stage === 'proposed')}>
                {standingOf(line)}
              </span>
              <span className={classes.facts}>
                <span data-urgency={line.urgency}>{urgencyLine(line.urgency)}</span> · {line.pictures}{' '}
                {line.pictures === 1 ? 'picture' : 'pictures'} · sent {timeOrToday(line.submittedAt * 1000)}
                {line.assignedTo !== '' && !line.mine && ` · ${line.assignedTo}`}
              </span>
              <Unchecked line={line} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Until the request's own ledger was read here, a line is only what the service says. */
function Unchecked({ line }: { readonly line: QueueLine }): ReactNode {
  if (line.held !== '') return <span className={classes.unchecked}>{line.held}</span>;
  if (line.checked) return null;
  return (
    <span className={classes.unchecked} data-alarm={line.alarm !== ''}>
      {line.alarm === '' ? 'As the service says; not yet checked on this device' : line.alarm}
    </span>
  );
}
