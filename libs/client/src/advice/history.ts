import { nameOf } from '../register';
import type { Advice } from '../replicas/advice';
import type { HistoryLine } from './views';

/** What was done with a request, each entry in the sentence of its type and of the version it names. */
export function historyOf({ vault, log }: Advice): HistoryLine[] {
  return log.entries.map(({ entry, body }) => {
    const by = nameOf(vault, entry.by);
    const text =
      vault.books.advice.row(entry)?.line(by, body as never) ?? `${by} did something not known to this version`;
    return { seq: entry.seq, at: entry.at, text, mark: log.arrivals.markOf(entry) };
  });
}
