/** What holds from one version of the rules on, and up to another: `since` is the first that has it, `until` the first that has it no more. */
export interface Lasting {
  readonly since: number;
  readonly until?: number;
}

export function isInForce({ since, until }: Lasting, rules: number): boolean {
  return since <= rules && (until === undefined || rules < until);
}

/** The rows that hold in this version, in their order. */
export function inForce<R extends Lasting>(rows: readonly R[], rules: number): readonly R[] {
  return rows.filter((row) => isInForce(row, rules));
}

/** Makes what a version has once, when it is first asked for. */
export function byVersion<T>(make: (rules: number) => T): (rules: number) => T {
  const made = new Map<number, T>();
  return (rules) => {
    const known = made.get(rules) ?? make(rules);
    made.set(rules, known);
    return known;
  };
}
