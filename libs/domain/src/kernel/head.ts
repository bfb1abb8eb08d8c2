import { author, registerHead } from './entry';
import { hash, ledgerId } from './ids';
import { integer, literal, object, seconds, type ShapeOf } from './shape';

/** `consilium-head`: the newest entry its signer has verified; `register` is the register head they knew. */
export const head = object({
  v: literal(1),
  root: ledgerId,
  ledger: ledgerId,
  seq: integer(0),
  hash,
  register: registerHead,
  by: author,
  at: seconds,
});
export type Head = ShapeOf<typeof head>;
