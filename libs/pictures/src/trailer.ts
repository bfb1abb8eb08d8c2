import { textAt } from './reading';
import type { Tally } from './removed';

/** Names what stands behind the end of a picture: phones put films and second pictures there, others archives or pages. */
export function nameTrailer(trailer: Uint8Array, tally: Tally): void {
  if (trailer.every((byte) => byte === 0)) return;
  const isPicture = textAt(trailer, 0, 3) === '\xff\xd8\xff' || textAt(trailer, 4, 4) === 'ftyp';
  tally.add(isPicture ? 'second picture' : 'hidden data after the picture');
}
