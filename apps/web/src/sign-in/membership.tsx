import type { ReactNode } from 'react';
import { ExactTime, StatusLine } from '../platform/kit';
import type { MeView } from '../vault/door';
import { useView } from '../vault/use-vault';
import { useSession } from './session';
import classes from './sign-in.module.css';

/** This person, with what their own organisation says of them now: it is confirmed while their page is open. */
export function useMembership(): MeView | undefined {
  const { me } = useSession();
  const { data } = useView(['register', 'me'], (door) => door.state());
  return data?.me ?? me;
}

/** For a clinician whose defence organisation has not confirmed them: what they can do, and what waits. */
export function MembershipNotice(): ReactNode {
  const me = useMembership();
  if (me?.role !== 'clinician' || me.membership !== 'waits') return null;
  return (
    <>
      <StatusLine tone="waiting">{me.defence} has not confirmed your membership yet.</StatusLine>
      <p className={classes.aside}>
        You can open cases and work with colleagues of your organisation; sharing outside waits for that. Ask one of its
        advisers if it takes long.
      </p>
    </>
  );
}

/** Whoever came back with keys that two officers gave them finds no case: what brings one back, and what does not. */
export function ReplacedNotice(): ReactNode {
  const me = useMembership();
  if (me === undefined || me.replacedAt === 0) return null;
  return (
    <>
      <StatusLine tone="waiting">
        Officers gave you other keys on <ExactTime at={me.replacedAt * 1000} />. A case you were in before stays closed
        to you until you are known again in it.
      </StatusLine>
      <p className={classes.aside}>
        A case comes back when its owner, or a colleague in it where you are the owner, says in its list of people that
        they know you again. Ask them in person or by telephone. A case in which nobody else is stays closed for good:
        what is in it opened with the keys that are lost.
      </p>
    </>
  );
}
