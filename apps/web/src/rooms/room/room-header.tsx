import { ActionIcon } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { patientLine, urgencyLine } from '../../words';
import type { RoomView } from '../../vault/door';
import classes from './room.module.css';

/** Which case this is. Who can read stands above each thread, because it differs between them. */
export function RoomHeader({ view }: { readonly view: RoomView }): ReactNode {
  return (
    <header className={classes.header}>
      <ActionIcon variant="subtle" aria-label="Back to cases" renderRoot={(props) => <Link to="/cases" {...props} />}>
        <IconArrowLeft size={24} aria-hidden />
      </ActionIcon>
      <div className={classes.name}>
        <h1 className={classes.title}>{view.title === '' ? 'A colleague’s case' : view.title}</h1>
        <Facts view={view} />
      </div>
    </header>
  );
}

function Facts({ view: { form, members } }: { readonly view: RoomView }): ReactNode {
  if (form === undefined) {
    const owner = members.find((member) => member.as === 'owner');
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
      {specialty} ·{' '}
      <span className={classes.urgency} data-urgency={urgency}>
        {urgencyLine(urgency)}
      </span>{' '}
      · {patientLine(ageBand)} · Responsible: {responsible}
    </p>
  );
}
