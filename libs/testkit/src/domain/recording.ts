import type { Applied, Entry, Facts, LedgerKind } from '@consilium/domain';

/** One entry as a rule book is asked about it. Without `body` the reader was not given it. */
export interface Step {
  readonly entry: Entry;
  readonly facts: Facts;
  readonly body?: unknown;
}

/** A question to a rule book, and its answer. `registerSeq`: newest register entry its view knew; none in the register. */
export interface Asked {
  readonly kind: LedgerKind;
  readonly builder: object;
  readonly registerSeq: number | undefined;
  readonly step: Step;
  readonly applied: Applied<unknown>;
}

let listening: Asked[] | undefined;

export function record(asked: Asked): void {
  listening?.push(asked);
}

/** Everything the rule books were asked while `story` was told. */
export function recorded(story: () => unknown): readonly Asked[] {
  const asked: Asked[] = [];
  listening = asked;
  try {
    story();
  } finally {
    listening = undefined;
  }
  return asked;
}
