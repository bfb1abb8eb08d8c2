import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import classes from './error-summary.module.css';

/** What is wrong and, if it is about a field, the id of that field. */
export interface FieldProblem {
  readonly message: string;
  readonly fieldId?: string;
}

/** Says what has to be put right. Takes the focus when it appears and whenever what it says changes. */
export function ErrorSummary({
  title = 'Something needs putting right',
  problems,
}: {
  readonly title?: string;
  readonly problems: readonly FieldProblem[];
}): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const said = problems.map((problem) => problem.message).join('\n');
  useEffect(() => {
    if (said !== '') box.current?.focus();
  }, [said]);
  if (problems.length === 0) return null;
  return (
    <div ref={box} className={classes.summary} role="alert" tabIndex={-1}>
      <h2 className={classes.title}>{title}</h2>
      <ul className={classes.list}>
        {problems.map((problem) => (
          <li key={`${problem.fieldId ?? ''}${problem.message}`}>
            <Sentence {...problem} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A link that moves the focus and leaves the address alone: the part after `#` is the route. */
function Sentence({ message, fieldId }: FieldProblem): ReactNode {
  if (fieldId === undefined) return message;
  const go = (event: MouseEvent): void => {
    event.preventDefault();
    document.getElementById(fieldId)?.focus();
  };
  return (
    <a href={`#${fieldId}`} className={classes.link} onClick={go}>
      {message}
    </a>
  );
}
