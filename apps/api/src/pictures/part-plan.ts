/** RFC 8188 header (21 bytes) and 32 records of 256 KiB: the first part, and the most a single PUT carries. */
export const firstPart = 21 + 32 * 262_144;
const laterPart = 32 * 262_144;

/** Sizes of the parts of a sealed object, in bytes; no part cuts a record. */
export function partSizes(size: number): readonly number[] {
  const later = Math.max(0, size - firstPart);
  const full = Math.floor(later / laterPart);
  const rest = later % laterPart;
  return [Math.min(size, firstPart), ...Array.from({ length: full }, () => laterPart), ...(rest > 0 ? [rest] : [])];
}

/** Whether an object goes up in several parts. */
export const isMultipart = (size: number): boolean => size > firstPart;
