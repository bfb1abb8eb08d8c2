import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Mode } from '@consilium/domain';
import { ConfirmDialog, ErrorSummary, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { RegisterView } from '../vault/door';
import { useAct, useView } from '../vault/use-vault';
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

function Rename({ organisation: { id, name }, mode }: OrganisationControlProps): ReactNode {
  const [asked, setAsked] = useState<string>();
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          setAsked(name);
        }}
      >
        Rename
      </Button>
      {asked !== undefined && (
        <NewName
          id={id}
          name={asked}
          mode={mode}
          onClose={() => {
            setAsked(undefined);
          }}
        />
      )}
    </>
  );
}

interface NewNameProps {
  readonly id: string;
  /** As it was called when it was asked. */
  readonly name: string;
  readonly mode: Mode;
  readonly onClose: () => void;
}

function NewName({ id, name, mode, onClose }: NewNameProps): ReactNode {
  const [typed, setTyped] = useState(name);
  const { data } = useView(['register', 'new-name', id, typed], (door) => door.newNameOf(id, typed));
  const rename = useAct((door, seen: string) => door.renameOrganisation(id, typed, seen), onClose);
  return (
    <ConfirmDialog
      isOpen
      title={`Rename ${name}`}
      act="Rename"
      mayAct={data !== undefined}
      isBusy={rename.isBusy}
      onConfirm={() => {
        rename.run(data?.seen ?? '');
      }}
      onClose={onClose}
    >
      <ErrorSummary title="Not renamed" problems={problemsOf(rename.error)} />
      <TextInput
        label="Its new name"
        size="md"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
      {(data?.alike ?? []).map((other) => (
        <StatusLine key={other} tone="warning">
          The name looks like that of {other}.
        </StatusLine>
      ))}
      <p className={classes.aside}>
        It stays the same organisation: its people, its key and what it decided do not move. {powerWords[mode]}
      </p>
    </ConfirmDialog>
  );
}

const retires = {
  clinical:
    'Nobody joins it and no case is opened there any more, and its offices end. Cases that are open go on; its people say where they work now, and officers sign it.',
  defence:
    'Its advisers serve no longer and its members are members of nobody. Nobody can ask it, and a decision that let nobody in yet lets nobody in. Whom it let in before stays until the date in the decision, and nobody of it can end that sooner: the owner of the case can.',
} as const satisfies Record<OrganisationView['kind'], string>;

const ways = {
  retired: { act: 'Retire', isDestructive: true },
  good: { act: 'Give back', isDestructive: false },
} as const;

function StatusOf({ organisation, mode }: OrganisationControlProps): ReactNode {
  const [asked, setAsked] = useState<OrganisationView>();
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          setAsked(organisation);
        }}
      >
        {ways[organisation.status === 'good' ? 'retired' : 'good'].act}
      </Button>
      {asked !== undefined && (
        <StatusQuestion
          organisation={asked}
          mode={mode}
          onClose={() => {
            setAsked(undefined);
          }}
        />
      )}
    </>
  );
}

interface StatusQuestionProps extends OrganisationControlProps {
  readonly onClose: () => void;
}

/** About the organisation as it was when the question was asked, whatever moves on beneath it. */
function StatusQuestion({ organisation, mode, onClose }: StatusQuestionProps): ReactNode {
  const { id, name, kind, status, seen } = organisation;
  const next = status === 'good' ? 'retired' : 'good';
  const { act, isDestructive } = ways[next];
  const set = useAct((door, to: keyof typeof ways) => door.setOrganisationStatus(id, to, seen), onClose);
  return (
    <ConfirmDialog
      isOpen
      title={`${act}: ${name}?`}
      act={act}
      isDestructive={isDestructive}
      isBusy={set.isBusy}
      onConfirm={() => {
        set.run(next);
      }}
      onClose={onClose}
    >
      <ErrorSummary title="Nothing changed" problems={problemsOf(set.error)} />
      {next === 'retired'
        ? `${retires[kind]} ${aloneWords}`
        : `It takes people in again, and begins with nobody: advisers, members and offices are given anew. ${powerWords[mode]}`}
    </ConfirmDialog>
  );
}
