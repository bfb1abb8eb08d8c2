import { useCallback, useEffect, useRef } from 'react';
import { useDraft } from '../../drafts';
import type { Mention, ThreadView } from '../../vault/door';
import { namedStill, type Written } from './mentions';

interface Writing extends Written {
  /** What the field says now; names that somebody wrote into are words from then on. */
  readonly write: (text: string) => void;
  /** What it says, and whom it names. */
  readonly put: (written: Written) => void;
  /** Handed to the vault: the field is empty. */
  readonly take: () => void;
  readonly newest: { readonly current: Written };
}

const jsonOf = ({ mentions }: Written): string => (mentions.length === 0 ? '' : JSON.stringify(mentions));

/** Of whom was named, who still is: under their name, in its place, and a reader of what is said here. */
function namedIn(text: string, json: string, readers: ThreadView['readers']): readonly Mention[] {
  if (json === '') return [];
  return (JSON.parse(json) as Mention[]).filter(({ person, at, length }) =>
    readers.some((each) => each.person === person && text.slice(at, at + length) === `@${each.name}`),
  );
}

/** What is being written in a thread, with whom it names. */
export function useWritten(room: string, { thread, readers }: ThreadView): Writing {
  const { value: text, set: setText, take: takeText } = useDraft(['message', room, thread] as const, '');
  const { value: json, set: setJson, sent } = useDraft(['mentioned', room, thread] as const, '');
  const mentions = namedIn(text, json, readers);
  const newest = useRef<Written>({ text, mentions });
  useEffect(() => {
    newest.current = { text, mentions };
  });
  const put = useCallback(
    (next: Written): void => {
      const isChanged = jsonOf(next) !== jsonOf(newest.current);
      newest.current = next;
      setText(next.text);
      if (isChanged) setJson(jsonOf(next));
    },
    [setText, setJson],
  );
  const write = useCallback(
    (next: string): void => {
      put({ text: next, mentions: namedStill(newest.current, next) });
    },
    [put],
  );
  const take = (): void => {
    takeText();
    if (json !== '') sent();
  };
  return { text, mentions, write, put, take, newest };
}
