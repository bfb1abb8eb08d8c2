import { Button, TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { isSameName } from '@consilium/domain';
import { Card, ErrorSummary, ExactTime, KeyValueList, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { professionWords, registerStatusWords, roleWords } from '../words';
import type { Approval, JoinRequestView, RenewalView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { type ByHand, HandLookUp, NobodyPractises, nothingSeen, seen } from './hand-look-up';
import { changeRows } from './changes';
import { Refusal } from './refusal';
import classes from './register.module.css';
import { ThirdOfficer } from './third-officer';

/** One request: to compare and sign, or signed by one officer and waiting for another. */
export function JoinRequestCard({ request }: { readonly request: JoinRequestView }): ReactNode {
  return request.isProposed ? <SignedByOne request={request} /> : <ToCompare request={request} />;
}

function SignedByOne({ request }: { readonly request: JoinRequestView }): ReactNode {
  return (
    <Card title={request.name}>
      <StatusLine tone="waiting">
        One officer signed this. Another officer has to confirm it{' '}
        <Link to="/register" className={classes.inline}>
          on the register page
        </Link>
        .
      </StatusLine>
      <KeyValueList
        rows={[
          { name: 'Role', value: roleWords[request.role] },
          { name: 'Organisation', value: placeOf(request) },
          { name: 'Asked', value: <ExactTime at={request.at * 1000} /> },
        ]}
      />
      <Refusal request={request} />
    </Card>
  );
}

/** What they signed of themselves, the register's words, what differs, and the two ways it can end. */
function ToCompare({ request }: { readonly request: JoinRequestView }): ReactNode {
  const [byHand, setByHand] = useState<ByHand>(nothingSeen);
  const [staff, setStaff] = useState({ number: '', source: '' });
  // What to do where the service’s look-up found nothing.
  const next = request.lookUp?.found === false ? request.lookUp.next : undefined;
  return (
    <Card title={request.name} tone="edge">
      <Proof request={request} />
      {request.renewal !== undefined && <Changes renewal={request.renewal} />}
      <div className={classes.compare}>
        <div>
          <h3>What they signed of themselves</h3>
          <KeyValueList rows={statedRows(request)} />
        </div>
        {request.isStaff ? (
          <div>
            <h3>What their employer says</h3>
            <StaffLetter read={staff} employer={request.organisation} onChange={setStaff} />
          </div>
        ) : (
          <div>
            <h3>What the register says</h3>
            {next === undefined ? (
              <KeyValueList rows={foundRows(request)} />
            ) : (
              <HandLookUp next={next} value={byHand} onChange={setByHand} />
            )}
          </div>
        )}
      </div>
      <Warnings request={request} />
      <Ending
        request={request}
        byHand={next === undefined ? undefined : byHand}
        staff={request.isStaff ? staff : undefined}
      />
    </Card>
  );
}

/** Whose keys signed it: those of the register, or those made with the officer's link. */
const signedBy = {
  renewal: {
    good: 'They signed this with the keys the register lists for them.',
    bad: 'This was not signed with the keys the register lists for them. Refuse it, and ask them.',
  },
  joiner: {
    good: 'They signed this themselves, with keys made with the link you gave: nobody put other words or keys in their place.',
    bad: 'This was not signed with a link of yours. If another officer made the link, leave it to them. If nobody did, refuse it.',
  },
} as const;

function Proof({ request: { proofHolds, renewal } }: { readonly request: JoinRequestView }): ReactNode {
  const tone = proofHolds ? 'good' : 'bad';
  return <StatusLine tone={tone}>{signedBy[renewal === undefined ? 'joiner' : 'renewal'][tone]}</StatusLine>;
}

/** What somebody of the register changes of what stands. */
function Changes({ renewal: { changes, expires } }: { readonly renewal: RenewalView }): ReactNode {
  const lasts = <ExactTime at={expires * 1000} />;
  if (changes.length === 0) {
    return <StatusLine>Nothing changes: they are renewed as they are. What stands lasts until {lasts}.</StatusLine>;
  }
  return (
    <>
      <StatusLine>They change what stands of them, which lasts until {lasts}:</StatusLine>
      <KeyValueList rows={changeRows(changes)} />
    </>
  );
}

interface EndingProps {
  readonly request: JoinRequestView;
  readonly staff: Approval['staff'];
  /** What the officer saw where they looked; undefined: the service's look-up found the number. */
  readonly byHand: ByHand | undefined;
}

const namesDiffer = ({ request, byHand }: Pick<EndingProps, 'request' | 'byHand'>): boolean =>
  byHand === undefined ? request.nameDiffers : byHand.name.trim() !== '' && !isSameName(request.name, byHand.name);

function maySign({ request, byHand, staff }: EndingProps): boolean {
  const isChecked = byHand === undefined ? request.lookUp?.mayPractise !== false : seen(byHand) !== undefined;
  const isRead = staff === undefined || (staff.number.trim() !== '' && staff.source.trim() !== '');
  return request.proofHolds && request.numberTakenBy === '' && isChecked && isRead;
}

/** Signing, with the reason where the names differ, or refusing. */
function Ending(props: EndingProps): ReactNode {
  const { request, byHand, staff } = props;
  const [why, setWhy] = useState('');
  const isOther = namesDiffer(props);
  const approve = useAct((door, approval: Approval) => door.approve(request.person, approval));
  return (
    <div className={classes.form}>
      <ErrorSummary title="Not done" problems={problemsOf(approve.error)} />
      {isOther && <WhySame why={why} onChange={setWhy} />}
      {request.confirmers !== undefined && <ThirdOfficer name={request.name} confirmers={request.confirmers} />}
      <div className={classes.actions}>
        <Button
          size="md"
          disabled={!maySign(props) || (isOther && why.trim() === '')}
          loading={approve.isBusy}
          leftSection={<IconFingerprint size={20} aria-hidden />}
          onClick={() => {
            approve.run({
              statement: request.statement,
              seen: request.seen,
              byHand: byHand && seen(byHand),
              staff,
              why: isOther ? why : '',
            });
          }}
        >
          Sign their registration here
        </Button>
      </div>
      <Refusal request={request} />
    </div>
  );
}

interface StaffLetterProps {
  readonly read: NonNullable<Approval['staff']>;
  /** "" for the registration office. */
  readonly employer: string;
  readonly onChange: (read: NonNullable<Approval['staff']>) => void;
}

/** The number is typed from the letter, and not shown as the person stated it: then nobody only nods to it. */
function StaffLetter({ read, employer, onChange }: StaffLetterProps): ReactNode {
  return (
    <div className={classes.form}>
      <TextInput
        label="Staff number"
        description={`Type it from the letter of ${employer === '' ? 'the employer' : employer}. It is compared with what they stated.`}
        size="md"
        required
        autoComplete="off"
        value={read.number}
        onChange={(event) => {
          onChange({ ...read, number: event.currentTarget.value });
        }}
      />
      <TextInput
        label="Which letter"
        description="For instance: letter of the medical director, 12 November."
        size="md"
        required
        maxLength={80}
        value={read.source}
        onChange={(event) => {
          onChange({ ...read, source: event.currentTarget.value });
        }}
      />
    </div>
  );
}

interface WhySameProps {
  readonly why: string;
  readonly onChange: (why: string) => void;
}

function WhySame({ why, onChange }: WhySameProps): ReactNode {
  return (
    <>
      <StatusLine tone="warning">The name in the register is another one. Write why it is the same person.</StatusLine>
      <TextInput
        label="Why this is the same person"
        description="It is signed with the registration here, and everybody in the register can read it."
        size="md"
        maxLength={200}
        value={why}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
    </>
  );
}

function Warnings({
  request: { lookUp, numberTakenBy, lookAlikes },
}: {
  readonly request: JoinRequestView;
}): ReactNode {
  return (
    <>
      {lookUp?.found === true && !lookUp.mayPractise && <NobodyPractises />}
      {numberTakenBy !== '' && (
        <StatusLine tone="bad">
          {numberTakenBy} has this register number here already. Find out whose it is; then refuse.
        </StatusLine>
      )}
      {lookAlikes.map((other) => (
        <StatusLine key={other} tone="warning">
          The name looks like that of {other}, in the register already.
        </StatusLine>
      ))}
    </>
  );
}

const placeOf = ({ organisation }: JoinRequestView): string =>
  organisation === '' ? 'The registration office' : organisation;

const orNone = (word: string): string => (word === '' ? 'None' : word);

function statedRows(request: JoinRequestView): { name: string; value: ReactNode }[] {
  const number = [request.registerBody, request.registerNumber].join(' ').trim();
  return [
    { name: 'Name', value: request.name },
    { name: 'Role', value: roleWords[request.role] },
    ...(request.profession === '' ? [] : [{ name: 'Profession', value: professionWords[request.profession] }]),
    request.isStaff
      ? { name: 'Staff number', value: 'Stated, and compared with what you type from the letter' }
      : { name: 'Register number', value: orNone(number) },
    { name: 'Specialty', value: orNone(request.specialty) },
    { name: 'Organisation', value: placeOf(request) },
    { name: 'Defence organisation', value: orNone(request.defence) },
    { name: 'Asked', value: <ExactTime at={request.at * 1000} /> },
  ];
}

function foundRows({ lookUp }: JoinRequestView): { name: string; value: ReactNode }[] {
  if (lookUp === undefined) return [{ name: 'Register', value: 'They state no register number' }];
  return [
    { name: 'Name', value: lookUp.name },
    { name: 'Status', value: registerStatusWords[lookUp.status] },
    { name: 'Specialty', value: lookUp.specialty === '' ? 'Not said there' : lookUp.specialty },
    { name: 'Source', value: lookUp.source },
    { name: 'Checked', value: <ExactTime at={lookUp.checkedAt * 1000} /> },
  ];
}
