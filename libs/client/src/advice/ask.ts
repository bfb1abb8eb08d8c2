import { randomBytes, toB64 } from '@consilium/bytes';
import {
  advisersOf,
  dutyFlags,
  flagsOf,
  mayAskForAdvice,
  Problem,
  reportersOf,
  type ClearedThread,
  type DutyFlag,
  type IdentifierKind,
  type LedgerId,
  type OrganisationId,
  type PersonId,
  type Recipient,
  type Thread,
  type ThreadId,
  type BodyToWrite,
} from '@consilium/domain';
import { bodyHash, draft, fromB64, newEntryId, type AppliedEntry, type Draft } from '@consilium/ledger';
import { briefCommitment } from '@consilium/sealing';
import { begin } from '../ledgers/append';
import { nameOf } from '../register';
import { openWords } from '../replicas/message-words';
import { write } from '../replicas/writing';
import type { Room, SealedField } from '../replicas/room';
import { requireNoNumber, saidOf } from '../replicas/no-identifier';
import { sealedBlob } from '../replicas/sealing-content';
import { allow, type Vault } from '../vault/vault';
import { rotateAdvice } from '../replicas/advice';
import type { Dossier } from './dossier';
import type { ShareDraft } from './views';
import { requireUndoubted } from '../vault/doubts';

function recipientOf(vault: Vault, id: PersonId): Recipient {
  const person = vault.person(id);
  if (person?.registration === undefined) {
    throw new Problem(
      'bad-input',
      'This colleague has no register entry here. Choose another, or ask a registration officer.',
    );
  }
  return { person: person.id, number: person.registration.number, kid: person.kid, sealing: person.sealing };
}

function clearedThread(thread: Thread): ClearedThread {
  const { picture, consent } = thread;
  if (picture === undefined || consent === undefined) {
    throw new Problem('wrong-state', 'A picture you chose is not in the case any more. Choose again.');
  }
  return {
    thread: thread.id,
    picture: picture.entry,
    through: thread.last === '' ? picture.entry : thread.last,
    objects: picture.objects.map(({ id, size, parts, okc }) => ({ id, size, parts, okc })),
    consent: { id: consent.id, version: consent.version, hash: consent.hash },
  };
}

function threadsOf(room: Room, ids: readonly string[]): readonly Thread[] {
  return [...new Set(ids)].sort().map((id) => {
    const thread = room.state.threads.get(id as ThreadId);
    if (thread === undefined)
      throw new Problem('wrong-state', 'A picture you chose is not in the case any more. Choose again.');
    return thread;
  });
}

/** Number of each picture, and body and salt of the consent it rests on, as they stand in the room. */
function picturesOf(room: Room, threads: readonly Thread[]): Dossier['pictures'] {
  return threads.map((thread) => {
    const { picture, consent } = clearedThread(thread);
    const entry = room.log.entries.find(
      ({ entry: { type, bodyHash: of } }) => type === 'consent' && of === consent.hash,
    );
    return { number: room.numberOf(picture), body: entry?.wire.body ?? '', salt: entry?.wire.salt ?? '' };
  });
}

function flagsFor(threads: readonly Thread[], stated: readonly DutyFlag[]): DutyFlag[] {
  const recorded = flagsOf(threads.flatMap(({ consent }) => consent ?? []));
  return dutyFlags.filter((flag) => recorded.includes(flag) || stated.includes(flag)).toSorted();
}

/** The sealed words of each kind of entry under a picture. */
const saidIn = new Map<string, SealedField>([
  ['picture', 'description'],
  ['message', 'sealed'],
  ['opinion', 'sealed'],
  ['addendum', 'sealed'],
  ['outcome', 'sealed'],
]);

/** What was said under the pictures goes with them: also what was written before anybody outside was thought of. */
async function requireNoNumberUnder(room: Room, threads: readonly ThreadId[]): Promise<void> {
  const isUnder = ({ entry: { scope }, body }: AppliedEntry): boolean =>
    body !== undefined && scope !== 'room' && scope.some((thread) => threads.includes(thread));
  for (const each of room.log.entries.filter(isUnder)) {
    const field = saidIn.get(each.entry.type);
    if (field === undefined) continue;
    const { value: sealed = '' } = await room.read(each, field);
    const text = each.entry.type === 'message' ? (openWords(sealed).value?.text ?? sealed) : sealed;
    const under = field === 'description' ? 'The caption of a picture you chose' : 'What was said under a picture';
    requireNoNumber(under, [text], 'Post the picture again without it; what was said cannot be changed.');
  }
}

interface Asking {
  readonly room: Room;
  readonly share: ShareDraft;
  readonly org: OrganisationId;
  readonly thread: ThreadId;
  readonly notIdentifiers: IdentifierKind[];
}

