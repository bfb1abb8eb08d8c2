import { Button, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Controller, useForm, type UseFormReturn, useWatch } from 'react-hook-form';
import { numberAsSigned, numberProblem, professionTable, type Profession, type Role } from '@consilium/domain';
import { Card, choicesOf, within } from '../platform/kit';
import { professionWords } from '../words';
import { OwnName, OwnStaffNumber, ownRules } from './own-fields';
import classes from './sign-in.module.css';

/** What somebody types of themselves. */
export interface Details {
  name: string;
  profession: Profession | '';
  registerNumber: string;
  staffNumber: string;
  specialty: string;
  defence: string;
  /** Where they work; "" where that is settled, or at the registration office. */
  organisation: string;
}

const nothing: Details = {
  ...{ name: '', profession: '', registerNumber: '', staffNumber: '', specialty: '', defence: '', organisation: '' },
};

interface DetailsFormProps {
  readonly role: Role;
  /** Name of the organisation, "" for the registration office. */
  readonly place: string;
  readonly defence: readonly { id: string; name: string }[];
  /** Where they may work, if that is theirs to say. */
  readonly places?: readonly { id: string; name: string }[];
  /** What they said before. */
  readonly before?: Details;
  /** What the button says. */
  readonly act?: string;
  readonly isBusy?: boolean;
  readonly onGiven: (details: Details) => void;
}

/** Who somebody says they are: everything they sign of themselves. */
export function DetailsForm({
  before = nothing,
  act = 'Go on',
  isBusy = false,
  ...asked
}: DetailsFormProps): ReactNode {
  const form = useForm<Details>({ defaultValues: before });
  return (
    <Card title="About you">
      <p className={classes.aside}>
        You sign what you write here with your own key: nobody can change it afterwards, and it cannot be mended without
        an officer.
      </p>
      <form onSubmit={(event) => void form.handleSubmit(asked.onGiven)(event)} className={classes.form}>
        <NameField form={form} />
        {asked.places !== undefined && asked.places.length > 0 && <PlaceField form={form} places={asked.places} />}
        <Numbers form={form} hasNumber={before.registerNumber !== ''} {...asked} />
        <Button type="submit" size="md" loading={isBusy}>
          {act}
        </Button>
      </form>
    </Card>
  );
}

interface FieldProps {
  readonly form: UseFormReturn<Details>;
}

interface NumbersProps extends FieldProps, Pick<DetailsFormProps, 'role' | 'place' | 'defence'> {
  /** They were known by a register number before. */
  readonly hasNumber: boolean;
}

/** What tells them from another of their name: register number and what goes with it, or a staff number. */
function Numbers({ form, role, place, defence, hasNumber }: NumbersProps): ReactNode {
  if (role === 'clinician') return <Registration form={form} defence={defence} />;
  if (!hasNumber) return <StaffField form={form} place={place} />;
  return (
    <>
      <ProfessionField form={form} />
      <NumberField form={form} />
    </>
  );
}

function NameField({ form: { register, formState } }: FieldProps): ReactNode {
  return (
    <OwnName
      label="Name, as in the register"
      description="Without titles."
      error={formState.errors.name?.message}
      field={register('name', ownRules.name)}
    />
  );
}

function PlaceField({
  form,
  places,
}: FieldProps & { readonly places: readonly { id: string; name: string }[] }): ReactNode {
  return (
    <Controller
      control={form.control}
      name="organisation"
      render={({ field }) => (
        <Select
          label="Organisation you work for"
          size="md"
          required
          allowDeselect={false}
          data={places.map(({ id, name }) => ({ value: id, label: name }))}
          value={field.value === '' ? null : field.value}
          onChange={(value) => {
            field.onChange(value ?? '');
          }}
        />
      )}
    />
  );
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
        autoComplete="organization-title"
        error={form.formState.errors.specialty?.message}
        {...form.register('specialty', { validate: within(80) })}
      />
      <DefenceField form={form} defence={defence} />
    </>
  );
}

/** The officer compares it with what the employer wrote. */
function StaffField({ form: { register, formState }, place }: FieldProps & { readonly place: string }): ReactNode {
  return (
    <OwnStaffNumber
      label={place === '' ? 'Your staff number' : `Your staff number at ${place}`}
      description="As your employer writes it. The registration officer compares it with your employer’s letter."
      error={formState.errors.staffNumber?.message}
      field={register('staffNumber', ownRules.staffNumber)}
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
