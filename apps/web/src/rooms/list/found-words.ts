import type { FoundLine, SearchView } from '../../vault/door';

/** Whether all cases were looked through. */
export const isWhole = ({ read, of }: SearchView): boolean => read === of;

const cases = (count: number): string => `${String(count)} ${count === 1 ? 'case' : 'cases'}`;

/** How many cases were found, in how many of them it was looked, and in how many it could not be. */
export function foundWords(view: SearchView): string {
  const count = view.cases.length + view.more;
  const more = view.more === 0 ? '' : `, the first ${String(view.cases.length)} are shown: type more`;
  const so = isWhole(view) ? '' : `, searched ${String(view.read)} of ${cases(view.of)} so far`;
  const unread = view.unread === 0 ? '' : ` ${cases(view.unread)} cannot be read here just now, or not whole.`;
  return `Found in ${cases(count)}${more}${so}.${unread}`;
}

const names: Readonly<Record<FoundLine['in'], string>> = {
  ...{ question: 'Question', colleague: 'In this case', message: '', opinion: 'Opinion', picture: 'Caption' },
};

/** "Opinion · Dr B · on picture 1": what it is from, who said it, and where. */
export function placeOf({ in: of, by, where }: FoundLine): string {
  const place = where.replace(/^Picture/u, 'on picture').replace(/^With/u, 'with');
  return [names[of], by, place].filter((each) => each !== '').join(' · ');
}
