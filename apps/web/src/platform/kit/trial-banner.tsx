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
