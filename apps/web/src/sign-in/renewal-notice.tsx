import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { endingPolicy } from '@consilium/domain';
import { StatusLine } from '../platform/kit';
import { useSession } from './session';
import classes from './sign-in.module.css';

/** Days ahead of its end that a person is told of it, here as by a notice. */
const noticeDays = endingPolicy.renewal / 86_400;

/** For somebody whose registration runs out soon: when, and where to have it renewed. */
export function RenewalNotice(): ReactNode {
  const { me, clockOffSeconds } = useSession();
  // As of when the page was opened: nobody works for days without a new one.
  const [now] = useState(() => Date.now() / 1000);
  if (me === undefined || me.expires === 0) return null;
  const days = Math.ceil((me.expires - now + clockOffSeconds) / 86_400);
  if (days > noticeDays) return null;
  return (
    <StatusLine tone="warning">
      Your registration here ends {days <= 1 ? 'within a day' : `in ${String(days)} days`}.{' '}
      <Link to="/details" className={classes.link}>
        Check your details and have it renewed
      </Link>
    </StatusLine>
  );
}
