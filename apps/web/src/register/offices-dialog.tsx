import { Button, Select } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { offices, type ActToWrite, type Mode, type Office } from '@consilium/domain';
import { choicesOf, ErrorSummary, OneOf } from '../platform/kit';
import { Dialog } from '../platform/kit/dialog';
import { problemsOf } from '../platform/problems-of';
import type { OrganisationOfficesView, RegisterView } from '../vault/door';
import { useAct, useView } from '../vault/use-vault';
import { officeWords } from '../words';
import { aloneWords, powerWords } from './power-words';
import classes from './register.module.css';

interface OfficesDialogProps {
  readonly organisation: RegisterView['organisations'][number];
  readonly mode: Mode;
}

/** Who leads a clinical organisation and who is its Caldicott guardian: given by officers, to its own clinicians. */
export function OfficesDialog({ organisation, mode }: OfficesDialogProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          setOpen(true);
        }}
      >
        Who leads it
      </Button>
      <Dialog
        isOpen={isOpen}
        title={`Who leads ${organisation.name}`}
        onClose={() => {
          setOpen(false);
        }}
      >
        {isOpen && <Offices id={organisation.id} mode={mode} />}
      </Dialog>
    </>
  );
}

interface OfficesProps {
  readonly id: string;
  readonly mode: Mode;
}

function Offices({ id, mode }: OfficesProps): ReactNode {
  const { data, error } = useView(['register', 'offices', id], (door) => door.organisationOffices(id));
  if (data === undefined) return <ErrorSummary problems={problemsOf(error)} />;
  return (
    <div className={classes.form}>
      <Holders id={id} data={data} />
      <Give id={id} data={data} mode={mode} />
    </div>
  );
}

interface WithData {
  readonly id: string;
  readonly data: OrganisationOfficesView;
}

type Given = ActToWrite<'office'>;

function Holders({ id, data: { holders, seen } }: WithData): ReactNode {
  const end = useAct((door, of: Given) => door.setOffice(of, seen));
  if (holders.length === 0) return <p className={classes.aside}>Nobody leads it, and it has no Caldicott guardian.</p>;
  return (
    <>
      <ErrorSummary title="Not ended" problems={problemsOf(end.error)} />
      <ul className={classes.people}>
        {holders.map(({ office, person, name, number }) => (
          <li key={`${office} ${person}`} className={classes.person}>
            <div className={classes.grow}>
              <strong>{name}</strong>, {number}
              <div>{officeWords[office]}</div>
            </div>
            <Button
              variant="default"
              loading={end.isBusy}
              leftSection={<IconFingerprint size={20} aria-hidden />}
              onClick={() => {
                end.run({ organisation: id, person, office, state: 'ended' });
              }}
            >
              End
            </Button>
          </li>
        ))}
      </ul>
      <p className={classes.aside}>Ended, they speak for the organisation no more. {aloneWords}</p>
    </>
  );
}

function Give({ id, data: { clinicians, seen }, mode }: WithData & OfficesProps): ReactNode {
  const [office, setOffice] = useState<Office | ''>('');
  const [person, setPerson] = useState<string | null>(null);
  const give = useAct(
    (door, of: Given) => door.setOffice(of, seen),
    () => {
      setOffice('');
      setPerson(null);
    },
  );
  return (
    <>
      <ErrorSummary title="Not given" problems={problemsOf(give.error)} />
      <OneOf legend="Give an office" choices={choicesOf(officeWords)} value={office} onChange={setOffice} />
      <Select
        label="To"
        description="Clinicians who work there. A lead is of a profession its own policy names, if it has one."
        size="md"
        searchable
        data={clinicians.map(({ person: value, name, number }) => ({ value, label: `${name}, ${number}` }))}
        value={person}
        onChange={setPerson}
      />
      <p className={classes.aside}>
        They say where the organisation is reached and what its policies are. {powerWords[mode]}
      </p>
      <div className={classes.choices}>
        <Button
          size="md"
          loading={give.isBusy}
          disabled={office === '' || person === null}
          leftSection={<IconFingerprint size={20} aria-hidden />}
          onClick={() => {
            const chosen = offices.find((each) => each === office);
            if (chosen !== undefined && person !== null)
              give.run({ organisation: id, person, office: chosen, state: 'begun' });
          }}
        >
          Give the office
        </Button>
      </div>
    </>
  );
}
