import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Card, ConfirmDialog, ErrorSummary, ExactTime, KeyValueList, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { ProposalView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { Ahead } from './ahead';
import { proposalFacts, proposalLine } from './proposal-words';
import classes from './register.module.css';

/** Acts of power that one officer proposed: nothing of them has happened. */
export function Proposals({ proposals }: { readonly proposals: readonly ProposalView[] }): ReactNode {
  if (proposals.length === 0) return null;
  return (
    <Card title="Waits for a second officer" tone={proposals.some(({ isMine }) => !isMine) ? 'edge' : 'plain'}>
      <ul className={classes.people}>
        {proposals.map((proposal) => (
          <li key={proposal.proposal} className={classes.proposal}>
            <Proposal proposal={proposal} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface ProposalProps {
  readonly proposal: ProposalView;
}

function Proposal({ proposal }: ProposalProps): ReactNode {
  const { what, falls, isMine, isOvertaken } = proposal;
  const facts = proposalFacts(what);
  return (
    <>
      <div>
        <p className={classes.act}>{proposalLine(what)}</p>
        <Times proposal={proposal} />
        <Ahead {...proposal} />
      </div>
      {facts.length > 0 && <KeyValueList rows={facts} />}
      {'lookAlikes' in what && <LookAlikes names={what.lookAlikes} />}
      {falls !== '' && <StatusLine tone="warning">{falls}</StatusLine>}
      {isOvertaken && <Overtaken />}
      {isMine ? <Own proposal={proposal} /> : <Others proposal={proposal} />}
    </>
  );
}

function Times({ proposal: { proposer, isMine, proposedAt, lapsesAt, from } }: ProposalProps): ReactNode {
  return (
    <>
      <p className={classes.aside}>
        {isMine ? 'You proposed this. Another officer confirms it.' : `Proposed by ${proposer}.`}
      </p>
      <p className={classes.aside}>
        Since <ExactTime at={proposedAt * 1000} />. Lapses <ExactTime at={lapsesAt * 1000} />.
      </p>
      {from > 0 && (
        <p className={classes.aside}>
          Announced to everybody: another officer may confirm it from <ExactTime at={from * 1000} />, and any officer
          may stop it before.
        </p>
      )}
    </>
  );
}

/** The register would say what its person does not say of themselves any more. */
function Overtaken(): ReactNode {
  return (
    <StatusLine tone="warning">
      They said something else of themselves since this was proposed. Do not confirm it; look at what they say now{' '}
      <Link to="/register/waiting" className={classes.inline}>
        among the people waiting
      </Link>
      .
    </StatusLine>
  );
}

function LookAlikes({ names }: { readonly names: readonly string[] }): ReactNode {
  return names.map((other) => (
    <StatusLine key={other} tone="warning">
      The name looks like that of {other}.
    </StatusLine>
  ));
}

/** Whoever proposed it can only take it back. */
function Own({ proposal: { proposal, seen } }: ProposalProps): ReactNode {
  const takeBack = useAct((door, id: string) => door.declineProposal(id, seen));
  return (
    <>
      <ErrorSummary title="Not taken back" problems={problemsOf(takeBack.error)} />
      <div className={classes.choices}>
        <Button
          variant="default"
          size="md"
          loading={takeBack.isBusy}
          leftSection={<IconFingerprint size={20} aria-hidden />}
          onClick={() => {
            takeBack.run(proposal);
          }}
        >
          Take back
        </Button>
      </div>
    </>
  );
}

function Others({ proposal: { proposal, falls, what, seen, from } }: ProposalProps): ReactNode {
  const confirm = useAct((door, id: string) => door.confirmProposal(id, seen));
  return (
    <>
      <ErrorSummary title="Not confirmed" problems={problemsOf(confirm.error)} />
      <div className={classes.choices}>
        {falls === '' && from === 0 && (
          <Button
            size="md"
            loading={confirm.isBusy}
            leftSection={<IconFingerprint size={20} aria-hidden />}
            onClick={() => {
              confirm.run(proposal);
            }}
          >
            Confirm
          </Button>
        )}
        <Drop
          proposal={proposal}
          seen={seen}
          line={proposalLine(what)}
          act={falls === '' ? 'Do not confirm' : 'Drop it'}
        />
      </div>
    </>
  );
}

interface DropProps extends Pick<ProposalView, 'proposal' | 'seen'> {
  readonly line: string;
  readonly act: string;
}

function Drop({ proposal, seen, line, act }: DropProps): ReactNode {
  /** The proposal as it was shown when the question was asked. */
  const [asked, setAsked] = useState<string>();
  const close = (): void => {
    setAsked(undefined);
  };
  const drop = useAct((door, of: string) => door.declineProposal(proposal, of), close);
  return (
    <>
      <Button
        variant="default"
        size="md"
        onClick={() => {
          drop.reset();
          setAsked(seen);
        }}
      >
        {act}
      </Button>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title="Drop what was proposed?"
        act="Drop it"
        isDestructive
        isBusy={drop.isBusy}
        onConfirm={() => {
          if (asked !== undefined) drop.run(asked);
        }}
        onClose={close}
      >
        <ErrorSummary title="Not dropped" problems={problemsOf(drop.error)} />“{line}” It does not happen, and the
        register keeps that it was proposed and dropped. An officer can propose it again. Your passkey confirms it.
      </ConfirmDialog>
    </>
  );
}
