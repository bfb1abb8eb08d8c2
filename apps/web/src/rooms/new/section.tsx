import { type ReactNode, useEffect } from 'react';
import type { Gap } from '../check/use-checked';
import type { AskingGap } from './asking';
import classes from './new-case.module.css';

/** A part of the screen. */
export type SectionName = AskingGap['at'] | Gap['at'] | 'pictures' | 'device';

/** What is missing, and beside which part it is said. */
export interface SectionGap {
  readonly at: SectionName;
  readonly message: string;
}

interface SectionProps {
  readonly names: readonly SectionName[];
  readonly gaps: readonly SectionGap[];
  readonly children: ReactNode;
}

/** One part of the screen, with what is missing of it said in its place. */
export function Section({ names, gaps, children }: SectionProps): ReactNode {
  const missing = gaps.filter(({ at }) => names.includes(at));
  return (
    <div className={classes.section} data-gap={missing.length > 0}>
      {missing.map(({ message }) => (
        <p key={message} role="alert" className={classes.gap}>
          {message}
        </p>
      ))}
      {children}
    </div>
  );
}

const control = 'input:not([tabindex="-1"]), textarea:not([tabindex="-1"]), button, summary';

/** At each press that could not be followed the first control of the first part that misses something is under the hand. */
export function useFirstGap(press: object | undefined): void {
  useEffect(() => {
    if (press === undefined) return;
    const section = document.querySelector('[data-gap=true]');
    section?.scrollIntoView({ block: 'center' });
    section?.querySelector<HTMLElement>(control)?.focus();
  }, [press]);
}
