import { type ReactNode, useId } from 'react';
import classes from './card.module.css';

interface CardProps {
  readonly title?: ReactNode;
  /** Beside the title. */
  readonly actions?: ReactNode;
  /** `sunken` for what is background to the page, `edge` for what waits for this person. */
  readonly tone?: 'plain' | 'sunken' | 'edge';
  /** Level of the title, so that headings of a page never skip one. */
  readonly level?: 2 | 3;
  readonly children: ReactNode;
}

/** A surface for one matter. */
export function Card({ title, actions, tone = 'plain', level = 2, children }: CardProps): ReactNode {
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={classes.card} data-tone={tone} aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && (
        <div className={classes.top}>
          <Heading id={id} className={classes.title}>
            {title}
          </Heading>
          {actions}
        </div>
      )}
      <div className={classes.body}>{children}</div>
    </section>
  );
}
