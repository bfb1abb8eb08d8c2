import { IconBuildingHospital } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Card, EmptyState, StatusLine } from '../platform/kit';
import type { ProposalView, RegisterView } from '../vault/door';
import { AddOrganisation } from './add-organisation';
import { Ahead } from './ahead';
import { kindWords } from './kind-words';
import { OrganisationControl } from './organisation-control';
import { isAbout } from './proposal-words';
import { ProposedLine } from './proposed-line';
import classes from './register.module.css';

interface OrganisationsProps extends Pick<RegisterView, 'organisations' | 'mode'> {
  readonly proposals: readonly ProposalView[];
}

/** Hospitals and defence organisations, those proposed among them, and the form for another one. */
export function Organisations({ organisations, mode, proposals }: OrganisationsProps): ReactNode {
  const proposed = proposals.filter(isAbout('organisation'));
  return (
    <Card title="Organisations">
      <ul className={classes.people}>
        {organisations.map((organisation) => (
          <li key={organisation.id} className={classes.person}>
            <Organisation organisation={organisation} mode={mode} proposals={proposals} />
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

interface OrganisationProps extends Pick<OrganisationsProps, 'mode' | 'proposals'> {
  readonly organisation: RegisterView['organisations'][number];
}

function Organisation({ organisation, mode, proposals }: OrganisationProps): ReactNode {
  const { id, name, kind, anchor } = organisation;
  const proposed = proposals.filter(
    ({ what, falls }) => falls === '' && what.act !== 'office' && 'organisation' in what && what.organisation === id,
  );
  return (
    <>
      <div className={classes.grow}>
        <strong>{name}</strong>
        <div>{kindWords[kind]}</div>
        {kind === 'defence' && <Anchor fingerprint={anchor} />}
        <Ahead {...organisation} />
      </div>
      <Readiness organisation={organisation} />
      {proposed.map((proposal) => (
        <ProposedLine key={proposal.proposal} proposal={proposal} />
      ))}
      {proposed.length === 0 && <OrganisationControl organisation={organisation} mode={mode} />}
    </>
  );
}

function Readiness({ organisation: { kind, status, keyReady } }: Pick<OrganisationProps, 'organisation'>): ReactNode {
  if (status === 'retired') return <StatusLine tone="warning">Retired: it takes nobody in</StatusLine>;
  if (kind === 'clinical') return null;
  return (
    <StatusLine tone={keyReady ? 'good' : 'waiting'}>
      {keyReady ? 'Can receive requests' : 'Cannot receive requests until one of its advisers has made its key'}
    </StatusLine>
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
