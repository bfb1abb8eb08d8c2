import type { ValueTransformer } from 'typeorm';

/** A `bigint` comes from the driver as text. Ours are Unix seconds, sizes in bytes and counts: none is past 2^53. */
export const asNumber: ValueTransformer = {
  to: (value: number) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};
