import { Button, Select, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Controller, useForm, type UseFormReturn, useWatch } from 'react-hook-form';
import {
  longestName,
  nameProblem,
  numberAsSigned,
  numberProblem,
  Problem,
  professionTable,
  staffNumberProblem,
  type Profession,
  type Role,
} from '@consilium/domain';
import { Card, choicesOf, ErrorSummary, PageTitle, StatusLine } from '../platform/kit';
import { useView } from '../vault/use-vault';
import { deviceName } from './device-name';
import { KeysFlow } from './keys-flow';
import { problemsOf } from '../platform/problems-of';
import { professionWords } from '../words';
import classes from './sign-in.module.css';

interface Details {
  name: string;
  profession: Profession | '';
  registerNumber: string;
  staffNumber: string;
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
        <DetailsForm role={data.role} place={data.organisation} defence={data.defence} onGiven={setDetails} />
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
  readonly role: Role;
  /** Name of the organisation, "" for the registration office. */
  readonly place: string;
  readonly defence: readonly { id: string; name: string }[];
  readonly onGiven: (details: Details) => void;
}

function DetailsForm({ role, place, defence, onGiven }: DetailsFormProps): ReactNode {
  const form = useForm<Details>({
    defaultValues: { name: '', profession: '', registerNumber: '', staffNumber: '', specialty: '', defence: '' },
  });
  const { register, handleSubmit, formState } = form;
  return (
    <Card title="About you">
      <p className={classes.aside}>
        You sign what you write here with your own key: nobody can change it afterwards, and it cannot be mended without
        an officer.
      </p>
      <form onSubmit={(event) => void handleSubmit(onGiven)(event)} className={classes.form}>
        <TextInput
          label="Name, as in the register"
          description="Without titles."
          size="md"
          required
          minLength={2}
          autoComplete="name"
          error={formState.errors.name?.message}
          {...register('name', { validate: (name) => nameProblem(name, longestName) ?? true })}
        />
        {role === 'clinician' ? (
          <Registration form={form} defence={defence} />
        ) : (
          <StaffField form={form} place={place} />
        )}
        <Button type="submit" size="md">
          Go on
        </Button>
      </form>
    </Card>
  );
}

interface FieldProps {
  readonly form: UseFormReturn<Details>;
}

function Registration({ form, defence }: FieldProps & Pick<DetailsFormProps, 'defence'>): ReactNode {
  return (
    <>
      <ProfessionField form={form} />
      <NumberField form={form} />
      <TextInput
        label="Specialty"
        description="Shown as you state it: no register says it."
        size="md"
        required
        maxLength={80}
        autoComplete="organization-title"
        {...form.register('specialty')}
      />
      <DefenceField form={form} defence={defence} />
    </>
  );
}

/** The officer compares it with what the employer wrote. */
function StaffField({ form: { register, formState }, place }: FieldProps & { readonly place: string }): ReactNode {
  return (
    <TextInput
      label={place === '' ? 'Your staff number' : `Your staff number at ${place}`}
      description="As your employer writes it. The registration officer compares it with your employer’s letter."
      size="md"
      required
      autoComplete="off"
      error={formState.errors.staffNumber?.message}
      {...register('staffNumber', { validate: (typed) => staffNumberProblem(numberAsSigned(typed)) ?? true })}
    />
  );
}

function ProfessionField({ form }: FieldProps): ReactNode {
  return (
    <Controller
      control={form.control}
      name="profession"
      rules={{ required: 'Choose your profession.' }}
      render={({ field, fieldState }) => (
        <Select
          label="Profession"
          placeholder="Choose"
          size="md"
          required
          allowDeselect={false}
          data={choicesOf(professionWords)}
          value={field.value === '' ? null : field.value}
          error={fieldState.error?.message}
          onChange={(value) => {
            field.onChange(value ?? '');
          }}
        />
      )}
    />
  );
}

/** The number of the register that the chosen profession is in. */
function NumberField({ form: { control, register, formState } }: FieldProps): ReactNode {
  const profession = useWatch({ control, name: 'profession' });
  if (profession === '') return null;
  const { body, looks } = professionTable[profession];
  return (
    <TextInput
      label={`${body} number`}
      description={`It is ${looks}.`}
      size="md"
      required
      autoComplete="off"
      error={formState.errors.registerNumber?.message}
      {...register('registerNumber', {
        validate: (typed) => numberProblem(profession, numberAsSigned(typed)) ?? true,
      })}
    />
  );
}

function DefenceField({ form, defence }: FieldProps & Pick<DetailsFormProps, 'defence'>): ReactNode {
  return (
    <Controller
      control={form.control}
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
  );
}
