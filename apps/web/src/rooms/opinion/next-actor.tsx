import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Control, Controller } from 'react-hook-form';
import { nextActors } from '@consilium/domain';
import type { OpinionDraft, RoomView } from '../../vault/door';
import { nextActorChoices } from '../../words';
import type { Written } from './written';

/** Who of the case can be named: everybody inside, and whoever writes. */
const peopleOf = ({ members }: RoomView): RoomView['members'] =>
  members.filter(({ as, me }) => as === 'owner' || as === 'internal' || me);

/** What is signed of a choice; undefined while nothing is chosen, or where whom it names is no longer in the case. */
export function nextOf(view: RoomView, chosen: string): Pick<OpinionDraft, 'next' | 'nextBy'> | undefined {
  if (peopleOf(view).some(({ person }) => person === chosen)) return { next: 'here', nextBy: chosen };
  const next = nextActors.find((word) => word === chosen && word !== 'here');
  return next === undefined ? undefined : { next, nextBy: '' };
}

interface NextActorProps {
  readonly view: RoomView;
  readonly control: Control<Written>;
  readonly error: string | undefined;
}

/** Somebody of the case by name, or somebody outside by what they are: a name that is typed is nobody's task. */
export function NextActor({ view, control, error }: NextActorProps): ReactNode {
  const data = [
    {
      group: 'In this case',
      items: peopleOf(view).map(({ person, name: label, me }) => ({
        value: person,
        label: me ? `${label} (you)` : label,
      })),
    },
    { group: 'Outside it, or not said', items: nextActorChoices },
  ];
  return (
    <Controller
      control={control}
      name="nextActor"
      rules={{ validate: (chosen) => nextOf(view, chosen) !== undefined || 'Say who does it, or that it is not said.' }}
      render={({ field }) => (
        <Select
          label="Who does it"
          placeholder="Choose"
          size="md"
          withAsterisk
          data={data}
          error={error}
          value={field.value === '' ? null : field.value}
          onChange={(value) => {
            field.onChange(value ?? '');
          }}
          onBlur={field.onBlur}
        />
      )}
    />
  );
}
