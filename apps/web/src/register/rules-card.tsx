import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Mode } from '@consilium/domain';
import { Card, ConfirmDialog, ErrorSummary } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { ProposalView, RegisterView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { powerWords } from './power-words';
import { isAbout } from './proposal-words';
import { ProposedLine } from './proposed-line';

interface RulesCardProps extends Pick<RegisterView, 'rules' | 'mode'> {
  readonly proposals: readonly ProposalView[];
}

/** Which rules everything new is judged by. A release that knows newer ones offers them here; nobody else decides when. */
export function RulesCard({ rules: { inForce, known }, mode, proposals }: RulesCardProps): ReactNode {
  const [proposed] = proposals.filter(isAbout('rules-version'));
  return (
    <Card title="Rules in force">
      <p>
        Rules in force: version {inForce}. This release knows version {known}. What stands in the record keeps the rules
        it was made under.
      </p>
      {proposed !== undefined && <ProposedLine proposal={proposed} />}
      {known > inForce && proposed === undefined && <Activate version={inForce + 1} mode={mode} />}
    </Card>
  );
}

interface ActivateProps {
  readonly version: number;
  readonly mode: Mode;
}

function Activate({ version, mode }: ActivateProps): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const name = `version ${String(version)}`;
  const { run, isBusy, error } = useAct(
    (door, to: number) => door.activateRules(to),
    () => {
      setAsking(false);
    },
  );
  return (
    <>
      <Button
        size="md"
        variant="default"
        onClick={() => {
          setAsking(true);
        }}
      >
        Put {name} in force
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={`Put ${name} of the rules in force?`}
        act="Put in force"
        typed={name}
        isBusy={isBusy}
        onConfirm={() => {
          run(version);
        }}
        onClose={() => {
          setAsking(false);
        }}
      >
        <ErrorSummary title="Not put in force" problems={problemsOf(error)} />
        Everything written from then on, by everybody, is judged by these rules. A page of an older release can be read,
        and writes again once it is reloaded. This cannot be taken back. {powerWords[mode]}
      </ConfirmDialog>
    </>
  );
}
