import { ActionIcon } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { patientLine, urgencyLine } from '../../words';
import { TrialMark } from '../../platform/kit';
import type { RoomView } from '../../vault/door';
import classes from './room.module.css';

export const titleOf = ({ title }: RoomView): string => (title === '' ? 'A colleague’s case' : title);

interface RoomHeaderProps {
  readonly view: RoomView;
  /** What opens people and acts, where they do not stand beside the talk. */
  readonly about: ReactNode;
}

/** Which case this is, in one line on a phone. Who can read stands above each thread, because it differs between them. */
export function RoomHeader({ view, about }: RoomHeaderProps): ReactNode {
  return (
    <header className={classes.header}>
      <ActionIcon variant="subtle" aria-label="Back to cases" renderRoot={(props) => <Link to="/cases" {...props} />}>
        <IconArrowLeft size={24} aria-hidden />
      </ActionIcon>
      <div className={classes.name}>
        <h1 className={classes.title}>{titleOf(view)}</h1>
        <CaseFacts view={view} />
      </div>
      <div className={classes.trial}>
        <TrialMark />
      </div>
      {about}
    </header>
  );
}

/** Until a consultant is named, the owner answers for the case. */
function answersFor(responsible: string, owner: string | undefined): string {
  if (responsible !== '') return `Responsible: ${responsible}`;
  return owner === undefined ? 'Responsible: not said' : `Responsible: not said, so ${owner} answers`;
}

/** Specialty, urgency, age, who is responsible; to an outside colleague, who shares it. */
export function CaseFacts({ view: { form, members } }: { readonly view: RoomView }): ReactNode {
  const owner = members.find((member) => member.as === 'owner');
  if (form === undefined) {
    return (
      <p className={classes.facts}>
        Shared with you{owner === undefined ? '' : ` by ${owner.name}, ${owner.organisation}`}
      </p>
    );
  }
  if (form.unreadable !== undefined) {
    return <p className={classes.facts}>Specialty, urgency, age and who is responsible cannot be shown here</p>;
  }
  const { specialty, urgency, ageBand, responsible } = form.value;
  return (
    <p className={classes.facts}>
      {specialty === '' ? 'Specialty not said' : specialty} ·{' '}
      <span className={classes.urgency} data-urgency={urgency}>
        {urgencyLine(urgency)}
      </span>{' '}
      · {patientLine(ageBand)} · {answersFor(responsible, owner?.name)}
    </p>
  );
}
