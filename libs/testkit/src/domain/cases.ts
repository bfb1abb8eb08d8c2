import type { Applied, RefusalCode } from '@consilium/domain';

/** For each code, sentences that say what is refused, with the offer that shows it. */
export type Cases<Codes extends RefusalCode> = Readonly<
  Record<Codes, Readonly<Record<string, () => Applied<unknown>>>>
>;
