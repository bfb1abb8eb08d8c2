import {
  outOfScope,
  Problem,
  SERVICE,
  type BlobRef,
  type Entry,
  type JudgementContext,
  type LedgerId,
  type RegisterState,
  type RuleBook,
} from '@consilium/domain';
import { fromB64 } from './untrusted-bytes';
import { brokenClaim, type ChainPoint } from './chain';
import { asLedgerId, judged, missingBlobs, readEntry, type ReadEntry } from './entry';
import { establishFacts, genesisSigner, rulesNamed, type Standpoint } from './facts';
import { verify } from './keys';
import { History } from './history';
import { overlooks, type Step } from './overlooked';
import { brokenPin } from './pins';
import { fromRegister, type RegisterReader } from './register-reader';
import type { Replica } from './replica';
import type { SealedEntry } from './sealed-entry';
import { Tree } from './tree';
import { isLaterFormat } from './strict';
import { BadSignature, Malformed, Newer, Refused } from './untrusted';

export interface AdvanceOptions<S> {
  /** The register that rooms and advice ledgers are judged by. Not used for the register, which judges by itself. */
  readonly register?: RegisterReader | undefined;
  /** Pinned register ledger id. May be left out only for a register that is met for the first time. */
  readonly expectRoot?: LedgerId | undefined;
  /** The ledger that was asked for, when there is no replica yet. */
  readonly expectLedger?: LedgerId | undefined;
  /** Whether this reader must have the entry's body. Default: always. Missing then is `body-withheld`. */
  readonly expectsBody?: (entry: Entry, state: S | undefined) => boolean;
  /** Which of the blobs a body names this reader must have. Default: none. Missing then is `blob-withheld`. */
  readonly expectsBlobs?: (entry: Entry, refs: readonly BlobRef[], body: unknown) => readonly BlobRef[];
  /** Entries later than this (Unix seconds) are held back with all after them, not condemned. */
  readonly holdAfter?: number | undefined;
  /**
   * Seconds by which an entry may be dated after a change in the register that its rules look at and that it does not know
   * of. Default: any. Refused otherwise as `register-overlooked`.
   */
  readonly mayOverlook?: number | undefined;
  /** For a server rebuilding from its own database: entries' signatures are taken as checked. Nothing else is. */
  readonly trustStored?: boolean;
}

export interface AppliedEntry extends ReadEntry {
  readonly entry: Entry;
}

export interface Advanced<S> {
  readonly replica: Replica<S>;
  readonly applied: readonly AppliedEntry[];
  /** Left for later because of `holdAfter`. */
  readonly held: readonly SealedEntry[];
}

/** An entry with everything checked that needs no state of its own ledger; or what was found wrong with it, or too new. */
interface Prepared {
  readonly wire: SealedEntry;
  readonly read?: ReadEntry;
  readonly context?: JudgementContext;
  readonly newer?: Newer['what'];
  readonly failure?: Failure;
}

interface Failure {
  readonly code: string;
  readonly message: string;
}

/** Entries verified at once; enough to keep every core busy, few enough to stay small. */
const windowSize = 256;

const sentences: Readonly<Record<string, string>> = {
  'register-unknown': 'This record names a newer register than this device has. Fetch the register and try again.',
  'body-withheld': 'The server withheld a record you are entitled to read. Nothing more is shown; tell your officer.',
  'blob-withheld': 'The server withheld content you are entitled to read. Nothing more is shown; tell your officer.',
  'register-overlooked':
    'A record is dated after a change in the register of people that it does not know of. Nothing more is shown; tell your officer.',
};
const discontinuous =
  'A record does not continue the history this device has verified. Nothing more is shown; tell your officer.';

function failureOf(error: unknown): Failure {
  if (error instanceof BadSignature || error instanceof Malformed)
    return { code: error.reason, message: error.message };
  if (error instanceof Refused) return { code: error.code, message: error.message };
  throw error;
}

const refused = (seq: number, code: string, wire: SealedEntry): Refused =>
  new Refused(seq, code, sentences[code] ?? discontinuous, wire);

/** The public key that has to have signed: the author's at the register head named, or the service's for a tick. */
function signerOf({ skeleton, kid }: ReadEntry, { register, view }: Standpoint): string {
  if (skeleton.by === SERVICE) {
    if (skeleton.type !== 'tick' || kid !== view.serviceKid) throw new BadSignature('unknown-signer');
    return register.service;
  }
  const person = view.person(skeleton.by);
  if (person?.kid !== kid || register.ownerOfKey(kid, view.seq) !== skeleton.by) {
    throw new BadSignature('unknown-signer');
  }
  return person.signing;
}

