import type { ReactNode } from 'react';
import { MemberStrip, type Reader } from '../../platform/kit';
import type { RoomView, ThreadView } from '../../vault/door';
import classes from './thread-panel.module.css';
import { nameOf as pictureNameOf, whereOn } from '../../words';

function readersOf(view: RoomView, thread: ThreadView): Reader[] {
  const known = new Map(view.members.map((member) => [member.person, member]));
  return thread.readers.map(({ person, name, outside }) => {
    const member = known.get(person);
    const work = [member?.specialty ?? '', member?.organisation ?? ''].filter((word) => word !== '').join(', ');
    return { id: person, name, work, isOutside: outside, isHere: member?.here ?? false };
  });
}

/** "Picture 2, left forearm" */
function nameOf({ picture, title }: ThreadView): string {
  if (picture === undefined) return title;
  const where = whereOn(picture);
  return `${pictureNameOf(picture)}${where === '' ? '' : `, ${where.toLowerCase()}`}`;
}

/** What this thread is about and, always in sight, who can read it. */
export function ThreadHeader({ view, thread }: { readonly view: RoomView; readonly thread: ThreadView }): ReactNode {
  return (
    <div className={classes.top}>
      <h2 className={classes.name}>{nameOf(thread)}</h2>
      <MemberStrip readers={readersOf(view, thread)} />
    </div>
  );
}
