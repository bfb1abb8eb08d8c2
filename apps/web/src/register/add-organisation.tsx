import { Button, Select, TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { type SubmitEvent, type ReactNode, useState } from 'react';
import { organisationKinds, type OrganisationKind } from '@consilium/domain';
import { choicesOf, ErrorSummary, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { NameView } from '../vault/door';
import { useAct, useView } from '../vault/use-vault';
import { kindWords } from './kind-words';
import classes from './register.module.css';

interface Written {
  readonly name: string;
  readonly anchor: string;
}

const untouched: Written = { name: '', anchor: '' };

/** Names that the register has and that look like the one being typed. */
function useNameOfNew(written: string): NameView | undefined {
  const name = written.trim();
  return useView(['register', 'name', name], (door) => door.nameOfNew(name)).data;
}

/** The form for another organisation; what it could be mistaken for is said as its name is typed. */
export function AddOrganisation(): ReactNode {
  const [kind, setKind] = useState<OrganisationKind>('clinical');
  const [said, setSaid] = useState(untouched);
  const known = useNameOfNew(said.name);
  const add = useAct(
    async (door, { name, anchor, seen }: Written & Pick<NameView, 'seen'>) => {
      await door.addOrganisation(name.trim(), kind, kind === 'defence' ? anchor : '', seen);
      return name;
    },
    (added) => {
      // What was written meanwhile stays.
      setSaid((now) => (now.name === added ? untouched : now));
    },
  );
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    if (known !== undefined) add.run({ ...said, seen: known.seen });
  };
  return (
    <>
      <ErrorSummary title="The organisation was not added" problems={problemsOf(add.error, 'organisation-name')} />
      <form onSubmit={send} className={classes.form}>
        <div className={classes.row}>
          <NameField value={said.name} onChange={(name) => setSaid((now) => ({ ...now, name }))} />
          <KindField value={kind} onChange={setKind} />
        </div>
        <Alike names={known?.alike ?? []} />
        {kind === 'defence' && (
          <AnchorField value={said.anchor} onChange={(anchor) => setSaid((now) => ({ ...now, anchor }))} />
        )}
        <div className={classes.choices}>
          <Button
            type="submit"
            size="md"
            loading={add.isBusy}
            disabled={known === undefined}
            leftSection={<IconFingerprint size={20} aria-hidden />}
          >
            Add organisation
          </Button>
        </div>
      </form>
    </>
  );
}

function Alike({ names }: { readonly names: readonly string[] }): ReactNode {
  return names.map((other) => (
    <StatusLine key={other} tone="warning" isLive>
      The name looks like that of {other}. Add it only if it is another organisation.
    </StatusLine>
  ));
}

interface KindFieldProps {
  readonly value: OrganisationKind;
  readonly onChange: (kind: OrganisationKind) => void;
}

function KindField({ value, onChange }: KindFieldProps): ReactNode {
  return (
    <Select
      label="Kind"
      size="md"
      allowDeselect={false}
      data={choicesOf(kindWords)}
      value={value}
      onChange={(chosen) => {
        onChange(organisationKinds.find((each) => each === chosen) ?? value);
      }}
    />
  );
}

interface FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function NameField({ value, onChange }: FieldProps): ReactNode {
  return (
    <TextInput
      id="organisation-name"
      label="Name of the organisation"
      size="md"
      required
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}

function AnchorField({ value, onChange }: FieldProps): ReactNode {
  return (
    <TextInput
      label="The organisation’s own key (anchor)"
      description={
        <>
          Without it, officers alone vouch for the first adviser; with it, only the organisation can. It makes the key
          with <code>npm run anchor -- make</code>, keeps it offline and gives you the public part. It cannot be added
          or changed later.
        </>
      }
      size="md"
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}
