import type { Bytes } from '@consilium/bytes';
import type { BlobRef } from '@consilium/domain';
import { blobBytes, type AppliedEntry } from '@consilium/ledger';
import { CannotOpen, openBack, openGrant, openInside, openLink, type SealingKeyPair } from '@consilium/sealing';

/** One grant of a generation, as an entry made it: to whom, by whom, and what it has to hash to. */
export interface Given {
  readonly recipient: string;
  readonly granter: string;
  /** Undefined in a `rotate`, which does not say: then every clearance this person had for the thread is tried. */
  readonly clearance: string | undefined;
  readonly hash: string;
  readonly entry: string;
}

interface Grant extends Given {
  readonly blob: Bytes | undefined;
  /** Generation of the organisation's key, where the recipient is one. */
  readonly orgGen: number;
  /** Register entry as of which it was made. */
  readonly asOf: number;
}

/** An earlier generation sealed under this one, when it was begun or later. */
interface Link {
  readonly gen: number;
  readonly sealed: string;
  readonly isLater: boolean;
}

/** The key under a generation of the case thread, for everybody inside. */
interface Wrap {
  readonly under: number;
  readonly sealed: string;
  readonly by: string;
  readonly entry: string;
}

interface Generation {
  readonly kc: string;
  readonly links: Link[];
  readonly grants: Grant[];
  readonly wraps: Wrap[];
}

/** What a `rotate`, an `org-key`, a `grant`, a `link` or a `rewrap` body has, as far as keys go. */
interface KeyBody {
  readonly thread: string;
  readonly kind?: string;
  readonly inside?: { readonly under: number; readonly key: string };
  readonly gen: number;
  readonly kc?: string;
  readonly back?: { readonly gen: number; readonly sealed: string };
  readonly orgGen?: number;
  readonly grants?: readonly { readonly recipient: string; readonly blob: BlobRef }[];
  readonly recipient?: string;
  readonly blob?: BlobRef;
  readonly clearance?: string;
  readonly under?: number;
  readonly key?: string;
}

/** What a grant was made to: a person's key as of a register entry, or an organisation's of one generation. */
export type GrantedTo = Pick<Grant, 'recipient' | 'orgGen' | 'asOf'>;

/** What this device opens a grant with: the person's own key of then, or one of an organisation they advise for. */
export type Opener = (to: GrantedTo) => Promise<SealingKeyPair | undefined>;

/** A grant made to this person, or a wrap for everybody inside, did not open to the committed key. */
export interface BadGrant {
  readonly thread: string;
  readonly gen: number;
  readonly entry: string;
}

/**
 * The thread keys of one ledger: opened from grants, in a room by the case thread's, and earlier generations from those that
 * link to them. Learns from
 * entries already verified; what a key was granted in is checked again by the grant itself, which opens in its own place only.
 */
