import type { SealedEntry } from '@consilium/contracts';
import {
  type AnswerBy,
  Problem,
  rulesToName,
  type EntryShapes,
  type LedgerId,
  type PersonId,
  type RegisterHead,
  type RegisterView,
} from '@consilium/domain';
import {
  bodyHash,
  fromB64,
  ledgerIdOf,
  placeAfter,
  sealBatch,
  typeOf,
  type AppliedEntry,
  type Draft,
  type Replica,
  type Signer,
} from '@consilium/ledger';
import type { ServiceClock } from '../service/clock';
import { pause } from '../turns/pause';
import { isUnreached, type Transport } from '../service/transport';
import { requireKnownRules } from './known-rules';
import { notifyOf, type Beside } from './notify';
import type { Log } from './log';

/** Who writes, and what they know of the register. */
export interface Author {
  readonly by: PersonId;
  readonly signer: Signer;
  readonly transport: Transport;
  readonly clock: ServiceClock;
  /** Newest register head known, and the rules in force there. */
  readonly register: () => { readonly head: RegisterHead; readonly rules: number };
  /** The same register, to be asked. */
  readonly view: () => RegisterView;
  /** Catches up with the register. Throws where it cannot be read to its end. */
  readonly syncRegister: () => Promise<void>;
}

export interface Writing<S> {
  readonly log: Log<S>;
  /**
   * What the person saw and relied on when they decided: who can read, and the facts. If somebody else's entry changes
   * it, nothing is sent and they are asked.
   */
  readonly reliesOn: (state: S, at: number) => string;
  /** Judged again at each try (`mayAct`), then sealed. Entry ids stay the same through every try. */
  readonly build: (state: S, at: number) => Promise<readonly Draft[]>;
  /** What it must not be dated before: the time a gesture names. */
  readonly notBefore?: number;
  /** When what is written in a case needs an answer: whoever is told of it is told so. */
  readonly answerBy?: () => Promise<AnswerBy>;
  /** Of a case whose words are not given yet: whose it is. */
  readonly owner?: PersonId;
  /** Whom its sealed words name, by id: they are told so. */
  readonly mentioned?: readonly string[];
}

/** A busy room is tried again and again, each time on top of what came; after that the person is told. */
const tries = 60;
const longestWait = 20;

const changedMeanwhile =
  'The case changed while you were writing: who can read it, or what you relied on, is different now. Look again, then send it again.';
const somethingElse =
  'Something else stands in the record in place of what you wrote, so it was not sent. Copy your words, reload the page and send them again.';
const clocksDiffer =
  'The clock of the service is behind a time that this device has seen signed, and by the two it is not the same people who may read this. Nothing was sent, and what you wrote is kept. Tell whoever runs the service.';
const tooBusy = 'Others are writing at the same moment. What you wrote is kept; try again.';

const reasons = ['head-moved', 'register-moved', 'id-used', 'clock'] as const;
type Reason = (typeof reasons)[number];

function reasonOf(error: unknown): Reason | undefined {
  if (!(error instanceof Problem) || error.kind !== 'wrong-state') return undefined;
  const { reason } = error.details;
  return reasons.find((known) => known === reason);
}

/** What an append leaves behind: entries as sent, so that their ids and hashes can be named. */
export interface Written {
  readonly drafts: readonly Draft[];
}

/**
 * What drafts are judged on, and so what they are placed after. What comes while they are sealed makes the service refuse
 * them by the head or the register they name, and they are judged again.
 */
interface Standing {
  readonly replica: Replica<unknown>;
  readonly register: ReturnType<Author['register']>;
}

function standingOf(author: Author, { replica, book }: Log<unknown>): Standing {
  if (replica === undefined) throw new Problem('not-found', 'There is nothing here for you.');
  const register = author.register();
  requireKnownRules(book, register.rules);
  return { replica, register };
}

async function place(
  author: Author,
  book: EntryShapes,
  { replica, register: { head, rules } }: Standing,
  drafts: readonly Draft[],
  at: number,
): Promise<SealedEntry[]> {
  const wires = await sealBatch(book, drafts, {
    ...placeAfter(replica),
    rules: Math.max(rulesToName(book, rules), replica.rules),
    register: head.seq >= replica.register.seq ? head : replica.register,
    by: author.by,
    at,
    signer: author.signer,
  });
  return wires.map((wire) => ({ ...wire }));
}

/** Signs drafts for the place after all that is known here: for an entry that another call than `append` brings along. */
export function sealedHere<S>(
  author: Author,
  log: Log<S>,
  drafts: readonly Draft[],
  notBefore = 0,
): Promise<SealedEntry[]> {
  return place(author, log.book, standingOf(author, log), drafts, Math.max(author.clock.stamp(), notBefore));
}

/** Notes what is about to be signed, so that it is known again when the answer gets lost. */
function note<S>({ kind, signed }: Log<S>, drafts: readonly Draft[]): void {
  for (const { id, type, salt, body } of drafts) {
    const hashes = signed.get(id) ?? new Set();
    signed.set(id, hashes.add(bodyHash(typeOf(kind), type, fromB64(salt), body)));
  }
}

/** Whether an entry is one this device wrote under that id, and not somebody else's or another of the same id. */
function isOwn<S>(author: Author, { signed }: Log<S>, { skeleton }: AppliedEntry): boolean {
  return skeleton.by === author.by && signed.get(skeleton.id)?.has(skeleton.bodyHash) === true;
}

/** Whether it stands in the ledger already. Throws where something else stands there under the same id. */
function isStored<S>(author: Author, log: Log<S>, drafts: readonly Draft[]): boolean {
  const ids = new Set(drafts.map(({ id }) => id).filter((id) => log.has(id)));
  if (ids.size === 0) return false;
  const stored = log.entries.filter(({ entry }) => ids.has(entry.id));
  if (!stored.every((each) => isOwn(author, log, each))) throw new Problem('wrong-state', somethingElse);
  return true;
}

