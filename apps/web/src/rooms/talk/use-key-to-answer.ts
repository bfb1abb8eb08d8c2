import { type KeyboardEvent, useCallback } from 'react';
import { isAnswerable } from './quote';
import type { Row } from './talk';

const writing = 'input, textarea, [role="menu"], [role="dialog"]';

/** R, where it is no letter of a text. */
const isForAnswer = ({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean =>
  key.toLowerCase() === 'r' && !ctrlKey && !metaKey && !altKey && (target as Element).closest(writing) === null;

const entryAt = (target: EventTarget): string =>
  (target as Element).closest<HTMLElement>('[data-entry]')?.dataset['entry'] ?? '';

/** Answers with R whatever the keys are at. */
export function useKeyToAnswer(
  rows: readonly Row[],
  onAnswer: (entry: string, thread: string) => void,
): (event: KeyboardEvent<HTMLElement>) => void {
  return useCallback(
    (event) => {
      const row = isForAnswer(event) ? rows.find(({ item }) => item.entry === entryAt(event.target)) : undefined;
      if (row === undefined || !isAnswerable(row.item) || row.thread.mayPost !== true) return;
      event.preventDefault();
      onAnswer(row.item.entry, row.thread.thread);
    },
    [rows, onAnswer],
  );
}
