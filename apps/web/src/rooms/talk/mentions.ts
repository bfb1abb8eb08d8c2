import type { Mention } from '../../vault/door';

/** A text as it is being written, and whom it names. */
export interface Written {
  readonly text: string;
  readonly mentions: readonly Mention[];
}

/** Whom a text names once it was changed: a name that somebody wrote into is words like any other. */
export function namedStill({ text: before, mentions }: Written, after: string): readonly Mention[] {
  const most = Math.min(before.length, after.length);
  let same = 0;
  while (same < most && before[same] === after[same]) same++;
  let sameEnd = 0;
  while (sameEnd < most - same && before.at(-1 - sameEnd) === after.at(-1 - sameEnd)) sameEnd++;
  return mentions.flatMap((each) => {
    if (each.at + each.length <= same) return each;
    return each.at >= before.length - sameEnd ? { ...each, at: each.at + after.length - before.length } : [];
  });
}

/** What was refused, before what was written since. */
export function before(first: Written, then: Written): Written {
  if (then.text === '') return first;
  const by = first.text.length + 1;
  const moved = then.mentions.map((each) => ({ ...each, at: each.at + by }));
  return { text: `${first.text}\n${then.text}`, mentions: [...first.mentions, ...moved] };
}
