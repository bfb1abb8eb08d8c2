import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, useState } from 'react';
import { StatusLine } from '../../platform/kit';
import { lazyPart, Part } from '../../release';
import type { OpinionView, RoomView } from '../../vault/door';

const Form = lazy(lazyPart(async () => ({ default: (await import('./outcome-form')).OutcomeForm })));

/** Of opinions given three weeks ago the owner is asked what became of it, the oldest first, until it is said. */
export function OutcomesDue({ view }: { readonly view: RoomView }): ReactNode {
  const due = view.opinions.filter(({ asks }) => asks === 'due');
  const [first] = due;
  const thread = view.threads.find(({ items }) => items.some(({ entry }) => entry === first?.entry))?.thread;
  if (first === undefined || thread === undefined) return null;
  return (
    <StatusLine
      action={
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link to="/cases/$room" params={{ room: view.room }} search={{ thread, entry: first.entry }} {...props} />
          )}
        >
          Say what became of it
        </Button>
      }
    >
      {first.byName} gave an opinion here three weeks ago or longer. Say what became of it: they read it too.
      {due.length > 1 && ` ${String(due.length - 1)} more wait after it.`}
    </StatusLine>
  );
}

interface SayOutcomeProps {
  readonly room: string;
  readonly opinion: OpinionView;
}

/** Asked for once it is due; by a press before that, and again where it came out otherwise. */
export function SayOutcome({ room, opinion }: SayOutcomeProps): ReactNode {
  const [isSaying, setSaying] = useState(false);
  if (!isSaying && opinion.asks !== 'due') {
    return (
      <Button
        variant="subtle"
        onClick={() => {
          setSaying(true);
        }}
      >
        {opinion.outcome === undefined ? 'Say what became of it' : 'Say anew what became of it'}
      </Button>
    );
  }
  return (
    <Part>
      <Form
        room={room}
        opinion={opinion}
        onSaid={() => {
          setSaying(false);
        }}
      />
    </Part>
  );
}
