import type { LedgerId, PersonId, UnprovenJoin } from '@consilium/domain';
import {
  actHash,
  challenge,
  confirmedDraft,
  joinChallenge,
  signJoin,
  type Draft,
  type Signer,
} from '@consilium/ledger';
import type { Asserting } from './passkeys';
import { filled } from './people';

/** The draft of a register entry with a gesture of this passkey over it. */
export async function confirmedBy(
  key: Asserting,
  { root, by }: { readonly root: LedgerId; readonly by: PersonId },
  act: Draft,
  nonce = filled<string>(71, 32),
): Promise<Draft> {
  const hash = await actHash({ kind: 'register', root, ledger: root, by }, act);
  const asked = await challenge('consilium/1 act', root, key.passkey.rpId, nonce, act.type, hash);
  return confirmedDraft(act, await key.assert(asked, nonce));
}

/** A join signed by its person, with a gesture of each passkey it lists. */
export async function provenJoin(
  unproven: UnprovenJoin,
  signer: Signer,
  keys: readonly Pick<Asserting, 'assert'>[],
  nonce = filled<string>(72, 32),
): Promise<string> {
  const [first] = unproven.passkeys;
  const asked = await joinChallenge(unproven, first?.rpId ?? '', nonce);
  return signJoin(
    { ...unproven, proofs: await Promise.all(keys.map(async (key) => key.assert(asked, nonce))) },
    signer,
  );
}
