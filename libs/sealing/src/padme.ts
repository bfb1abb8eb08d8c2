import { CannotOpen } from './cannot-open';

const longest = 2 ** 40;

/**
 * Padmé (Nikitin and others, PURBs, PETS 2019): the padded length of `length` bytes. Keeps the topmost bits of a length
 * and rounds the rest up, so that a length tells O(log log) bits for at most 12 % more. Up to 1 TiB.
 */
export function padme(length: number): number {
  if (!Number.isInteger(length) || length < 0 || length > longest) throw new CannotOpen();
  if (length < 2) return length;
  const exponent = Math.floor(Math.log2(length));
  const kept = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** (exponent - kept);
  return step <= 1 ? length : Math.ceil(length / step) * step;
}
