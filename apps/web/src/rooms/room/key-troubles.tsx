import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorSummary, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import type { RoomView } from '../../vault/door';
import { useAct, useLookingAgain } from '../../vault/use-vault';
import { checkedWords, missingWords, reportedWords } from './key-trouble-words';

type Trouble = RoomView['keys'][number];

/** Keys that did not open: for whom, what this device knows of it, and a new one where that is the way on. */
export function KeyTroubles({ view }: { readonly view: RoomView }): ReactNode {
  return view.keys.map((trouble) =>
    trouble.opens ? (
      <StatusLine key={trouble.thread} tone="warning" isLive>
        {reportedWords(trouble)} {checkedWords(trouble)}
      </StatusLine>
    ) : (
      <Missing key={trouble.thread} room={view.room} trouble={trouble} />
    ),
  );
}

function Missing({ room, trouble }: { readonly room: string; readonly trouble: Trouble }): ReactNode {
  // A new key is offered when a minute has passed, which nobody announces.
  useLookingAgain('announced', 'room', room);
  const begin = useAct((door, _: undefined) => door.beginNewKey(room, trouble.thread));
  const button = (
    <Button
      loading={begin.isBusy}
      onClick={() => {
        begin.run(undefined);
      }}
    >
      Begin a new key
    </Button>
  );
  return (
    <>
      <ErrorSummary title="No new key was begun" problems={problemsOf(begin.error)} />
      <StatusLine tone="warning" isLive action={trouble.restart === true ? button : undefined}>
        {missingWords(trouble)}
      </StatusLine>
    </>
  );
}
