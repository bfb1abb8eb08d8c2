import { randomBytes, type Bytes } from '@consilium/bytes';
import type { Back, EntryId, PersonId, BodyToWrite } from '@consilium/domain';
import { blobOf, draft, type Blob, type Draft } from '@consilium/ledger';
import {
  CannotOpen,
  newThreadKey,
  sealBack,
  sealGrant,
  sealInside,
  sealLink,
  threadCommitment,
  type ThreadContext,
} from '@consilium/sealing';

/** Who makes grants, and where. */
export interface Granting {
  readonly root: string;
  readonly ledger: string;
  readonly by: PersonId;
}

/** One to whom a key goes. `sealing`: X-Wing public key, b64; `clearance`: what an outside colleague's grant rests on, else "". */
export interface Recipient {
  readonly person: PersonId;
  readonly sealing: string;
  readonly clearance: string;
}

export interface KeyOf {
  readonly thread: string;
  readonly gen: number;
  readonly key: Bytes;
}

const grantLength = 1168;

const contextOf = ({ ledger }: Granting, { thread, gen }: KeyOf): ThreadContext => ({
  ledger,
  thread,
  generation: gen,
});

export function commitmentOf(granting: Granting, of: KeyOf): string {
  return threadCommitment(of.key, contextOf(granting, of));
}

/** The key sealed to one recipient: the same bytes each time. Throws `CannotOpen` where it cannot be sealed to them. */
export async function sealedGrant(granting: Granting, of: KeyOf, to: Recipient): Promise<Blob> {
  const place = {
    root: granting.root,
    ...contextOf(granting, of),
    commitment: commitmentOf(granting, of),
    granter: granting.by,
    recipient: to.person,
    recipientPublicKey: to.sealing,
    clearance: to.clearance,
  };
  return blobOf(await sealGrant(of.key, place));
}

/**
 * The same for an entry. A recipient whose key cannot be sealed to gets random bytes, so that one broken key never stops a
 * room's re-keying; their device answers with `grant-bad`.
 */
export async function grantBlob(granting: Granting, of: KeyOf, to: Recipient): Promise<Blob> {
  try {
    return await sealedGrant(granting, of, to);
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    return blobOf(randomBytes(grantLength));
  }
}

/** An earlier generation that a new one opens. */
export interface Linked {
  readonly gen: number;
  readonly key: Bytes;
  readonly kc: string;
}

export interface NewGeneration {
  readonly thread: string;
  readonly gen: number;
  /** What it links to: the generation before or, where that did not open, an earlier one; undefined for nothing. */
  readonly previous: Linked | undefined;
  /** Sorted by person. */
  readonly recipients: readonly Recipient[];
  /** Brought for an organisation's key, which is a seed; fresh otherwise. */
  readonly key?: Bytes;
}

export interface MadeGeneration extends KeyOf {
  readonly kc: string;
  readonly back: Back;
  readonly grants: { readonly recipient: PersonId; readonly blob: Blob['ref'] }[];
  readonly blobs: readonly Blob[];
}

async function backOf(granting: Granting, of: KeyOf, previous: Linked | undefined): Promise<Back> {
  if (previous === undefined) return { gen: 0, sealed: '' };
  const { gen, key, kc } = previous;
  return { gen, sealed: await sealBack(of.key, contextOf(granting, of), { generation: gen, key, commitment: kc }) };
}

/** A new key, an earlier one sealed under it, and grants to exactly the recipients. */
export async function newGeneration(granting: Granting, wanted: NewGeneration): Promise<MadeGeneration> {
  const of = { thread: wanted.thread, gen: wanted.gen, key: wanted.key ?? newThreadKey() };
  const back = await backOf(granting, of, wanted.previous);
  const blobs = await Promise.all(wanted.recipients.map((to) => grantBlob(granting, of, to)));
  const grants = wanted.recipients.flatMap(({ person }, index) => {
    const blob = blobs[index];
    return blob === undefined ? [] : [{ recipient: person, blob: blob.ref }];
  });
  return { ...of, kc: commitmentOf(granting, of), back, grants, blobs };
}

/** A `grant` entry of a room: one generation to one person. */
export async function grantDraft(granting: Granting, of: KeyOf, to: Recipient, id?: EntryId): Promise<Draft> {
  const blob = await grantBlob(granting, of, to);
  const body: BodyToWrite<'grant', 'room'> = {
    thread: of.thread,
    gen: of.gen,
    recipient: to.person,
    clearance: to.clearance,
    blob: blob.ref,
  };
  const scope = [of.thread] as unknown as Draft['scope'];
  return draft({ type: 'grant', scope, body, blobs: [blob], ...(id === undefined ? {} : { id }) });
}

/** The case's key at one generation, under which others are given to everybody inside. */
export type CaseKey = KeyOf & Pick<Linked, 'kc'>;

/** A key under the case's, as a `rotate` and a `rewrap` say it. */
export async function wrapOf(granting: Granting, of: KeyOf, under: CaseKey): Promise<{ under: number; key: string }> {
  const place = {
    ...contextOf(granting, of),
    commitment: commitmentOf(granting, of),
    case: { thread: under.thread, generation: under.gen, commitment: under.kc },
    by: granting.by,
  };
  return { under: under.gen, key: await sealInside(under.key, place, of.key) };
}

/** What a `link` entry says: an earlier generation under the newest. */
export async function linkOf(granting: Granting, of: KeyOf, earlier: Linked): Promise<BodyToWrite<'link', 'room'>> {
  const { gen, key, kc } = earlier;
  const sealed = { generation: gen, key, commitment: kc };
  return {
    thread: of.thread,
    gen,
    under: of.gen,
    key: await sealLink(of.key, contextOf(granting, of), commitmentOf(granting, of), sealed),
  };
}
