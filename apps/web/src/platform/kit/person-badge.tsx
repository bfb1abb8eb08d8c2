import { IconAlertTriangle, IconShieldCheck, IconUserCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type Moment, timeOrToday } from './exact-time-words';
import classes from './person-badge.module.css';

/** What is known of a person, and from where. `says` goes on with the time and the source, where there are any. */
export interface RegisterCheck {
  /** `caution`: good, and something about it to know. `calm`: nothing was there to check. */
  readonly tone: 'checked' | 'caution' | 'calm' | 'stopped';
  readonly says: string;
  readonly at?: Moment;
  readonly source?: string;
  /** What the line is worth, where that is less than it seems: a sentence at its end. */
  readonly caveat?: string;
}

interface PersonBadgeProps {
  readonly name: string;
  /** "GMC 7654321" */
  readonly registerNumber?: string;
  /** "Dermatology, Northbank Hospital" */
  readonly work?: string;
  readonly check?: RegisterCheck;
  readonly size?: 'small' | 'full';
}

/** Who somebody is, and when their register status was last looked at. Never the bare word "verified". */
export function PersonBadge({ name, registerNumber, work, check, size = 'full' }: PersonBadgeProps): ReactNode {
  const facts = [work, registerNumber].filter((fact) => fact !== undefined).join(' · ');
  return (
    <div className={classes.badge} data-size={size}>
      <Initials name={name} />
      <div className={classes.words}>
        <span className={classes.name}>{name}</span>
        {facts !== '' && <span className={classes.facts}>{facts}</span>}
        {check !== undefined && <Check {...check} />}
      </div>
    </div>
  );
}

const icons = { checked: IconShieldCheck, caution: IconAlertTriangle, calm: IconUserCheck, stopped: IconAlertTriangle };

function Check({ tone, says, at, source, caveat }: RegisterCheck): ReactNode {
  const Icon = icons[tone];
  return (
    <span className={classes.check} data-tone={tone}>
      <Icon size={16} stroke={2} aria-hidden />
      <span>
        {says}
        {at !== undefined && ` ${timeOrToday(at)}`}
        {source !== undefined && ` (${source})`}
        {caveat !== undefined && <span className={classes.caveat}>{caveat}</span>}
      </span>
    </span>
  );
}

/** First and last initial, without a title; the name itself is always written beside it. */
export function Initials({ name }: { readonly name: string }): ReactNode {
  const parts = name
    .replace(/\s*\(.*\)$/u, '')
    .replace(/^(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor)\.?\s+/u, '')
    .split(/\s+/u);
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map((part) => part?.charAt(0) ?? '').join('');
  return (
    <span className={classes.initials} aria-hidden="true">
      {letters.toUpperCase()}
    </span>
  );
}
