import type { Vault } from './vault';

/** When this person's keys were renewed last, and by which of the passkeys listed now, from 1; 0 where that is not known. */
export function renewedOf({ register, me, self }: Vault): { at: number; passkey: number } | undefined {
  const renewal = register.entries.findLast(({ entry }) => entry.type === 'key-change' && entry.by === me);
  if (renewal === undefined) return undefined;
  const { gesture } = renewal.body as { readonly gesture: { readonly cred: string } };
  return {
    at: renewal.entry.at,
    passkey: self.passkeys.findIndex(({ credential }) => credential === gesture.cred) + 1,
  };
}
