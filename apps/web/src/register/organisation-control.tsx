import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Mode } from '@consilium/domain';
import { ConfirmDialog, ErrorSummary } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { RegisterView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { OfficesDialog } from './offices-dialog';
import { aloneWords, powerWords } from './power-words';
import classes from './register.module.css';

type OrganisationView = RegisterView['organisations'][number];

interface OrganisationControlProps {
  readonly organisation: OrganisationView;
  readonly mode: Mode;
}

/** What an officer makes of an organisation that is in the register: its name, who leads it, and whether it goes on. */
export function OrganisationControl(props: OrganisationControlProps): ReactNode {
  const { status, kind } = props.organisation;
  return (
    <div className={classes.choices}>
      {status === 'good' && <Rename {...props} />}
      {status === 'good' && kind === 'clinical' && <OfficesDialog {...props} />}
      <StatusOf {...props} />
    </div>
  );
}

function Rename({ organisation: { id, name, seen }, mode }: OrganisationControlProps): ReactNode {
  const [asked, setAsked] = useState<string>();
  const close = (): void => {
    setAsked(undefined);
  };
  const rename = useAct((door, to: string) => door.renameOrganisation(id, to, seen), close);
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          rename.reset();
          setAsked(name);
        }}
      >
        Rename
      </Button>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={`Rename ${name}`}
        act="Rename"
        isBusy={rename.isBusy}
        onConfirm={() => {
          rename.run(asked ?? '');
        }}
        onClose={close}
      >
        <ErrorSummary title="Not renamed" problems={problemsOf(rename.error)} />
        <TextInput
          label="Its new name"
          size="md"
          value={asked ?? ''}
          onChange={(event) => {
            setAsked(event.currentTarget.value);
          }}
        />
        <p className={classes.aside}>
          It stays the same organisation: its people, its key and what it decided do not move. {powerWords[mode]}
        </p>
      </ConfirmDialog>
    </>
  );
}

const retires = {
  clinical:
    'Nobody joins it and no case is opened there any more, and its offices end. Cases that are open go on; its people say where they work now, and officers sign it.',
  defence:
    'Its advisers serve no longer and its members are members of nobody. Nobody can ask it. What it decided stands until its dates.',
} as const satisfies Record<OrganisationView['kind'], string>;

const ways = {
  retired: { act: 'Retire', isDestructive: true },
  good: { act: 'Give back', isDestructive: false },
} as const;

function StatusOf({ organisation: { id, name, kind, status, seen }, mode }: OrganisationControlProps): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const next = status === 'good' ? 'retired' : 'good';
  const { act, isDestructive } = ways[next];
  const set = useAct(
    (door, to: keyof typeof ways) => door.setOrganisationStatus(id, to, seen),
    () => {
      setAsking(false);
    },
  );
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          set.reset();
          setAsking(true);
        }}
      >
        {act}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={`${act}: ${name}?`}
        act={act}
        isDestructive={isDestructive}
        isBusy={set.isBusy}
        onConfirm={() => {
          set.run(next);
        }}
        onClose={() => {
          setAsking(false);
        }}
      >
        <ErrorSummary title="Nothing changed" problems={problemsOf(set.error)} />
        {next === 'retired'
          ? `${retires[kind]} ${aloneWords}`
          : `It takes people in again, and begins with nobody: advisers, members and offices are given anew. ${powerWords[mode]}`}
      </ConfirmDialog>
    </>
  );
}
