import type { BlobRef, Entry, PersonId } from '@consilium/domain';
import { blobBytes, blobRefs, type AppliedEntry } from '@consilium/ledger';

interface Grant {
  readonly recipient: PersonId;
  readonly blob: BlobRef;
}

/** The content an entry's body names that this reader must have: of grants their own, of everything else all. */
function contentFor(type: string, body: unknown, me: PersonId): readonly BlobRef[] {
  if (type !== 'grant' && type !== 'rotate') return blobRefs(body);
  const grants = type === 'grant' ? [body as Grant] : (body as { readonly grants: readonly Grant[] }).grants;
  return grants.filter(({ recipient }) => recipient === me).map(({ blob }) => blob);
}

/** Whether an entry whose body came lacks content this reader is entitled to. */
export function lacksContent(
  each: Pick<AppliedEntry, 'body' | 'wire'> & { readonly entry: Pick<Entry, 'type'> },
  me: PersonId,
): boolean {
  return contentFor(each.entry.type, each.body, me).some((ref) => blobBytes(each, ref) === undefined);
}
