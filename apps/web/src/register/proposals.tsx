import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Card, ConfirmDialog, ErrorSummary, ExactTime, KeyValueList, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { ProposalView } from '../vault/door';
import { useAct } from '../vault/use-vault';
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
  const { what, falls, isMine } = proposal;
  const facts = proposalFacts(what);
  return (
    <>
      <div>
        <p className={classes.act}>{proposalLine(what)}</p>
        <Times proposal={proposal} />
      </div>
      {facts.length > 0 && <KeyValueList rows={facts} />}
      {'lookAlikes' in what && <LookAlikes names={what.lookAlikes} />}
      {falls !== '' && <StatusLine tone="warning">{falls}</StatusLine>}
      {isMine ? <Own proposal={proposal} /> : <Others proposal={proposal} />}
    </>
  );
}

function Times({ proposal: { proposer, isMine, proposedAt, lapsesAt } }: ProposalProps): ReactNode {
  return (
    <>
      <p className={classes.aside}>
        {isMine ? 'You proposed this. Another officer confirms it.' : `Proposed by ${proposer}.`}
      </p>
      <p className={classes.aside}>
        Since <ExactTime at={proposedAt * 1000} />. Lapses <ExactTime at={lapsesAt * 1000} />.
      </p>
    </>
  );
}

function LookAlikes({ names }: { readonly names: readonly string[] }): ReactNode {
  return names.map((other) => (
    <StatusLine key={other} tone="warning">
      The name looks like that of {other}, who is in the register already.
    </StatusLine>
  ));
}

/** Whoever proposed it can only take it back. */
function Own({ proposal: { proposal } }: ProposalProps): ReactNode {
  const takeBack = useAct((door, id: string) => door.declineProposal(id));
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

function Others({ proposal: { proposal, falls, what } }: ProposalProps): ReactNode {
  const confirm = useAct((door, id: string) => door.confirmProposal(id));
  return (
    <>
      <ErrorSummary title="Not confirmed" problems={problemsOf(confirm.error)} />
      <div className={classes.choices}>
        {falls === '' && (
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
        <Drop proposal={proposal} line={proposalLine(what)} act={falls === '' ? 'Do not confirm' : 'Drop it'} />
      </div>
    </>
  );
}

interface DropProps {
  readonly proposal: string;
  readonly line: string;
  readonly act: string;
}

function Drop({ proposal, line, act }: DropProps): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const close = (): void => {
    setAsking(false);
  };
  const drop = useAct((door, id: string) => door.declineProposal(id), close);
  return (
    <>
      <Button
        variant="default"
        size="md"
        onClick={() => {
          drop.reset();
          setAsking(true);
        }}
      >
        {act}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title="Drop what was proposed?"
        act="Drop it"
        isDestructive
        isBusy={drop.isBusy}
        onConfirm={() => {
          drop.run(proposal);
        }}
        onClose={close}
      >
        <ErrorSummary title="Not dropped" problems={problemsOf(drop.error)} />“{line}” It does not happen, and the
        register keeps that it was proposed and dropped. An officer can propose it again. Your passkey confirms it.
      </ConfirmDialog>
    </>
  );
}
