import type { ReactNode } from 'react';
import { PageTitle } from '../platform/kit';
import { OwnDetails } from './own-details';
import { useSession } from './session';
import classes from './sign-in.module.css';

const dayText = (at: number): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }).format(at * 1000);

/** A person's own details: to be renewed before they run out, to move, to correct. */
export function DetailsPage(): ReactNode {
  const { me } = useSession();
  const until =
    me === undefined || me.expires === 0 ? '' : `Your registration here lasts until ${dayText(me.expires)}. `;
  return (
    <div className={classes.page}>
      <PageTitle
        lead={`${until}Check what stands below. A registration officer compares it with the register, as when you joined; until they have signed, nothing changes.`}
      >
        Your details
      </PageTitle>
      <OwnDetails />
    </div>
  );
}
