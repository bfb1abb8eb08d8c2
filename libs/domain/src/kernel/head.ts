import { author, registerHead } from './entry';
import { hash, ledgerId } from './ids';
import { integer, literal, object, orEmpty, seconds, type ShapeOf } from './shape';

/**
 * `consilium-head`: the newest entry its signer has verified; `register` is the register head they knew. `state`: a hash of what
 * they made of it, for members inside; "" where nothing is said of it, which is always so far.
 */
export const head = object({
  v: literal(1),
  root: ledgerId,
  ledger: ledgerId,
  seq: integer(0),
  hash,
  register: registerHead,
  state: orEmpty(hash),
  by: author,
  at: seconds,
});
export type Head = ShapeOf<typeof head>;
