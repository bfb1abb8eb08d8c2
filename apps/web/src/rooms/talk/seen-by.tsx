import { IconEye } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { listed } from '../../words';
import classes from './item-list.module.css';

interface SeenByProps {
  readonly names: readonly string[];
}

/** So many are named at once. */
const most = 2;

/** Who have looked at what one said last: two by name, all of them on a press. It comes quietly, and is read out to nobody. */
export function SeenBy({ names }: SeenByProps): ReactNode {
  const [isWhole, setWhole] = useState(false);
  const more = names.length - most;
  const eye = <IconEye size={16} aria-hidden />;
  if (more <= 0) {
    return (
      <p className={classes.seen} aria-live="off">
        {eye} Seen by {listed(names)}
      </p>
    );
  }
  return (
    <button
      type="button"
      className={classes.seen}
      aria-live="off"
      aria-expanded={isWhole}
      onClick={() => {
        setWhole(!isWhole);
      }}
    >
      {eye} Seen by {listed(isWhole ? names : [...names.slice(0, most), `${String(more)} more`])}
    </button>
  );
}
