import { isSetBack } from './listed';
import type { Vault } from './vault';

/** Keys that were renewed on another device than this one, or are not in the register any more. */
export interface RenewedView {
  at: number;
  /** The register went on from a copy that is older than they are; `at` is when officers signed that. */
  isSetBack: boolean;
  /** By which passkey of the list of now, from 1; 0 where that is not known. */
  passkey: number;
}

/** Why the keys open here are not this person's any more: renewed elsewhere, and by which passkey, or lost by an older copy. */
export function renewedOf(vault: Vault): RenewedView | undefined {
  const { register, root, me, self } = vault;
  const { restored, times } = register.state;
  const putBack = restored.findLast(({ ledger }) => ledger === root);
  const renewal = register.entries.findLast(({ entry }) => entry.type === 'key-change' && entry.by === me);
  // Renewed once more since on another device, they are renewed, and not lost.
  if (isSetBack(vault) && putBack !== undefined && (renewal?.entry.seq ?? -1) < putBack.seq) {
    return { at: times[putBack.seq] ?? 0, passkey: 0, isSetBack: true };
  }
  if (renewal === undefined) return undefined;
  const { gesture } = renewal.body as { readonly gesture: { readonly cred: string } };
  return {
    at: renewal.entry.at,
    passkey: self.passkeys.findIndex(({ credential }) => credential === gesture.cred) + 1,
    isSetBack: false,
  };
}
