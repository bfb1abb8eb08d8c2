import type { LedgerId, PersonId } from '@consilium/domain';
import { actHash, challenge, confirmedDraft, type Draft } from '@consilium/ledger';
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
