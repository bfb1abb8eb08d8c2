import { ActionIcon } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import classes from './app-frame.module.css';
import { TrialBanner } from './trial-banner';
import { Wordmark } from './wordmark';

/** A part of the app one can go to; `waiting` is how many things there wait for this person. */
export interface Place {
  readonly href: string;
  readonly name: string;
  readonly icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
  readonly waiting?: number;
}

interface AppFrameProps {
  readonly places: readonly Place[];
  /** `href` of the place shown; '' when none is. */
  readonly current: string;
  /** Who is signed in; in the header on a desktop. */
  readonly person?: ReactNode;
  /** Where one is, beside the wordmark on a phone and above the page on a desktop (e.g. a member strip). */
  readonly header?: ReactNode;
  readonly onLock?: () => void;
  /** `wide` for the case room and other screens of two columns. */
  readonly width?: 'reading' | 'wide';
  readonly isTrial?: boolean;
  /** What every page says first, one under the other; nothing takes no room. */
  readonly notices?: ReactNode;
  readonly children: ReactNode;
}

/** A rail at the left on a desktop; a bar under the thumb on a phone. */
export function AppFrame({ width = 'reading', isTrial = true, ...props }: AppFrameProps): ReactNode {
  const hasPlaces = props.places.length > 0;
  return (
    <div className={classes.frame} data-with-rail={hasPlaces}>
      <button type="button" className={classes.skip} onClick={() => document.getElementById('content')?.focus()}>
        Skip to the content
      </button>
      {isTrial && <TrialBanner />}
      <header className={classes.header}>
        <a href="#/" className={classes.home} aria-label="Consilium, start">
          <Wordmark />
        </a>
        <div className={classes.where}>{props.header}</div>
        {props.person !== undefined && <div className={classes.person}>{props.person}</div>}
        {props.onLock !== undefined && (
          <ActionIcon aria-label="Lock now" title="Lock now" onClick={props.onLock} className={classes.lock ?? ''}>
            <IconLock size={22} stroke={1.75} aria-hidden />
          </ActionIcon>
        )}
      </header>
      {hasPlaces && <Rail places={props.places} current={props.current} />}
      <main id="content" tabIndex={-1} className={classes.content} data-width={width}>
        <div className={classes.notices}>{props.notices}</div>
        {props.children}
      </main>
    </div>
  );
}

function Rail({ places, current }: Pick<AppFrameProps, 'places' | 'current'>): ReactNode {
  return (
    <nav className={classes.rail} aria-label="Main">
      <ul className={classes.places}>
        {places.map((place) => (
          <li key={place.href}>
            <a href={place.href} className={classes.place} aria-current={place.href === current ? 'page' : undefined}>
              <place.icon size={22} stroke={1.75} aria-hidden />
              <span className={classes.name}>{place.name}</span>
              <Waiting count={place.waiting ?? 0} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Waiting({ count }: { readonly count: number }): ReactNode {
  if (count === 0) return null;
  return (
    <span className={classes.waiting}>
      {count}
      <span className={classes.unseen}> waiting</span>
    </span>
  );
}
