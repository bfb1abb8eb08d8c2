import { IconChevronDown, IconEye } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import classes from './member-strip.module.css';
import { Initials } from './person-badge';

/** Somebody who can read this thread. */
export interface Reader {
  readonly id: string;
  readonly name: string;
  /** "Dermatology, Northbank Hospital" */
  readonly work: string;
  /** Of another organisation, let in by a clearance. */
  readonly isOutside: boolean;
  readonly isHere: boolean;
}

/** "3 people can read this"; one press shows who. */
export function MemberStrip({ readers }: { readonly readers: readonly Reader[] }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <div className={classes.strip}>
      <button
        type="button"
        className={classes.summary}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        <IconEye size={20} stroke={1.75} aria-hidden className={classes.eye ?? ''} />
        <span className={classes.faces}>
          {readers.slice(0, 4).map((reader) => (
            <Initials key={reader.id} name={reader.name} />
          ))}
        </span>
        <span className={classes.words}>{whoCanRead(readers)}</span>
        <IconChevronDown size={18} aria-hidden className={classes.chevron ?? ''} data-open={isOpen} />
      </button>
      <div id={id} hidden={!isOpen}>
        <ul className={classes.list}>
          {readers.map((reader) => (
            <ReaderLine key={reader.id} {...reader} />
          ))}
        </ul>
      </div>
    </div>
  );
}

function whoCanRead(readers: readonly Reader[]): string {
  const outside = readers.filter((reader) => reader.isOutside).length;
  if (readers.length === 1) return 'Only you can read this';
  const people = `${String(readers.length)} people can read this`;
  return outside === 0 ? people : `${people}, ${String(outside)} from outside`;
}

function ReaderLine({ name, work, isOutside, isHere }: Reader): ReactNode {
  return (
    <li className={classes.reader}>
      <Initials name={name} />
      <span className={classes.who}>
        <span className={classes.name}>{name}</span>
        <span className={classes.work}>{work}</span>
      </span>
      {isOutside && <span className={classes.outside}>Outside colleague</span>}
      {isHere && <span className={classes.here}>Here now</span>}
    </li>
  );
}