/** The request itself, once the room knows of it: key, dossier, submission. */
async function requestDrafts(
  { room, share, org, thread, notIdentifiers }: Asking,
  ledger: LedgerId,
): Promise<readonly Draft[]> {
  const { vault } = room;
  // Judged again: telling the room may have brought a newer register, and what is sealed is given away.
  allow(mayAskForAdvice(vault.view, vault.clock.now(), vault.me, org));
  const granting = { root: vault.root, ledger, by: vault.me };
  const rotated = await rotateAdvice(vault, granting, { requester: vault.me, org, thread, gen: 0, kc: '' }, undefined);
  const threads = threadsOf(room, share.threads);
  const salt = randomBytes(32);
  const id = newEntryId();
  const { brief, reasons, alternatives } = share;
  const dossier: Dossier = { brief, salt: toB64(salt), reasons, alternatives, pictures: picturesOf(room, threads) };
  const blob = await sealedBlob(
    granting,
    rotated.of,
    { id, type: 'dossier', field: 'sealed' },
    JSON.stringify(dossier),
  );
  const body: BodyToWrite<'dossier'> = {
    thread,
    gen: 1,
    recipient: recipientOf(vault, share.recipient as PersonId),
    purpose: share.purpose,
    brief: briefCommitment(salt, brief),
    threads: threads.map(clearedThread),
    roomHead: room.state.head,
    flags: flagsFor(threads, share.flags),
    urgency: share.urgency,
    notIdentifiers,
    sealed: blob.ref,
  };
  const filed = draft({ type: 'dossier', scope: [thread], body, blobs: [blob], id });
  const hash = bodyHash('consilium-advice', 'dossier', fromB64(filed.salt), filed.body);
  return [rotated.draft, filed, draft({ type: 'submit', scope: 'room', body: { dossier: hash } })];
}

/**
 * Stops where the organisation's newest key was begun by one of its advisers and another says that it did not open: what is
 * sealed to it may be read by nobody but the first. `reason` tells the screen to ask.
 */
function askIfReported(vault: Vault, org: OrganisationId): void {
  const key = vault.view.orgKey(org);
  const doubters = key === undefined ? [] : reportersOf(key).filter((each) => each !== key.begunBy);
  if (key === undefined || doubters.length === 0) return;
  const begunBy = nameOf(vault, key.begunBy);
  const names = doubters.map((each) => nameOf(vault, each)).join(' and ');
  throw new Problem(
    'wrong-state',
    `The newest key of your defence organisation, begun by ${begunBy}, did not open for ${names}. Wait until they have begun a new one, or confirm that it is sent all the same.`,
    { reason: 'organisation-key-reported' },
  );
}

/** What this device knows from before a restore: of the pictures, and of the advisers the request is sealed to. */
function requireNothingLost({ vault, id }: Room, org: OrganisationId, threads: readonly ThreadId[]): void {
  vault.restores.requireConsented(id, threads);
  for (const adviser of advisersOf(vault.view, org, vault.clock.now())) {
    vault.restores.requireNothingAgainst(adviser, id, ['status', 'keys', 'appointment']);
  }
}

/**
 * Asks the requester's own defence organisation about one share. First the room is told, so that whoever writes from now
 * on knows who may read it; then the request is sent, sealed to the organisation. Gives the advice ledger's id.
 */
export async function ask(room: Room, share: ShareDraft): Promise<LedgerId> {
  const { vault } = room;
  await vault.freshness.require();
  await requireUndoubted(vault, room);
  const org = vault.self.defence;
  if (org === '')
    throw new Problem('not-allowed', 'You belong to no defence organisation. Ask a registration officer.');
  if (share.despiteReport !== true) askIfReported(vault, org);
  if (share.brief.trim() === '') throw new Problem('bad-input', 'Write the brief the outside colleague will read.');
  const { brief, reasons, alternatives, purpose } = share;
  const notIdentifiers = saidOf('Your dossier', [brief, reasons, alternatives], share.notIdentifiers);
  const threads = threadsOf(room, share.threads).map(({ id }) => id);
  if (threads.length === 0) throw new Problem('bad-input', 'Choose at least one picture to share.');
  requireNothingLost(room, org, threads);
  await requireNoNumberUnder(room, threads);
  const now = vault.clock.now();
  allow(vault.books.room.mayAct(room.state, vault.view, now, vault.me, { act: 'share-request', threads, purpose }));
  allow(mayAskForAdvice(vault.view, now, vault.me, org));
  const recipient = recipientOf(vault, share.recipient as PersonId);
  if (vault.person(recipient.person)?.organisation === room.state.org) {
    throw new Problem('bad-input', 'This colleague is of your own organisation. Invite them directly.');
  }
  const thread = toB64(randomBytes(16)) as ThreadId;
  const body: BodyToWrite<'genesis', 'advice'> = {
    kind: 'advice',
    nonce: toB64(randomBytes(16)),
    org,
    room: room.id,
    thread,
  };
  const genesis = draft({ type: 'genesis', scope: 'room', body });
  const asking = { room, share, org, thread, notIdentifiers };
  const { ledger, send } = await begin(vault.author, vault.books.advice, vault.root, genesis, (id) =>
    requestDrafts(asking, id),
  );
  const request = draft({ type: 'share-request', scope: threads, body: { advice: ledger, threads, purpose } });
  await write(
    room,
    () => threads.join(),
    (state, at) => {
      allow(vault.books.room.mayAct(state, vault.view, at, vault.me, { act: 'share-request', threads, purpose }));
      return Promise.resolve([request]);
    },
  );
  await send();
  return ledger;
}
