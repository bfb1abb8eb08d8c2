import {
  isGood,
  isMember,
  mayOpen,
  mayRead,
  mayReadAdvice,
  type PersonId,
  type RegisterView,
  type RoomState,
  type Scope,
} from '@consilium/domain';
import { blobRefs } from '@consilium/ledger';
import type { ReadsAs, SealedEntry } from '@consilium/contracts';
import type { AnyReplica } from './any-replica';
import type { RegisterNow } from './replicas';

/** One person at a ledger's door, judged at the newest register and the time now. */
export interface Reader {
  readonly person: PersonId;
  readonly as: ReadsAs;
  mayRead(entry: { readonly type: string; readonly scope: Scope }): boolean;
  /** Whether the sealed content of an entry they may read goes to them too. */
  mayOpen(entry: { readonly seq: number; readonly type: string; readonly scope: Scope }): boolean;
  /** Whether a grant to this recipient (a person, or an organisation) is this reader's. */
  receives(recipient: string): boolean;
}

/** An entry to be shown: everything there is of it. */
export interface Shown {
  readonly seq: number;
  readonly type: string;
  readonly scope: Scope;
  readonly jws: string;
  readonly body: string;
  readonly salt: string;
}

export function newestViewOf({ reader, replica }: RegisterNow): RegisterView {
  const view = reader.registerAt(replica.head.seq);
  if (view === undefined) throw new Error('The register has no view of its own head');
  return view;
}

function roomReader(state: RoomState, person: PersonId, view: RegisterView, now: number): Reader | undefined {
  const as = isMember(state, person, view, now);
  if (as === false) return undefined;
  return {
    person,
    as,
    mayRead: (entry) => mayRead(state, entry, person, view, now),
    mayOpen: (entry) => mayOpen(state, entry, person, view, now),
    receives: (recipient) => recipient === person,
  };
}

const readsAll = (person: PersonId, as: ReadsAs, ...recipients: readonly string[]): Reader => ({
  person,
  as,
  mayRead: () => true,
  mayOpen: () => true,
  receives: (recipient) => recipients.includes(recipient),
});

/** The one door to a ledger: who this person is to it now, `undefined` for a stranger or somebody whose access ended. */
export function readerOf(
  replica: AnyReplica,
  person: PersonId,
  register: RegisterNow,
  now: number,
): Reader | undefined {
  const view = newestViewOf(register);
  const known = view.person(person);
  if (!isGood(known, now)) return undefined;
  if (replica.kind === 'register') return readsAll(person, 'reader', person);
  if (replica.kind === 'room') return roomReader(replica.state, person, view, now);
  const { state } = replica;
  if (!mayReadAdvice(state, person, view, now)) return undefined;
  return state.requester === person
    ? readsAll(person, 'requester', person)
    : readsAll(person, 'adviser', person, state.org);
}

export const isReader = (replica: AnyReplica, person: string, register: RegisterNow, now: number): boolean =>
  readerOf(replica, person as PersonId, register, now) !== undefined;

interface Grant {
  readonly recipient: string;
  readonly blob: unknown;
}

const grantBodies = new Set(['rotate', 'org-key']);

/** Hashes of the blobs of an entry that are for this reader: of grants only their own, and content they may open. */
export function blobsFor(
  reader: Reader,
  { seq, type, scope, body: text }: Pick<Shown, 'seq' | 'type' | 'scope' | 'body'>,
): readonly { readonly hash: string; readonly size: number }[] {
  if (!reader.mayRead({ type, scope }) || !reader.mayOpen({ seq, type, scope })) return [];
  const body: unknown = JSON.parse(text);
  if (type === 'grant') return reader.receives((body as Grant).recipient) ? blobRefs((body as Grant).blob) : [];
  if (!grantBodies.has(type)) return blobRefs(body);
  const { grants } = body as { readonly grants: readonly Grant[] };
  return grants.filter(({ recipient }) => reader.receives(recipient)).flatMap(({ blob }) => blobRefs(blob));
}

/** An entry as this reader may have it; `blobOf` gives a blob's text by hash. */
export function shownTo(reader: Reader, entry: Shown, blobOf: (hash: string) => string | undefined): SealedEntry {
  const { jws, body, salt, type, scope } = entry;
  if (!reader.mayRead({ type, scope })) return { jws };
  const wanted = blobsFor(reader, entry).flatMap(({ hash }) => {
    const text = blobOf(hash);
    return text === undefined ? [] : [[hash, text] as const];
  });
  return wanted.length === 0 ? { jws, body, salt } : { jws, body, salt, blobs: Object.fromEntries(wanted) };
}
