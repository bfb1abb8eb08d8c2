import { createHash } from 'node:crypto';
import { toB64 } from '@consilium/bytes';
import {
  type Clearance,
  type EntryId,
  type Gesture,
  type Hash,
  type LedgerKind,
  type PersonId,
} from '@consilium/domain';
import {
  actHash,
  anchorMessage,
  challenge,
  confirmedDraft,
  recoveryActMessage,
  signClearance,
  type Draft,
} from '@consilium/ledger';
import type { Offer } from '../domain/ledger-builder';
import { blob, id32 } from '../domain/names';
import { versionTwo } from '../domain/version-two';
import { confirmedBy } from '../ledger/acts';
import type { Story } from './story';

const bytes = new Uint8Array([1, 2, 3, 4]);
/** The one sealed blob of all stories: no rule opens it. */
const sealed = { hash: createHash('sha256').update(bytes).digest('base64url') as Hash, size: bytes.length };
const blobs = { [sealed.hash]: toB64(bytes) };
const salt = toB64(new Uint8Array(16).fill(7));

type Body = Readonly<Record<string, unknown>>;

/** A register act's gesture: by a passkey of its author that counts, or else by the newest they have. */
async function gestured(story: Story, offer: Offer, act: Draft, at: number): Promise<Draft> {
  const author = story.view.person(offer.by);
  const { root } = story;
  if (offer.facts?.act?.by === 'words') {
    const hash = await actHash({ kind: 'register', root, ledger: root, by: offer.by }, act);
    const signature = await story.keys.words(author?.kid).sign(recoveryActMessage(root, hash));
    return confirmedDraft(act, { words: toB64(signature) });
  }
  const held = author?.passkeys ?? [];
  const counting = held.find(({ counts }) => counts <= at) ?? held.at(-1);
  return confirmedBy(story.keys.passkey(counting?.credential ?? ''), { root, by: offer.by }, act);
}

/** What stands in a body for what only keys can make: joins, and the anchor's signature. */
async function withDocuments(story: Story, { type, facts }: Offer, body: Body, asOf: number): Promise<Body> {
  const [join] = facts?.joins ?? [];
  if (join !== undefined && type !== 'genesis') return { ...body, join: await story.keys.proven(join) };
  if (type !== 'anchored') return body;
  const said = { ...(body as { person: never; organisation: never; kid: never }), asOf: Math.max(0, asOf) };
  const signature = await story.keys.named('anchor').signer.sign(anchorMessage(story.root, said));
  return { ...body, signature: toB64(signature) };
}

/** The offer as its author drafts it, to stand under this id. */
export async function draftOf(
  story: Story,
  kind: LedgerKind,
  offer: Offer,
  { id, at, rules }: { readonly id: EntryId; readonly at: number; readonly rules: number },
): Promise<Draft> {
  const { type, by, scope = 'room' } = offer;
  const { asOf: _, signedAt: __, gesture: ___, ...said } = (offer.body ?? {}) as Body;
  const isAct = kind === 'register';
  const last = isAct ? versionTwo.register.lastAbout(story.register.state, { type, by, rules }, said) : undefined;
  const whole = isAct ? await withDocuments(story, offer, said, last ?? -1) : ((offer.body ?? {}) as Body);
  const confirmed = last === undefined ? whole : { ...whole, asOf: last, signedAt: at };
  const text = JSON.stringify(confirmed).replaceAll(JSON.stringify(blob), JSON.stringify(sealed));
  const draft = { id, type, scope, body: text, salt, blobs: text.includes(sealed.hash) ? blobs : {} };
  return last === undefined ? draft : gestured(story, offer, draft, at);
}

export interface Signed {
  readonly clearance: string;
  readonly hash: string;
  readonly gesture: Gesture;
}

/** A decision signed by this adviser, with their gesture over it; `over`: the hash of the first signature, by the second. */
export async function signedBy(story: Story, by: PersonId, clearance: Clearance, over?: string): Promise<Signed> {
  const author = story.view.person(by);
  const { jws, hash } = await signClearance(versionTwo.advice, clearance, story.keys.signer(author?.kid));
  const label = over === undefined ? 'consilium/1 decision' : 'consilium/1 second-decision';
  const nonce = id32<string>('decision');
  const asked = await challenge(label, story.root, story.view.rpId, nonce, over ?? hash);
  const passkey = story.keys.passkey(author?.passkeys[0]?.credential ?? '');
  return { clearance: jws, hash, gesture: await passkey.assert(asked, nonce) };
}
