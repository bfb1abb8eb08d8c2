import { lazy, type ReactNode, useState } from 'react';
import { ShareLine } from '../../advice';
import { lazyPart, Part } from '../../release';
import type { RoomView } from '../../vault/door';
import { Told } from '../withdrawal/statements';
import classes from './item-list.module.css';
import type { Standing } from './standings';

type Withdrawn = RoomView['withdrawn'][number];

// Fetched once somebody wants to do something about it.
const Destruction = lazy(
  lazyPart(async () => ({ default: (await import('../withdrawal/withdrawn-pictures')).Destruction })),
);

/** How a matter stands, and what can be done. */
export function Stands({ standing, room }: { readonly standing: Standing; readonly room: string }): ReactNode {
  switch (standing.of) {
    case 'share':
      return <ShareLine share={standing.share} />;
    case 'statement':
      return <Told statement={standing.statement} />;
    case 'withdrawn':
      return <Closed picture={standing.picture} room={room} />;
  }
}

/** What becomes of a picture that was withdrawn: shut until somebody asks for it. */
function Closed({ picture, room }: { readonly picture: Withdrawn; readonly room: string }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { propose, show, answer } = picture.may;
  if (picture.destruction === undefined && ![propose, show, answer].includes(true)) return null;
  return (
    <details
      className={classes.becomes}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>What becomes of picture {picture.number}</summary>
      {isOpen && (
        <Part>
          <Destruction picture={picture} room={room} />
        </Part>
      )}
    </details>
  );
}
