import { author, registerHead } from './entry';
import { hash, ledgerId, personId, threadId } from './ids';
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

/**
 * `consilium-receipt`: the newest entry of a thread that its signer has looked at, on whichever of their devices. It says
 * nothing of when: nobody asks, and their colleagues need not know.
 */
export const receipt = object({
  v: literal(1),
  root: ledgerId,
  ledger: ledgerId,
  thread: threadId,
  seq: integer(0),
  hash,
  by: personId,
});
export type Receipt = ShapeOf<typeof receipt>;
