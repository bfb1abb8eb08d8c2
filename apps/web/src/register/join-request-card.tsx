import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Card, ErrorSummary, ExactTime, KeyValueList, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { JoinRequestView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import classes from './register.module.css';

interface ByHand {
  name: string;
  status: string;
  source: string;
}

const checkedByHand = ({ name, status, source }: ByHand): boolean =>
  [name, status, source].every((answer) => answer.trim().length > 1);

/** One request: their words, the register's words, what differs, and the two ways it can end. */
export function JoinRequestCard({ request }: { readonly request: JoinRequestView }): ReactNode {
  const [byHand, setByHand] = useState<ByHand>({ name: '', status: '', source: '' });
  const needsHand = request.role === 'clinician' && !request.lookUp.found;
  const approve = useAct((door, _: undefined) => door.approve(request.person, needsHand ? byHand : undefined));
  const maySign =
    request.proofHolds && (needsHand ? checkedByHand(byHand) : request.role !== 'clinician' || request.lookUp.good);
  return (
    <Card title={request.name} tone="edge">
      <ErrorSummary title="Not done" problems={problemsOf(approve.error)} />
      <StatusLine tone={request.proofHolds ? 'good' : 'bad'}>
        {request.proofHolds
          ? 'These keys were made with the link you gave: nobody put others in their place.'
          : 'The keys were not made with your link. Do not sign; refuse, and make a new link.'}
      </StatusLine>
      <div className={classes.compare}>
        <div>
          <h3>What they wrote</h3>
          <KeyValueList rows={written(request)} />
        </div>
        <div>
          <h3>What the register says</h3>
          {needsHand ? <HandLookUp value={byHand} onChange={setByHand} /> : <KeyValueList rows={found(request)} />}
        </div>
      </div>
      {request.differences.map((difference) => (
        <StatusLine key={difference} tone="warning">
          {difference}
        </StatusLine>
      ))}
      <div className={classes.form}>
        <div className={classes.actions}>
          <Button
            size="md"
            disabled={!maySign}
            loading={approve.isBusy}
            onClick={() => {
              approve.run(undefined);
            }}
          >
            Sign the credential
          </Button>
        </div>
        <Refusal request={request} />
      </div>
    </Card>
  );
}

function Refusal({ request }: { readonly request: JoinRequestView }): ReactNode {
  const [reason, setReason] = useState('');
  const refuse = useAct((door, why: string) => door.refuseRequest(request.person, why));
  return (
    <>
      <ErrorSummary title="Not refused" problems={problemsOf(refuse.error)} />
      <div className={classes.row}>
        <TextInput
          label="Or refuse, with a reason they will see"
          size="md"
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
        <Button
          variant="default"
          size="md"
          disabled={reason.trim().length < 3}
          loading={refuse.isBusy}
          onClick={() => {
            refuse.run(reason.trim());
          }}
        >
          Refuse
        </Button>
      </div>
    </>
  );
}

const orNone = (word: string): string => (word === '' ? 'None' : word);

function written(request: JoinRequestView): { name: string; value: ReactNode }[] {
  const number = [request.registerBody, request.registerNumber].join(' ').trim();
  return [
    { name: 'Name', value: request.name },
    { name: 'Role', value: request.role },
    { name: 'Register number', value: orNone(number) },
    { name: 'Specialty', value: orNone(request.specialty) },
    { name: 'Organisation', value: orNone(request.organisation) },
    { name: 'Defence organisation', value: orNone(request.defence) },
    { name: 'Asked', value: <ExactTime at={request.at * 1000} /> },
  ];
}

function found({ role, lookUp }: JoinRequestView): { name: string; value: ReactNode }[] {
  if (role !== 'clinician')
    return [{ name: 'Register', value: 'No professional register entry is needed for this role' }];
  return [
    { name: 'Name', value: lookUp.name },
    { name: 'Status', value: lookUp.status },
    { name: 'Source', value: lookUp.source },
    { name: 'Checked', value: <ExactTime at={lookUp.checkedAt * 1000} /> },
  ];
}

interface HandLookUpProps {
  readonly value: ByHand;
  readonly onChange: (value: ByHand) => void;
}

const handFields = [
  { key: 'name', label: 'Name in the register' },
  { key: 'status', label: 'Status in the register' },
  { key: 'source', label: 'Where you looked it up' },
] as const;

/** The adapter found nothing: the officer looks the number up and writes down what they saw. */
function HandLookUp({ value, onChange }: HandLookUpProps): ReactNode {
  return (
    <div className={classes.form}>
      <StatusLine tone="waiting">
        The register file does not know this number. Look it up yourself and write down what you saw.
      </StatusLine>
      {handFields.map(({ key, label }) => (
        <TextInput
          key={key}
          label={label}
          size="md"
          value={value[key]}
          onChange={(event) => {
            onChange({ ...value, [key]: event.currentTarget.value });
          }}
        />
      ))}
    </div>
  );
}
