import type { Bytes } from '@consilium/bytes';
import type { BlobRef } from '@consilium/domain';
import { blobBytes, type AppliedEntry } from '@consilium/ledger';
import { CannotOpen, openBack, openGrant, type SealingKeyPair } from '@consilium/sealing';

interface Grant {
  readonly recipient: string;
  readonly granter: string;
  /** Undefined in a `rotate`, which does not say: then every clearance this person had for the thread is tried. */
  readonly clearance: string | undefined;
  readonly blob: Bytes | undefined;
  /** Generation of the organisation's key, where the recipient is one. */
  readonly orgGen: number;
  readonly entry: string;
}

interface Generation {
  readonly kc: string;
  readonly back: string;
  readonly grants: Grant[];
}

/** What a `rotate`, an `org-key` or a `grant` body has, as far as keys go. */
interface KeyBody {
  readonly thread: string;
  readonly gen: number;
  readonly kc?: string;
  readonly back?: string;
  readonly orgGen?: number;
  readonly grants?: readonly { readonly recipient: string; readonly blob: BlobRef }[];
  readonly recipient?: string;
  readonly blob?: BlobRef;
  readonly clearance?: string;
}

/** Whom this device can open a grant for: the person, or an organisation they advise for. */
export type Opener = (recipient: string, orgGen: number) => Promise<SealingKeyPair | undefined>;

/** A grant made to this person did not open to the committed key. */
export interface BadGrant {
  readonly thread: string;
  readonly gen: number;
  readonly entry: string;
}

/**
 * The thread keys of one ledger: opened from grants, and older generations from the one after them. Learns from entries
 * already verified; what a key was granted in is checked again by the grant itself, which opens in its own place only.
 */
export class ThreadKeys {
  private readonly generations = new Map<string, Map<number, Generation>>();
  private readonly keys = new Map<string, Promise<Bytes>>();
  readonly bad: BadGrant[] = [];

  constructor(
    private readonly root: string,
    private readonly ledger: () => string,
    private readonly opener: Opener,
    /** The clearances a recipient ever had for a thread. */
    private readonly coversOf: (thread: string, recipient: string) => readonly string[] = () => [],
  ) {}

  learn(entries: readonly AppliedEntry[]): void {
    for (const entry of entries) {
      const { type } = entry.entry;
      if (entry.body === undefined) continue;
      if (type === 'rotate' || type === 'org-key') this.learnGeneration(entry, entry.body as KeyBody);
      if (type === 'grant') this.learnGrant(entry, entry.body as KeyBody);
    }
  }

  private learnGeneration(entry: AppliedEntry, body: KeyBody): void {
    const { kc = '', back = '', orgGen = 0, grants = [] } = body;
    const made = grants.map(({ recipient, blob }) => ({
      recipient,
      granter: entry.entry.by,
      clearance: undefined,
      blob: blobBytes(entry, blob),
      orgGen,
      entry: entry.entry.id,
    }));
    this.of(body.thread).set(body.gen, { kc, back, grants: made });
  }

  private learnGrant(entry: AppliedEntry, body: KeyBody): void {
    const { recipient, blob, clearance = '' } = body;
    if (recipient === undefined || blob === undefined) return;
    const bytes = blobBytes(entry, blob);
    const grant = { recipient, granter: entry.entry.by, clearance, blob: bytes, orgGen: 0, entry: entry.entry.id };
    this.of(body.thread).get(body.gen)?.grants.push(grant);
  }

  private of(thread: string): Map<number, Generation> {
    const known = this.generations.get(thread) ?? new Map<number, Generation>();
    this.generations.set(thread, known);
    return known;
  }

  /** The key of one generation. Throws `CannotOpen` when this device holds none that leads to it. */
  key(thread: string, gen: number): Promise<Bytes> {
    const name = `${thread} ${String(gen)}`;
    const known = this.keys.get(name);
    if (known !== undefined) return known;
    const found = this.find(thread, gen);
    this.keys.set(name, found);
    found.catch(() => this.keys.delete(name));
    return found;
  }

  commitment(thread: string, gen: number): string {
    return this.generations.get(thread)?.get(gen)?.kc ?? '';
  }

  private async find(thread: string, gen: number): Promise<Bytes> {
    const generation = this.generations.get(thread)?.get(gen);
    if (generation === undefined) throw new CannotOpen();
    for (const grant of generation.grants) {
      const key = await this.open(thread, gen, generation, grant);
      if (key === undefined) continue;
      this.madeGood(thread, gen);
      return key;
    }
    const next = this.generations.get(thread)?.get(gen + 1);
    if (next === undefined) throw new CannotOpen();
    const context = { ledger: this.ledger(), thread, generation: gen + 1 };
    return openBack(await this.key(thread, gen + 1), context, next.back, generation.kc);
  }

  /** A later grant opened: the one that did not is nothing to report any more. */
  private madeGood(thread: string, gen: number): void {
    const others = this.bad.filter((each) => each.thread !== thread || each.gen !== gen);
    this.bad.splice(0, this.bad.length, ...others);
  }

  private async open(thread: string, gen: number, { kc }: Generation, grant: Grant): Promise<Bytes | undefined> {
    const pair = await this.opener(grant.recipient, grant.orgGen);
    if (pair === undefined || grant.blob === undefined) return undefined;
    const place = {
      root: this.root,
      ledger: this.ledger(),
      thread,
      generation: gen,
      commitment: kc,
      granter: grant.granter,
      recipient: grant.recipient,
      recipientPublicKey: pair.publicKey,
    };
    const covers = grant.clearance === undefined ? ['', ...this.coversOf(thread, grant.recipient)] : [grant.clearance];
    for (const clearance of covers) {
      const key = await openGrant(grant.blob, { ...place, clearance }, pair).catch(() => undefined);
      if (key !== undefined) return key;
    }
    const isKnown = this.bad.some(({ entry, thread: of }) => entry === grant.entry && of === thread);
    if (!isKnown) this.bad.push({ thread, gen, entry: grant.entry });
    return undefined;
  }
}
