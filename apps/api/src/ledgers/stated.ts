import type { SealedEntry } from '@consilium/contracts';
import { Problem, type Books, type RegisterBody, type RegisterEntryType } from '@consilium/domain';
import { readEntry } from '@consilium/ledger';

/**
 * What a register entry of this type says, read strictly by the version of the rules it names; who signed it, and whether
 * it may stand, is for the append.
 */
export async function statedIn<T extends RegisterEntryType>(
  { register }: Books,
  entry: SealedEntry,
  type: T,
): Promise<RegisterBody<T>> {
  const { skeleton, body } = await readEntry(register, entry);
  if (skeleton.type !== type || body === undefined) {
    throw new Problem('bad-input', 'The register entry does not fit what is being done. Reload and start again.');
  }
  return body as RegisterBody<T>;
}
