import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClockHour4,
  IconInfoCircle,
  IconOctagonMinus,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './status-line.module.css';

/** `waiting`: somebody's turn; `bad`: it failed or was refused. The icon says it too, not the colour alone. */
export type Tone = 'calm' | 'waiting' | 'good' | 'warning' | 'bad';

const icons = {
  calm: IconInfoCircle,
  waiting: IconClockHour4,
  good: IconCircleCheck,
  warning: IconAlertTriangle,
  bad: IconOctagonMinus,
};

interface StatusLineProps {
  readonly tone?: Tone;
  /** Whose turn it is, what it waits for: a visible state instead of a spinner. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** Read out when it changes. */
  readonly isLive?: boolean;
}

/** One sentence about where a thing stands. */
export function StatusLine({ tone = 'calm', children, action, isLive = false }: StatusLineProps): ReactNode {
  const Icon = icons[tone];
  return (
    <div className={classes.line} data-tone={tone} role={isLive ? 'status' : undefined}>
      <Icon size={20} stroke={2} aria-hidden className={classes.icon ?? ''} />
      <div className={classes.words}>{children}</div>
      {action}
    </div>
  );
}
