import { Button, Select, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Control, Controller, useForm, type UseFormRegister } from 'react-hook-form';
import { Problem } from '@consilium/domain';
import { Card, ErrorSummary, PageTitle, StatusLine } from '../platform/kit';
import { useView } from '../vault/use-vault';
import { deviceName } from './device-name';
import { KeysFlow } from './keys-flow';
import { problemsOf } from '../platform/problems-of';
import classes from './sign-in.module.css';

interface Details {
  name: string;
  registerBody: string;
  registerNumber: string;
  specialty: string;
  defence: string;
}
const roleWords = { clinician: 'a clinician', adviser: 'an adviser', officer: 'a registration officer' } as const;

/** A link that lost a part on its way is not "malformed" to the person who opened it. */
function plainly(error: Error): Error {
  if (!(error instanceof Problem) || error.kind !== 'bad-input') return error;
  return new Problem(
    'bad-input',
    'This link is incomplete or was changed. Open it again where you received it, or ask your registration officer for a new one.',
  );
}

/** Joining by a one-time link. What follows the `#` never reaches the server: invitation, register root, secret. */
export function JoinPage({ link }: { readonly link: string }): ReactNode {
  const [invitation = '', root = '', secret = ''] = link.split('.');
  const [details, setDetails] = useState<Details>();
  const { data, error } = useView(['session', 'join', invitation], (door) =>
    door.joinLook({ invitation, root, secret }),
  );
  if (data === undefined) {
    return (
      <div className={classes.page}>
        <PageTitle>Join Consilium</PageTitle>
        {error === null ? (
          <StatusLine isLive>Looking at your invitation</StatusLine>
        ) : (
          <ErrorSummary title="This invitation cannot be used" problems={problemsOf(plainly(error))} />
        )}
      </div>
    );
  }
  return (
    <div className={classes.page}>
      <PageTitle
        over={data.organisation === '' ? 'Invitation' : data.organisation}
        lead={`You are invited as ${roleWords[data.role]}. A registration officer compares what you write with the professional register and signs you in.`}
      >
        Join Consilium
      </PageTitle>
      {details === undefined ? (
        <DetailsForm isClinician={data.role === 'clinician'} defence={data.defence} onGiven={setDetails} />
      ) : (
        <KeysFlow
          begin={(door) => door.joinBegin({ ...details, device: deviceName() })}
          onDone={() => {
            location.hash = '#/';
          }}
        />
      )}
    </div>
  );
}

interface DetailsFormProps {
  readonly isClinician: boolean;
  readonly defence: readonly { id: string; name: string }[];
  readonly onGiven: (details: Details) => void;
}

function DetailsForm({ isClinician, defence, onGiven }: DetailsFormProps): ReactNode {
  const { register, handleSubmit, control } = useForm<Details>({
    defaultValues: { name: '', registerBody: isClinician ? 'GMC' : '', registerNumber: '', specialty: '', defence: '' },
  });
  return (
    <Card title="About you">
      <form onSubmit={(event) => void handleSubmit(onGiven)(event)} className={classes.form}>
        <TextInput
          label="Name, as in the register"
          size="md"
          required
          minLength={2}
          autoComplete="name"
          {...register('name')}
        />
        {isClinician && <Registration control={control} register={register} defence={defence} />}
        <Button type="submit" size="md">
          Go on
        </Button>
      </form>
    </Card>
  );
}

interface RegistrationProps extends Pick<DetailsFormProps, 'defence'> {
  readonly control: Control<Details>;
  readonly register: UseFormRegister<Details>;
}

function Registration({ control, register, defence }: RegistrationProps): ReactNode {
  return (
    <>
      <TextInput
        label="GMC number"
        description="Seven digits."
        size="md"
        required
        inputMode="numeric"
        autoComplete="off"
        {...register('registerNumber')}
      />
      <TextInput label="Specialty" size="md" required autoComplete="organization-title" {...register('specialty')} />
      <Controller
        control={control}
        name="defence"
        render={({ field }) => (
          <Select
            label="Your defence organisation"
            description="It advises you before a picture is shared outside your own organisation."
            size="md"
            data={[
              { value: '', label: 'None on this service' },
              ...defence.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={field.value}
            allowDeselect={false}
            onChange={(value) => {
              field.onChange(value ?? '');
            }}
          />
        )}
      />
    </>
  );
}
