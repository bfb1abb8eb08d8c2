import { exactTime } from '../../platform/kit/exact-time-words';
import type { Content, OpinionView } from '../../vault/door';
import { opinionLines, restsOn } from '../../words';

/** What a copy of an opinion says, whether it is read, printed, copied as text or kept as a PDF. */
export interface OpinionCopy {
  readonly title: string;
  readonly parts: readonly { readonly name: string; readonly value: string }[];
  readonly signed: string;
  readonly added: readonly string[];
  /** That it is no more than a copy, and where the signed one stands. */
  readonly note: string;
}

/** `now`: milliseconds. `said`: what was added, or why it cannot be shown. */
export function copyOf(
  opinion: OpinionView,
  caseTitle: string,
  now: number,
  said: (text: Content<string>) => string,
): OpinionCopy {
  const named = caseTitle === '' ? 'its case' : `the case “${caseTitle}”`;
  const by = opinion.registration === '' ? opinion.byName : `${opinion.byName}, ${opinion.registration}`;
  return {
    title: `Opinion of ${opinion.byName}`,
    parts: [
      ...(caseTitle === '' ? [] : [{ name: 'Case', value: caseTitle }]),
      { name: 'Impression', value: opinion.impression },
      ...opinionLines(opinion),
      { name: 'Rests on', value: restsOn(opinion) },
    ],
    signed: `Signed by ${by}, ${exactTime(opinion.at * 1000)}`,
    added: opinion.addenda.map(({ at, text }) => `Added ${exactTime(at * 1000)}: ${said(text)}`),
    note: `This is a copy out of Consilium, made ${exactTime(now)}, and carries no signature. The signed opinion stands in ${named} in Consilium, with whatever was added since.`,
  };
}

/** The same as plain text. */
export function textOf({ title, parts, signed, added, note }: OpinionCopy): string {
  const lines = parts.map(({ name, value }) => `${name}: ${value}`);
  return [title, lines.join('\n'), signed, ...added, note].join('\n\n');
}
