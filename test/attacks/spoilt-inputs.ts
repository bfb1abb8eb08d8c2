/** What JSON can say and no column keeps: NUL, half of a surrogate pair, and numbers beyond PostgreSQL's `integer`. */
const unstorableEnds = ['\0', '\ud800'] as const;
const unstorableNumbers = [2_147_483_648, -2_147_483_649, 9_007_199_254_740_993, 1e300, 1.5] as const;

export interface Spoilt {
  /** Where, for the test's message. */
  readonly field: string;
  readonly input: unknown;
}

function replacements(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return unstorableEnds.map((end) => `${value.slice(0, -1)}${end}`);
  return typeof value === 'number' ? unstorableNumbers : [];
}

/** The input once for every way to spoil one of its fields, however deep, with what cannot be stored. */
export function spoiltInputs(value: unknown, field = 'input'): Spoilt[] {
  if (typeof value !== 'object' || value === null) return replacements(value).map((input) => ({ field, input }));
  return Object.entries(value).flatMap(([name, inner]) =>
    spoiltInputs(inner, `${field}.${name}`).map((spoilt) => ({
      field: spoilt.field,
      input: Array.isArray(value)
        ? value.map((each: unknown, index) => (String(index) === name ? spoilt.input : each))
        : { ...value, [name]: spoilt.input },
    })),
  );
}
