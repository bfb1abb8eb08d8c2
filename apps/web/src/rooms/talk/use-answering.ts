import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { draftLater, useDraft } from '../../drafts';

export interface Answering {
  /** The entry that the next message answers; "" for none. */
  readonly entry: string;
  /** Rises whenever somebody asks to write an answer: the place to write takes the keys then. */
  readonly asked: number;
  /** Answers something said in a thread: there, where its readers read the answer too. */
  readonly answer: (entry: string, thread: string) => void;
  /** What is written answers nothing, or nothing else any more. */
  readonly drop: () => void;
  /** It answers this again: what was to be said was not. */
  readonly again: (entry: string) => void;
}

/** The thread that somebody is on the way to, to write there. */
let onTheWayTo = '';

/** What is being answered in a thread, kept with what is being written there. */
export function useAnswering(room: string, thread: string): Answering {
  const { value: entry, set, sent: drop } = useDraft(['answered', room, thread] as const, '');
  const [asked, setAsked] = useState(() => Number(onTheWayTo === thread));
  const navigate = useNavigate();
  const ask = useCallback(() => {
    setAsked((before) => before + 1);
  }, []);
  useEffect(() => {
    onTheWayTo = '';
  }, []);
  const answer = useCallback(
    (answered: string, where: string): void => {
      if (where === thread) {
        set(answered);
        ask();
        return;
      }
      draftLater(['answered', room, where], answered);
      onTheWayTo = where;
      void navigate({ to: '/cases/$room', params: { room }, search: { thread: where } });
    },
    [room, thread, set, ask, navigate],
  );
  return { entry, asked, answer, drop, again: set };
}
