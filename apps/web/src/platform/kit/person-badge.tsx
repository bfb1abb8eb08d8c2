import { IconAlertTriangle, IconClockHour4, IconShieldCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type Moment, timeOrToday } from './exact-time-words';
import classes from './person-badge.module.css';

/** What is known of a person's entry in the professional register, and from where. */
export type RegisterCheck =
  | { readonly state: 'checked'; readonly at: Moment; readonly source: string }
  | { readonly state: 'waiting' }
  | { readonly state: 'stopped'; readonly at: Moment; readonly source: string };

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

function Check(check: RegisterCheck): ReactNode {
  if (check.state === 'waiting') {
    return (
      <span className={classes.check} data-state="waiting">
        <IconClockHour4 size={16} stroke={2} aria-hidden /> Register check still to be done
      </span>
    );
  }
  const stopped = check.state === 'stopped';
  const Icon = stopped ? IconAlertTriangle : IconShieldCheck;
  const claim = stopped ? 'Not on the register in good standing, checked' : 'Register status last checked';
  return (
    <span className={classes.check} data-state={check.state}>
      <Icon size={16} stroke={2} aria-hidden />
      <span>
        {claim} {timeOrToday(check.at)} ({check.source})
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
