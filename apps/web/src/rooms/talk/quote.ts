import type { ItemView, RoomView, ThreadView } from '../../vault/door';
import { labelOf } from '../../words';

/** What a message answers, as a line says it. */
export interface Quote {
  /** Who said it; "" where that is not known, or says nothing. */
  readonly by: string;
  readonly words: string;
}

/** Characters of what is quoted. */
const longest = 90;

const firstWords = (text: string): string => {
  const [line = ''] = text.trim().split('\n');
  const isWhole = line.length <= longest && line === text.trim();
  return isWhole ? line : `${line.slice(0, longest).trimEnd()}…`;
};

const byOf = (item: { readonly mine: boolean; readonly byName: string }): string => (item.mine ? 'You' : item.byName);

function quoteOfItem(item: Exclude<ItemView, { kind: 'line' }>, { picture }: ThreadView): Quote {
  const by = byOf(item);
  switch (item.kind) {
    case 'message':
      return { by, words: firstWords(item.text) };
    case 'opinion':
      return { by, words: `Opinion: ${firstWords(item.opinion.impression)}` };
    case 'picture':
      return { by, words: picture === undefined ? 'A picture' : firstWords(pictureWords(picture)) };
    case 'taken-back':
      return { by, words: 'Taken back' };
    case 'unreadable':
      return { by: '', words: 'A message you cannot read' };
  }
}

const pictureWords = (picture: NonNullable<ThreadView['picture']>): string =>
  [labelOf(picture), picture.caption].filter((words) => words !== '').join(': ');

/**
 * What an entry of a thread says in one line, as far as this reader may read it. Its words come from the entry itself, never
 * from what answers it.
 */
export function quoteOf({ questions }: Pick<RoomView, 'questions'>, thread: ThreadView, entry: string): Quote {
  if (questions.includes(entry)) return { by: '', words: 'The question' };
  const item = thread.items.find((each) => each.entry === entry);
  if (item === undefined || item.kind === 'line') return { by: '', words: 'A message you cannot read' };
  return quoteOfItem(item, thread);
}

/** Whether it can be answered: something said that stands in the record, and opens here. */
export const isAnswerable = (item: ItemView): boolean =>
  item.kind === 'opinion' ||
  item.kind === 'picture' ||
  (item.kind === 'message' && !item.pending && item.problem === '');
