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
export function RulesCard({ rules: { inForce, known, seen }, mode, proposals }: RulesCardProps): ReactNode {
  const [proposed] = proposals.filter(isAbout('rules-version'));
  return (
    <Card title="Rules in force">
      <p>
        Rules in force: version {inForce}. This release knows version {known}. What stands in the record keeps the rules
        it was made under.
      </p>
      {proposed !== undefined && <ProposedLine proposal={proposed} />}
      {known > inForce && proposed === undefined && <Activate version={inForce + 1} mode={mode} seen={seen} />}
    </Card>
  );
}

interface ActivateProps {
  readonly version: number;
  readonly mode: Mode;
  readonly seen: string;
}

function Activate({ version, mode, seen }: ActivateProps): ReactNode {
  /** The rules as they were shown when the question was asked. */
  const [asked, setAsked] = useState<string>();
  const name = `version ${String(version)}`;
  const close = (): void => {
    setAsked(undefined);
  };
  const { run, isBusy, error, reset } = useAct((door, of: string) => door.activateRules(version, of), close);
  return (
    <>
      <Button
        size="md"
        variant="default"
        onClick={() => {
          reset();
          setAsked(seen);
        }}
      >
        Put {name} in force
      </Button>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={`Put ${name} of the rules in force?`}
        act="Put in force"
        typed={name}
        isBusy={isBusy}
        onConfirm={() => {
          if (asked !== undefined) run(asked);
        }}
        onClose={close}
      >
        <ErrorSummary title="Not put in force" problems={problemsOf(error)} />
        Everything written from then on, by everybody, is judged by these rules. A page of an older release can be read,
        and writes again once it is reloaded. This cannot be taken back. {powerWords[mode]}
      </ConfirmDialog>
    </>
  );
}
