import type { ThreadView } from '../../vault/door';
import { begins } from '../../words';
import { namedStill, type Written } from './mentions';

/** Whom somebody may name: a reader of the thread. */
export type Nameable = ThreadView['readers'][number];

/** What stands behind an "@" before the caret, and where that is. */
interface Sought {
  readonly from: number;
  readonly letters: string;
}

/** Most words of a name that are looked at. */
const asked = /(?:^|[\s(])@((?:[^\s@]+ ){0,3}[^\s@]*)$/u;

/** What is looked for at the caret; undefined where that is nothing, or a name that stands already. */
export function soughtAt({ text, mentions }: Written, caret: number): Sought | undefined {
  const letters = asked.exec(text.slice(0, caret))?.[1];
  if (letters === undefined) return undefined;
  const from = caret - letters.length - 1;
  return mentions.some(({ at }) => at === from) ? undefined : { from, letters };
}

export const offered = (readers: readonly Nameable[], { letters }: Sought): readonly Nameable[] =>
  readers.filter(({ name }) => begins(name, letters));

/** The text with somebody named in the place of what was looked for, and where one goes on. */
export function withName(
  written: Written,
  { from, letters }: Sought,
  { person, name }: Nameable,
): Written & { readonly caret: number } {
  const rest = written.text.slice(from + 1 + letters.length);
  const words = `@${name}`;
  const text = `${written.text.slice(0, from)}${words}${rest.startsWith(' ') ? '' : ' '}${rest}`;
  const mention = { person, at: from, length: words.length };
  const mentions = [...namedStill(written, text), mention].sort((one, other) => one.at - other.at);
  return { text, mentions, caret: from + words.length + 1 };
}