/** One run of `advance`: `prepare` reads and verifies, many at once; `take` applies, in order. */
class Walk<S> {
  readonly applied: AppliedEntry[] = [];
  readonly held: SealedEntry[] = [];
  private history: History;
  private readonly isRegister: boolean;

  constructor(
    private readonly book: RuleBook<S>,
    public replica: Replica<S> | undefined,
    private readonly options: AdvanceOptions<S>,
  ) {
    this.history = replica?.history ?? History.empty;
    this.isRegister = book.kind === 'register';
  }

  async prepare(wire: SealedEntry): Promise<Prepared> {
    let read: ReadEntry | undefined;
    try {
      read = await readEntry(this.book, wire);
      const rules = rulesNamed(this.book.kind, read);
      if (rules > this.book.knows) {
        await this.requireInForce(read, rules);
        return { wire, read, newer: 'rules' };
      }
      return { wire, read, context: await this.verified(read) };
    } catch (error) {
      const failure = failureOf(error);
      if (read !== undefined) return { wire, read, failure };
      return isLaterFormat(wire.jws) ? { wire, newer: 'format' } : { wire, failure };
    }
  }

  async take(prepared: Prepared): Promise<void> {
    if (this.held.length > 0 || this.isLate(prepared.read)) {
      this.held.push(prepared.wire);
      return;
    }
    const tree = this.isRegister ? (this.replica?.tree ?? Tree.empty) : undefined;
    await this.checkChain(prepared, tree);
    const { read, context, newer, failure } = prepared;
    if (newer !== undefined) throw new Newer(this.history.length, newer);
    if (read !== undefined && context !== undefined) return this.apply(read, context, tree);
    const { code, message } = failure ?? { code: 'shape', message: discontinuous };
    throw new Refused(this.history.length, code, message, prepared.wire);
  }

  private isLate(read: ReadEntry | undefined): boolean {
    return read !== undefined && read.skeleton.at > (this.options.holdAfter ?? Infinity);
  }

  private async checkChain({ read, wire }: Prepared, tree: Tree | undefined): Promise<void> {
    const broken = read && brokenClaim(read, await this.chainPoint(tree));
    if (broken !== undefined) throw refused(this.history.length, broken, wire);
  }

  private async chainPoint(tree: Tree | undefined): Promise<ChainPoint> {
    const { expectRoot, expectLedger } = this.options;
    const root = tree && (await Tree.root(tree));
    return { replica: this.replica, expectRoot, expectLedger, tree: root, isRegister: this.isRegister };
  }

  private async apply(read: ReadEntry, context: JudgementContext, tree: Tree | undefined): Promise<void> {
    const entry = judged(read);
    this.checkPresence(read, entry);
    this.checkPins(read, context);
    const state = this.judgedByRules(read, entry, context);
    this.history = this.history.and(entry);
    const ledger = this.replica?.ledger ?? asLedgerId(entry.hash);
    const next = {
      kind: this.book.kind,
      ledger,
      root: this.replica?.root ?? (entry.root === '' ? ledger : entry.root),
      state,
      head: { seq: entry.seq, hash: entry.hash },
      at: entry.at,
      rules: entry.rules,
      register: entry.register,
      history: this.history,
    };
    this.replica = tree ? { ...next, tree: await Tree.append(tree, fromB64(entry.hash)) } : next;
    this.applied.push({ ...read, entry });
  }

  private judgedByRules(read: ReadEntry, entry: Entry, context: JudgementContext): S {
    const before = this.replica?.state;
    const outcome = this.book.apply(before, entry, read.body ?? outOfScope, context);
    if (!outcome.ok) throw new Refused(entry.seq, outcome.refusal.code, outcome.refusal.message, read.wire);
    this.checkOverlooked(read, { entry, before, after: outcome.state });
    return outcome.state;
  }

  private checkPins({ wire }: ReadEntry, { facts }: JudgementContext): void {
    if (facts.clearance === undefined) return;
    const broken = brokenPin(this.book.kind, facts.clearance.clearance, this.options.register, this.history);
    if (broken !== undefined) throw refused(this.history.length, broken, wire);
  }

