import { Button, Select, TextInput } from '@mantine/core';
import { IconBuildingHospital, IconFingerprint } from '@tabler/icons-react';
import { type SubmitEvent, type ReactNode, useState } from 'react';
import { organisationKinds, type OrganisationKind } from '@consilium/domain';
import { Card, choicesOf, EmptyState, ErrorSummary, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { ProposalView, RegisterView } from '../vault/door';
import { useAct, useView } from '../vault/use-vault';
import { isAbout } from './proposal-words';
import { ProposedLine } from './proposed-line';
import classes from './register.module.css';

const kindWords = {
  clinical: 'Clinical organisation',
  defence: 'Defence organisation',
} as const satisfies Record<OrganisationKind, string>;

interface OrganisationsProps extends Pick<RegisterView, 'organisations'> {
  readonly proposals: readonly ProposalView[];
}

/** Hospitals and defence organisations, those proposed among them, and the form for another one. */
export function Organisations({ organisations, proposals }: OrganisationsProps): ReactNode {
  const proposed = proposals.filter(isAbout('organisation'));
  return (
    <Card title="Organisations">
      <ul className={classes.people}>
        {organisations.map((organisation) => (
          <li key={organisation.id} className={classes.person}>
            <div className={classes.grow}>
              <strong>{organisation.name}</strong>
              <div>{kindWords[organisation.kind]}</div>
              {organisation.kind === 'defence' && <Anchor fingerprint={organisation.anchor} />}
            </div>
            {organisation.kind === 'defence' && (
              <StatusLine tone={organisation.keyReady ? 'good' : 'waiting'}>
                {organisation.keyReady
                  ? 'Can receive requests'
                  : 'Cannot receive requests until one of its advisers has made its key'}
              </StatusLine>
            )}
          </li>
        ))}
        {proposed.map((proposal) => (
          <li key={proposal.proposal} className={classes.person}>
            <div className={classes.grow}>
              <strong>{proposal.what.name}</strong>
              <div>{kindWords[proposal.what.kind]}</div>
            </div>
            <ProposedLine proposal={proposal} />
          </li>
        ))}
      </ul>
      {organisations.length === 0 && proposed.length === 0 && (
        <EmptyState icon={IconBuildingHospital} title="No organisation yet">
          Add the hospital or practice whose clinicians will open cases, then a defence organisation.
        </EmptyState>
      )}
      <AddOrganisation />
    </Card>
  );
}

/** Compared with what the organisation's own program printed. */
function Anchor({ fingerprint }: { readonly fingerprint: string }): ReactNode {
  if (fingerprint === '') return <div>No key of its own kept offline (anchor)</div>;
  return (
    <div>
      Key of its own, kept offline (anchor): <span className={classes.fingerprint}>{fingerprint}</span>
    </div>
  );
}

const untouched = { name: '', anchor: '' };

function AddOrganisation(): ReactNode {
  const [kind, setKind] = useState<OrganisationKind>('clinical');
  const [said, setSaid] = useState(untouched);
  const name = said.name.trim();
  const { data: known } = useView(['register', 'name', name], (door) => door.nameOfNew(name));
  const add = useAct(
    async (door, { seen, ...added }: typeof untouched & { readonly seen: string }) => {
      await door.addOrganisation(added.name.trim(), kind, kind === 'defence' ? added.anchor : '', seen);
      return added;
    },
    (added) => {
      // What was written meanwhile stays.
      setSaid((now) => (now.name === added.name ? untouched : now));
    },
  );
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    if (known !== undefined) add.run({ ...said, seen: known.seen });
  };
  const say = (change: Partial<typeof untouched>): void => {
    setSaid((now) => ({ ...now, ...change }));
  };
  return (
    <>
      <ErrorSummary title="The organisation was not added" problems={problemsOf(add.error, 'organisation-name')} />
      <form onSubmit={send} className={classes.form}>
        <div className={classes.row}>
          <NameField value={said.name} onChange={(typed) => say({ name: typed })} />
          <Select
            label="Kind"
            size="md"
            allowDeselect={false}
            data={choicesOf(kindWords)}
            value={kind}
            onChange={(value) => {
              setKind(organisationKinds.find((each) => each === value) ?? kind);
            }}
          />
        </div>
        {known?.alike.map((other) => (
          <StatusLine key={other} tone="warning" isLive>
            The name looks like that of {other}, in the register already. Add it only if it is another organisation.
          </StatusLine>
        ))}
        {kind === 'defence' && <AnchorField value={said.anchor} onChange={(anchor) => say({ anchor })} />}
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
