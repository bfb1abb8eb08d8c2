import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { StatusLine } from '../platform/kit';
import type { ToldView } from '../vault/door';
import classes from './telling.module.css';
import { useTold } from './use-told';

const isPushed = ({ pushes }: ToldView): boolean =>
  pushes.devices.some(({ refused, goneAt }) => refused === '' && goneAt === 0);

/** Where work is waited for: nobody can reach this person while they are not looking. */
export function UntoldNotice(): ReactNode {
  const told = useTold();
  if (told === undefined || (told.address !== '' && told.refused === '') || isPushed(told)) return null;
  if (!told.mails && told.pushes.key === '') {
    return (
      <StatusLine tone="warning">
        This service sends no notices: nobody can tell you, or the colleagues you ask, that something waits. Look in
        again, and telephone where it is urgent.
      </StatusLine>
    );
  }
  return (
    <StatusLine
      tone="waiting"
      action={
        <Link to="/told" className={classes.link}>
          How you are told
        </Link>
      }
    >
      {told.address === ''
        ? 'Nobody can tell you that something waits: no address and no device of yours is known here.'
        : 'The last notice to you was refused by the mail server.'}
    </StatusLine>
  );
}
