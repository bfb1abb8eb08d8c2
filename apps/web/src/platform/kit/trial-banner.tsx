import { IconFlask2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './trial-banner.module.css';

/** Stays on every page until the whole of the consent guidance is built in. */
export function TrialBanner(): ReactNode {
  return (
    <aside className={classes.banner} aria-label="Trial">
      <IconFlask2 size={18} stroke={2} aria-hidden />
      <span>
        <strong>Trial data only.</strong> Enter nothing about a real patient.
      </span>
    </aside>
  );
}

/** The same in one word, where a banner would take the room of what is read. */
export function TrialMark(): ReactNode {
  return (
    <span className={classes.mark} title="Trial data only. Enter nothing about a real patient.">
      Trial<span className={classes.unseen}> data only. Enter nothing about a real patient.</span>
    </span>
  );
}
