import { ActionIcon } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { urgencyWords } from '../cases/words';
import { MemberStrip, type Reader } from '../platform/kit';
import type { RoomView, ThreadView } from '../vault/door';
import classes from './room.module.css';

function readersOf(view: RoomView, thread: ThreadView | undefined): Reader[] {
  const known = new Map(view.members.map((member) => [member.person, member]));
  return (thread?.readers ?? []).map(({ person, name, outside }) => {
    const member = known.get(person);
    const work = [member?.specialty ?? '', member?.organisation ?? ''].filter((word) => word !== '').join(', ');
    return { id: person, name, work, isOutside: outside, isHere: member?.here ?? false };
  });
}

/** What this case is, and who can read the thread that is open. */
export function RoomHeader({
  view,
  thread,
}: {
  readonly view: RoomView;
  readonly thread: ThreadView | undefined;
}): ReactNode {
  const { form } = view;
  const facts =
    form === undefined ? ['Shared with you'] : [form.specialty, urgencyWords[form.urgency], form.responsible];
  return (
    <header className={classes.header}>
      <ActionIcon variant="subtle" aria-label="Back to cases" renderRoot={(props) => <Link to="/cases" {...props} />}>
        <IconArrowLeft size={24} aria-hidden />
      </ActionIcon>
      <div className={classes.name}>
        <h1 className={classes.title}>{view.title === '' ? 'A colleague’s case' : view.title}</h1>
        <p className={classes.facts}>{facts.filter((fact) => fact !== '').join(' · ')}</p>
      </div>
      <MemberStrip readers={readersOf(view, thread)} />
    </header>
  );
}