export class ThreadKeys {
  private readonly generations = new Map<string, Map<number, Generation>>();
  private readonly keys = new Map<string, Promise<Bytes>>();
  readonly bad: BadGrant[] = [];
  /** The thread under whose key those of all others stand, in a room. */
  private caseThread = '';

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
      if (type === 'link') this.learnLink(entry.body as KeyBody);
      if (type === 'rewrap') this.learnWrap(entry, entry.body as KeyBody);
    }
  }

  private learnGeneration(entry: AppliedEntry, body: KeyBody): void {
    const { kc = '', back, orgGen = 0, grants = [], inside } = body;
    if (body.kind === 'case') this.caseThread = body.thread;
    const made = grants.map(({ recipient, blob }) => ({
      recipient,
      granter: entry.entry.by,
      clearance: undefined,
      hash: blob.hash,
      blob: blobBytes(entry, blob),
      orgGen,
      asOf: entry.entry.register.seq,
      entry: entry.entry.id,
    }));
    const links = back === undefined || back.gen === 0 ? [] : [{ ...back, isLater: false }];
    this.of(body.thread).set(body.gen, { kc, links, grants: made, wraps: [] });
    if (inside !== undefined) this.learnWrap(entry, { ...body, ...inside });
  }

  private learnGrant(entry: AppliedEntry, body: KeyBody): void {
    const { recipient, blob, clearance = '' } = body;
    if (recipient === undefined || blob === undefined) return;
    const { id, by, register } = entry.entry;
    const made = { recipient, granter: by, clearance, hash: blob.hash, entry: id, asOf: register.seq };
    const grant = { ...made, blob: blobBytes(entry, blob), orgGen: 0 };
    this.of(body.thread).get(body.gen)?.grants.push(grant);
  }

  private learnLink({ thread, gen, under = 0, key = '' }: KeyBody): void {
    this.of(thread).get(under)?.links.push({ gen, sealed: key, isLater: true });
  }

  private learnWrap({ entry: { id, by } }: AppliedEntry, { thread, gen, under = 0, key = '' }: KeyBody): void {
    this.of(thread).get(gen)?.wraps.push({ under, sealed: key, by, entry: id });
  }

  private of(thread: string): Map<number, Generation> {
    const known = this.generations.get(thread) ?? new Map<number, Generation>();
    this.generations.set(thread, known);
    return known;
  }

  /** The key of one generation. Throws `CannotOpen` when this device holds none that leads to it. */
  key(thread: string, gen: number): Promise<Bytes> {
    return this.once(`${thread} ${String(gen)}`, () => this.find(thread, gen));
  }

  /** Whether the key of a generation opens here. */
  opens(thread: string, gen: number): Promise<boolean> {
    return this.key(thread, gen).then(
      () => true,
      () => false,
    );
  }

  private once(name: string, open: () => Promise<Bytes>): Promise<Bytes> {
    const known = this.keys.get(name);
    if (known !== undefined) return known;
    const found = open();
    this.keys.set(name, found);
    found.catch(() => this.keys.delete(name));
    return found;
  }

  commitment(thread: string, gen: number): string {
    return this.generations.get(thread)?.get(gen)?.kc ?? '';
  }

  /** All grants of a generation, whomever they were made to. */
  given(thread: string, gen: number): readonly Given[] {
    return this.generations.get(thread)?.get(gen)?.grants ?? [];
  }

  /** The newest entry that was to give a generation to this person: a grant to them, or to everybody inside; "": none. */
  givenTo(thread: string, gen: number, person: string): string {
    const { grants = [], wraps = [] } = this.generations.get(thread)?.get(gen) ?? {};
    return (grants.findLast(({ recipient }) => recipient === person) ?? wraps.at(-1))?.entry ?? '';
  }

  /** Of the generations before this one, those it does not open, by whatever links lead there from it. */
  async unlinked(thread: string, gen: number): Promise<readonly number[]> {
    const opened = await this.opened(thread, gen, await this.key(thread, gen));
    return Array.from({ length: gen - 1 }, (_, index) => index + 1).filter((earlier) => !opened.has(earlier));
  }

  private async find(thread: string, gen: number): Promise<Bytes> {
    for (const from of this.leadingTo(thread, gen)) {
      const key = await this.granted(thread, from).catch(() => undefined);
      if (key === undefined) continue;
      const found = (await this.opened(thread, from, key)).get(gen);
      if (found !== undefined) return found;
    }
    throw new CannotOpen();
  }

  /** This generation, and the newer ones from which links lead to it: nearest first. */
  private leadingTo(thread: string, gen: number): readonly number[] {
    const leading = new Set([gen]);
    const newer = [...(this.generations.get(thread) ?? [])].filter(([each]) => each > gen);
    for (const [each, { links }] of newer.toSorted(([one], [other]) => one - other)) {
      if (links.some((link) => leading.has(link.gen))) leading.add(each);
    }
    return this.commitment(thread, gen) === '' ? [] : [...leading];
  }

  /** All that links open from one generation, itself included. A link that does not open leads nowhere. */
  private async opened(thread: string, from: number, key: Bytes): Promise<ReadonlyMap<number, Bytes>> {
    const opened = new Map([[from, key]]);
    for (const [gen, under] of opened) {
      for (const link of this.generations.get(thread)?.get(gen)?.links ?? []) {
        if (opened.has(link.gen)) continue;
        const earlier = await this.follow(thread, gen, under, link).catch(() => undefined);
        if (earlier !== undefined) opened.set(link.gen, earlier);
      }
    }
    return opened;
  }

  private follow(thread: string, gen: number, under: Bytes, { gen: to, sealed, isLater }: Link): Promise<Bytes> {
    const context = { ledger: this.ledger(), thread, generation: gen };
    const earlier = { generation: to, commitment: this.commitment(thread, to) };
    return isLater
      ? openLink(under, context, this.commitment(thread, gen), sealed, earlier)
      : openBack(under, context, sealed, earlier);
  }

  /** The key as one of the grants of its own generation gives it, or the case's key. */
  private granted(thread: string, gen: number): Promise<Bytes> {
    return this.once(`${thread} ${String(gen)} granted`, async () => {
      const { kc, grants, wraps } = this.generations.get(thread)?.get(gen) ?? { kc: '', grants: [], wraps: [] };
      const ways = [
        ...grants.map((grant) => () => this.open(thread, gen, kc, grant)),
        ...wraps.map((wrap) => () => this.unwrap(thread, gen, kc, wrap)),
      ];
      for (const way of ways) {
        const key = await way();
        if (key === undefined) continue;
        this.madeGood(thread, gen);
        return key;
      }
      throw new CannotOpen();
    });
  }

  /** By the case's key, where this device has that; an outside colleague has not, and leaves it alone. */
  private async unwrap(thread: string, gen: number, kc: string, wrap: Wrap): Promise<Bytes | undefined> {
    const { caseThread } = this;
    const caseKey = await this.key(caseThread, wrap.under).catch(() => undefined);
    if (caseKey === undefined) return undefined;
    const under = { thread: caseThread, generation: wrap.under, commitment: this.commitment(caseThread, wrap.under) };
    const place = { ledger: this.ledger(), thread, generation: gen, commitment: kc, case: under, by: wrap.by };
    return openInside(caseKey, place, wrap.sealed).catch(() => {
      this.isBad({ thread, gen, entry: wrap.entry });
      return undefined;
    });
  }

  private isBad(given: BadGrant): void {
    const isKnown = this.bad.some(({ entry, thread }) => entry === given.entry && thread === given.thread);
    if (!isKnown) this.bad.push(given);
  }

  /** A later one opened: the one that did not is nothing to report any more. */
  private madeGood(thread: string, gen: number): void {
    const others = this.bad.filter((each) => each.thread !== thread || each.gen !== gen);
    this.bad.splice(0, this.bad.length, ...others);
  }

  private async open(thread: string, gen: number, kc: string, grant: Grant): Promise<Bytes | undefined> {
    const pair = await this.opener(grant);
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
    this.isBad({ thread, gen, entry: grant.entry });
    return undefined;
  }
}
