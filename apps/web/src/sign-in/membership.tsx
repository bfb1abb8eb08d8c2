import type { ReactNode } from 'react';
import { StatusLine } from '../platform/kit';
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
