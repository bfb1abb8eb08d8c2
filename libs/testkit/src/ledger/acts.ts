import type { LedgerId, PersonId } from '@consilium/domain';
import { actHash, challenge, confirmedDraft, type Draft } from '@consilium/ledger';
import type { Authenticator } from './passkeys';
import { filled, rpId } from './people';

/** The draft of a register entry with a gesture of this passkey over it. */
export async function confirmedBy(
  key: Authenticator,
  { root, by }: { readonly root: LedgerId; readonly by: PersonId },
  act: Draft,
  nonce = filled<string>(71, 32),
): Promise<Draft> {
  const hash = await actHash({ kind: 'register', root, ledger: root, by }, act);
  return confirmedDraft(act, key.assert(await challenge('consilium/1 act', root, rpId, nonce, act.type, hash), nonce));
}
