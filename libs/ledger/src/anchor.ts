import type { Bytes } from '@consilium/bytes';
import type { KeyId, LedgerId, OrganisationId, PersonId, RegisterBody, RegisterView } from '@consilium/domain';
import { requireGoodKey, verify } from './keys';
import { BadSignature } from './untrusted';
import { fromB64, lp } from './untrusted-bytes';

/** Whom an organisation's own key confirms. `asOf`: the register's last entry about that person. */
export interface Anchored {
  readonly organisation: OrganisationId;
  readonly person: PersonId;
  readonly kid: KeyId;
  readonly asOf: number;
}

/** What the anchor signs: lp("consilium/1 anchor", root, organisation, person, kid, asOf). */
export function anchorMessage(root: LedgerId, { organisation, person, kid, asOf }: Anchored): Bytes {
  return lp('consilium/1 anchor', ...[root, organisation, person, kid].map(fromB64), asOf);
}

/** An anchor under which any message might pass is none. */
export function requireAnchor({ anchor }: Pick<RegisterBody<'organisation'>, 'anchor'>): void {
  if (anchor !== '') requireGoodKey(anchor);
}

/** The anchor (b64) under which this signature holds; undefined where the organisation has none, which the rule book refuses. */
export async function verifyAnchored(
  body: Anchored & Pick<RegisterBody<'anchored'>, 'signature'>,
  view: RegisterView,
): Promise<string | undefined> {
  const anchor = view.organisation(body.organisation)?.anchor ?? '';
  if (anchor === '') return undefined;
  const isSigned = await verify(anchor, anchorMessage(view.root, body), fromB64(body.signature));
  if (!isSigned) throw new BadSignature('bad-signature');
  return anchor;
}