/** Whether the live connection brought what the service says came before this device. */
function hasHeard<S>(log: Log<S>, error: unknown): boolean {
  const head: unknown = error instanceof Problem ? error.details['head'] : undefined;
  const seq: unknown = typeof head === 'object' && head !== null ? Reflect.get(head, 'seq') : undefined;
  return typeof seq === 'number' && log.headSeq >= seq;
}

/** What the service says an entry must be dated, where it refuses one for its time. */
function timeAsked(error: unknown, what: 'now' | 'at'): number | undefined {
  const time: unknown = reasonOf(error) === 'clock' && error instanceof Problem ? error.details[what] : undefined;
  return typeof time === 'number' ? time : undefined;
}

/** After a refusal: brings this device up to date as far as the reason asks. Anything else is passed on. */
async function recover<S>(author: Author, log: Log<S>, error: unknown): Promise<void> {
  const reason = reasonOf(error);
  if (reason === undefined) throw error;
  const now = timeAsked(error, 'now');
  if (now !== undefined) author.clock.hear(now);
  if (reason === 'register-moved') await author.syncRegister();
  if (reason !== 'head-moved' || !hasHeard(log, error)) await log.sync();
}

/** Sends entries with whom they concern, and takes what the service says of them. */
async function sends<S>(author: Author, log: Log<S>, entries: readonly SealedEntry[], beside: Beside): Promise<void> {
  const { transport, clock } = author;
  const { now, stored, signed } = await transport.call('ledgers', 'append', {
    kind: log.kind,
    ledger: log.ledger,
    entries: [...entries],
    ...beside,
  });
  clock.hear(now);
  await log.takeOwn(entries, stored);
  log.word = signed;
}

/** After a try that failed: the least time that the next one has to be dated by. Rejects where another is of no use. */
async function afterFailure<S>(author: Author, log: Log<S>, error: unknown): Promise<number> {
  if (isUnreached(error)) throw error;
  await recover(author, log, error);
  return timeAsked(error, 'at') ?? 0;
}

/** Time is carried on: nothing is dated before what stands there, whatever the clocks say since. */
function dateOf<S>({ clock }: Author, { replica }: Log<S>, least: number): number {
  return Math.max(clock.stamp(), replica?.at ?? 0, least);
}

/**
 * Appends, or says why not. Losing the race for the head means judging, sealing and signing again on top of what came,
 * unless what the person relied on changed. A lost answer doubles nothing: the same ids are found in the ledger.
 */
export async function append<S>(author: Author, writing: Writing<S>): Promise<Written> {
  const { log } = writing;
  log.requireWhole();
  const relied = writing.reliesOn(log.state, author.clock.now());
  let least = writing.notBefore ?? 0;
  for (let attempt = 0; attempt < tries; attempt++) {
    const at = dateOf(author, log, least);
    if (writing.reliesOn(log.state, at) !== relied) throw new Problem('unavailable', clocksDiffer);
    const standing = standingOf(author, log);
    const drafts = await writing.build(log.state, at);
    if (drafts.length === 0 || isStored(author, log, drafts)) return { drafts };
    note(log, drafts);
    const entries = await place(author, log.book, standing, drafts, at);
    try {
      await sends(author, log, entries, await notifyOf(author, log, { drafts, at, ...writing }));
      return { drafts };
    } catch (error) {
      least = Math.max(least, await afterFailure(author, log, error));
      if (isStored(author, log, drafts)) return { drafts };
      // Two devices in step would lose to each other for ever.
      if (attempt > 2) await pause(Math.random() * longestWait);
    }
    log.requireWhole();
    if (writing.reliesOn(log.state, author.clock.now()) !== relied) throw new Problem('wrong-state', changedMeanwhile);
  }
  throw new Problem('wrong-state', tooBusy);
}

/** Signs the first entry of a new ledger and, once its id is known, what follows it; all appended as one. */
export async function begin(
  author: Author,
  book: EntryShapes,
  root: LedgerId,
  genesis: Draft,
  follow: (ledger: LedgerId, at: number) => Promise<readonly Draft[]>,
  isBy: AnswerBy = 'later',
): Promise<{ readonly ledger: LedgerId; readonly send: () => Promise<SealedEntry[]> }> {
  const at = author.clock.stamp();
  const { head, rules } = author.register();
  requireKnownRules(book, rules);
  const common = { root, rules: rulesToName(book, rules), register: head, by: author.by, at, signer: author.signer };
  const [first] = await sealBatch(book, [genesis], { ...common, ledger: '', head: undefined });
  if (first === undefined) throw new Problem('bad-input', 'Nothing was written.');
  const { kind } = book;
  const ledger = ledgerIdOf(kind, first);
  const send = async (): Promise<SealedEntry[]> => {
    const drafts = await follow(ledger, at);
    const hash = ledger as string as never;
    const rest = await sealBatch(book, drafts, { ...common, ledger, head: { seq: 0, hash, at } });
    const entries = [first, ...rest].map((wire) => ({ ...wire }));
    const sent = { drafts: [genesis, ...drafts], at, answerBy: () => isBy };
    const beside = await notifyOf(author, { kind, replica: undefined }, sent);
    const answer = await author.transport
      .call('ledgers', 'append', { kind, ledger: '', entries, ...beside })
      .catch(async (error: unknown) => {
        if (reasonOf(error) === 'register-moved') await author.syncRegister();
        throw error;
      });
    author.clock.hear(answer.now);
    return entries;
  };
  return { ledger, send };
}