  private checkOverlooked({ wire }: ReadEntry, step: Step<S>): void {
    const { mayOverlook, register } = this.options;
    if (mayOverlook === undefined || register === undefined) return;
    if (overlooks(this.book, register, step, mayOverlook)) throw refused(step.entry.seq, 'register-overlooked', wire);
  }

  private checkPresence(read: ReadEntry, entry: Entry): void {
    const { expectsBody, expectsBlobs } = this.options;
    if (read.body === undefined) {
      if (expectsBody?.(entry, this.replica?.state) ?? true) throw refused(entry.seq, 'body-withheld', read.wire);
      return;
    }
    const expected = expectsBlobs?.(entry, read.refs, read.body) ?? [];
    const missing = new Set(missingBlobs(read).map(({ hash }) => hash));
    if (expected.some(({ hash }) => missing.has(hash))) throw refused(entry.seq, 'blob-withheld', read.wire);
  }

  private async verified(read: ReadEntry): Promise<JudgementContext> {
    const { book } = this;
    if (this.isRegister && this.replica === undefined) {
      const facts = await establishFacts(book, read, undefined);
      await this.requireSignature(read, genesisSigner(read.skeleton.by, read.kid, facts.joins ?? []));
      return { facts };
    }
    const standpoint = this.standpoint(read);
    const publicKey = signerOf(read, standpoint);
    const [facts] = await Promise.all([establishFacts(book, read, standpoint), this.requireSignature(read, publicKey)]);
    return this.isRegister ? { facts } : { register: standpoint.view, facts };
  }

  /**
   * What this build does not know is waited with only where its author signed it, under rules the register has activated:
   * nobody else can hold up a reader with it. The first entry of a register is its own authority.
   */
  private async requireInForce(read: ReadEntry, rules: number): Promise<void> {
    if (this.isRegister && this.replica === undefined) return;
    const standpoint = this.standpoint(read);
    await this.requireSignature(read, signerOf(read, standpoint));
    if (rules > standpoint.view.rules) throw refused(read.skeleton.seq, 'rules-unknown', read.wire);
  }

  private async requireSignature(read: ReadEntry, publicKey: string): Promise<void> {
    if (this.options.trustStored === true) return;
    if (!(await verify(publicKey, read.signed, read.signature))) throw new BadSignature('bad-signature');
  }

  private standpoint({ skeleton, wire }: ReadEntry): Standpoint {
    const register = this.registerReader();
    const view = register?.registerAt(skeleton.register.seq);
    if (register === undefined || view === undefined) throw refused(skeleton.seq, 'register-unknown', wire);
    if (register.registerHash(skeleton.register.seq) !== skeleton.register.hash) {
      throw refused(skeleton.seq, 'wrong-register', wire);
    }
    return { register, view };
  }

  private registerReader(): RegisterReader | undefined {
    if (!this.isRegister) return this.options.register;
    return this.replica && fromRegister(this.replica.state as RegisterState);
  }
}

/**
 * Reads, verifies and applies entries after a replica's head (from entry 0 without one). Signatures are verified many
 * at once where the keys are known beforehand (rooms, advice); the register's own entries one after another, since each
 * may change keys. Throws `Refused` for the first entry that may not be, `Newer` for the first that a later build reads;
 * the replica given stays what it was, and the entries before theirs can be taken alone.
 */
export async function advance<S>(
  book: RuleBook<S>,
  replica: Replica<S> | undefined,
  wires: readonly SealedEntry[],
  options: AdvanceOptions<S>,
): Promise<Advanced<S>> {
  const walk = new Walk(book, replica, options);
  const step = book.kind === 'register' ? 1 : windowSize;
  const prepareFrom = (at: number): Promise<Prepared[]> =>
    Promise.all(wires.slice(at, at + step).map((wire) => walk.prepare(wire)));
  let ahead = prepareFrom(0);
  for (let at = 0; at < wires.length; at += step) {
    const prepared = await ahead;
    // Rooms: the next window is verified while this one is applied. The register's keys are known only after each entry.
    if (step > 1) ahead = prepareFrom(at + step);
    for (const each of prepared) await walk.take(each);
    if (step === 1) ahead = prepareFrom(at + step);
  }
  const { applied, held } = walk;
  if (walk.replica === undefined) throw new Problem('not-found', 'There is nothing in this record yet.');
  return { replica: walk.replica, applied, held };
}
