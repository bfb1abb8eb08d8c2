import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Card, EmptyState, ErrorSummary, KeyValueList, PageTitle, StatusLine } from '../platform/kit';
import { IconBuildingHospital } from '@tabler/icons-react';
import { problemsOf } from '../platform/problems-of';
import type { OrganisationPageView } from '../vault/door';
import { useView } from '../vault/use-vault';
import { officeWords } from '../words';
import { CapturePolicy } from './capture-policy';
import { Contacts } from './contacts';
import { LeadPolicy } from './lead-policy';
import classes from './organisations.module.css';

/** Where somebody works and who defends them: who speaks for each, where it is reached, what it says of itself. */
export function OrganisationsPage(): ReactNode {
  const { data, error } = useView(['register', 'organisations'], (door) => door.ownOrganisations());
  if (data === undefined) return <ErrorSummary problems={problemsOf(error)} />;
  return (
    <div className={classes.page}>
      <PageTitle lead="What stands here was signed by those who speak for each organisation, or by registration officers, and was checked by this device.">
        Your organisations
      </PageTitle>
      {data.length === 0 && (
        <EmptyState icon={IconBuildingHospital} title="No organisation">
          You are registered without one.
        </EmptyState>
      )}
      {data.map((organisation) => (
        <Organisation key={organisation.organisation} organisation={organisation} />
      ))}
    </div>
  );
}

const asWords = { work: 'Where you work', defence: 'Your defence organisation' } as const;

interface OrganisationProps {
  readonly organisation: OrganisationPageView;
}

function Organisation({ organisation }: OrganisationProps): ReactNode {
  const { name, as, status, kind } = organisation;
  return (
    <Card title={name} actions={<span className={classes.as}>{asWords[as]}</span>}>
      {status === 'retired' && (
        <StatusLine tone="warning">
          This organisation is retired: it takes nobody in, and nobody speaks for it. Check your details and say where
          you belong now.
        </StatusLine>
      )}
      {kind === 'clinical' && <Holders organisation={organisation} />}
      <Contacts organisation={organisation} />
      {kind === 'clinical' && as === 'work' && <ToColleagues />}
      {kind === 'clinical' && <CapturePolicy organisation={organisation} />}
      {kind === 'clinical' && <LeadPolicy organisation={organisation} />}
      {organisation.speaks && <ToWaits />}
    </Card>
  );
}

/** Who leads it and who looks after what is confidential. Everybody else asks them. */
function Holders({ organisation: { holders } }: OrganisationProps): ReactNode {
  if (holders.length === 0) {
    return (
      <p className={classes.words}>
        It has no lead and no Caldicott guardian here. Registration officers give these offices.
      </p>
    );
  }
  const rows = holders.map(({ office, name, number }) => ({ name: officeWords[office], value: `${name}, ${number}` }));
  return (
    <ul className={classes.holders}>
      {rows.map(({ name, value }) => (
        <li key={`${name} ${value}`}>
          <KeyValueList rows={[{ name, value }]} />
        </li>
      ))}
    </ul>
  );
}

/** Who else works there: name, specialty, number, whether they are away; and the teams. */
function ToColleagues(): ReactNode {
  return (
    <div className={classes.part}>
      <h3>Who works here</h3>
      <p className={classes.words}>
        Colleagues with their specialties and numbers, who of them is away, the teams, and who is on call for each.
      </p>
      <div className={classes.actions}>
        <Button variant="default" size="md" renderRoot={(props) => <Link to="/organisations/colleagues" {...props} />}>
          Colleagues and teams
        </Button>
      </div>
    </div>
  );
}

/** For those who speak for it: how long it takes until somebody reads, answers and decides. */
function ToWaits(): ReactNode {
  return (
    <div className={classes.part}>
      <h3>How long questions wait</h3>
      <p className={classes.words}>
        Month by month, until somebody read, answered or decided: without any case, question or name.
      </p>
      <div className={classes.actions}>
        <Button variant="default" size="md" renderRoot={(props) => <Link to="/organisations/waits" {...props} />}>
          See how long
        </Button>
      </div>
    </div>
  );
}
