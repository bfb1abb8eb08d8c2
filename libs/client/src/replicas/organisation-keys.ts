import type { Bytes } from '@consilium/bytes';
import {
  advisersOf,
  isOrgKeyDue,
  linkRefusal,
  Problem,
  reportersOf,
  type OrganisationId,
  type OrganisationKey,
  type Refusal,
  type RegisterState,
  type BodyToWrite,
} from '@consilium/domain';
import { draft, type Draft } from '@consilium/ledger';
import { newOrganisationKey, organisationPair, organisationPublic, type SealingKeyPair } from '@consilium/sealing';
import { append } from '../ledgers/append';
import { allow, type Vault } from '../vault/vault';
import { grantBlob, linkOf, newGeneration, type Granting, type Recipient } from '../keys/generation';
import { ThreadKeys } from '../keys/thread-keys';
import { afterReports, unlinkedHere, wayBack, type WayBack } from '../keys/way-back';

/** Another adviser's device that holds the key passes it on within this many seconds, if one is there. */
const patience = 60;

const missing = (begunBy: string): string =>
  `The key of your organisation, begun by ${begunBy}, did not reach this device. You can begin a new one.`;

export interface OrganisationKeyState {
  readonly ready: boolean;
  /** Whether a new key may be begun here now, since the newest did not reach this device. */
  readonly mayRestart: boolean;
  readonly says: string;
}

/** The report of one grant of the organisation's key. */
function badDraft(org: OrganisationId, gen: number, entry: string): Draft {
  return draft({ type: 'grant-bad', scope: 'room', body: { thread: org, gen, entry } });
}

/** The organisation's sealing key as an adviser's device has it: made by the first, granted to the others on sight. */
export class OrganisationKeys {
  private readonly keys: ThreadKeys;
  private readonly pairs = new Map<string, Promise<SealingKeyPair>>();
  private readonly tried = new Set<string>();
  private learnt = 0;

  constructor(private readonly vault: Vault) {
    const { opened } = vault.session;
    this.keys = new ThreadKeys(
      vault.root,
      () => vault.root,
      (recipient) => Promise.resolve(recipient === opened.person ? opened.sealing : undefined),
    );
  }

  private learn(): void {
    const { entries } = this.vault.register;
    this.keys.learn(entries.slice(this.learnt));
    this.learnt = entries.length;
  }

  private seed(org: string, gen: number): Promise<Bytes> {
    this.learn();
    return this.keys.key(org, gen);
  }

  /** The pair that opens what was sealed to the organisation at that generation; undefined when this person holds none. */
  async pair(org: string, gen: number): Promise<SealingKeyPair | undefined> {
    const name = `${org} ${String(gen)}`;
    const known = this.pairs.get(name);
    if (known !== undefined) return known;
    const seed = await this.seed(org, gen).catch(() => undefined);
    if (seed === undefined) return undefined;
    const pair = organisationPair(seed);
    this.pairs.set(name, pair);
    return pair;
  }

  private get granting(): Granting {
    return { root: this.vault.root, ledger: this.vault.root, by: this.vault.me };
  }

  private recipientsOf(org: OrganisationId, at: number): Recipient[] {
    const { view } = this.vault;
    return advisersOf(view, org, at).map((person) => ({
      person,
      sealing: view.person(person)?.sealing ?? '',
      clearance: '',
    }));
  }

  /** Makes the key, renews it after an adviser left, or passes it on: whatever is due and possible. */
  async tend(org: OrganisationId): Promise<OrganisationKeyState> {
    await this.vault.register.sync();
    const { view, clock } = this.vault;
    const key = view.orgKey(org);
    if (key === undefined || isOrgKeyDue(view, org, key, clock.now())) await this.make(org);
    else {
      await this.passOn(org, 'everybody');
      await this.mend(org);
    }
    return this.state(org);
  }

  /**
   * What an adviser's device does unasked as the register grows: says that the newest key did not open here, and where it
   * does, gives it again to whoever says so and links what was skipped.
   */
  async mend(org: OrganisationId): Promise<void> {
    if (this.vault.view.orgKey(org) === undefined) return;
    await this.report(org);
    await this.passOn(org, 'reporters');
    await this.linkSkipped(org);
  }

  /** A new key where the newest did not reach this device, linked to the newest that did. */
  async restart(org: OrganisationId): Promise<void> {
    await this.vault.register.sync();
    await this.make(org, true);
  }

  private async state(org: OrganisationId): Promise<OrganisationKeyState> {
    const key = this.vault.view.orgKey(org);
    if (key === undefined)
      return {
        ready: false,
        mayRestart: false,
        says: 'Your organisation has no key yet. Open this page again in a moment.',
      };
    if ((await this.pair(org, key.gen)) !== undefined)
      return {
        ready: true,
        mayRestart: false,
        says: 'Requests are sealed to your organisation; this device can open them.',
      };
    if (await this.mayRestart(org, key)) return { ready: false, mayRestart: true, says: missing(this.nameOf(key)) };
    const says = 'Another adviser passes the key on when they open their queue. Ask one to do so.';
    return { ready: false, mayRestart: false, says };
  }

  private nameOf({ begunBy }: OrganisationKey): string {
    return this.vault.person(begunBy)?.name ?? '';
  }

  /** Once a minute has passed for the others to pass it on, or all of them but who began it say that it did not open. */
  private async mayRestart(org: OrganisationId, key: OrganisationKey): Promise<boolean> {
    const { vault } = this;
    const at = vault.clock.now();
    const reporters = reportersOf(key);
    const others = advisersOf(vault.view, org, at).filter((each) => each !== key.begunBy);
    const isReportedByAll = others.every((each) => reporters.includes(each));
    if (!isReportedByAll && at < this.since(org, key) + patience) return false;
    return this.refusal(org, key, await wayBack(this.keys, org, key, vault.me)) === undefined;
  }

  /** When this adviser reported the newest key or, if it was never given to them, when it was begun. */
  private since(org: OrganisationId, { gen }: OrganisationKey): number {
    const about = this.vault.register.entries.filter(({ body }) => {
      const { thread, gen: of } = (body ?? {}) as { readonly thread?: string; readonly gen?: number };
      return thread === org && of === gen;
    });
    const report = about.findLast(({ entry: { type, by } }) => type === 'grant-bad' && by === this.vault.me);
    return (report ?? about.find(({ entry: { type } }) => type === 'org-key'))?.entry.at ?? 0;
  }

  /** Why this adviser may not begin the next key, once they have reported what did not open here. */
  private refusal(org: OrganisationId, key: OrganisationKey, way: WayBack): Refusal | undefined {
    const { view, me, clock } = this.vault;
    const beginner = { by: me, view, colleagues: advisersOf(view, org, clock.now()) };
    return linkRefusal(beginner, afterReports(key, way, me), way.to?.gen ?? 0);
  }

  private write(build: (state: RegisterState, at: number) => Promise<readonly Draft[]>): Promise<unknown> {
    return append(this.vault.author, { log: this.vault.register, reliesOn: () => '', build });
  }

  private async make(org: OrganisationId, isAnew = false): Promise<void> {
    await this.write(async (_state, at) => {
      const before = this.vault.view.orgKey(org);
      if (before === undefined) return [await this.next(org, 1, undefined, at)];
      if (!isAnew && !isOrgKeyDue(this.vault.view, org, before, at)) return [];
      this.learn();
      const way = await wayBack(this.keys, org, before, this.vault.me);
      if (isAnew && way.to?.gen === before.gen) return [];
      const refusal = this.refusal(org, before, way);
      if (isAnew) allow(refusal);
      // Another adviser holds it, and renews it when they sign in.
      if (refusal !== undefined) return [];
      const reports = way.unreported.map(({ gen, entry }) => badDraft(org, gen, entry));
      return [...reports, await this.next(org, before.gen + 1, way.to, at)];
    });
  }

  private async next(org: OrganisationId, gen: number, previous: WayBack['to'], at: number): Promise<Draft> {
    const key = await newOrganisationKey();
    const recipients = this.recipientsOf(org, at);
    const made = await newGeneration(this.granting, { thread: org, gen, previous, recipients, key });
    const body: BodyToWrite<'org-key'> = {
      thread: org,
      gen: made.gen,
      kc: made.kc,
      back: made.back,
      grants: made.grants,
      public: await organisationPublic(key),
    };
    return draft({ type: 'org-key', scope: 'room', body, blobs: made.blobs });
  }

  private async report(org: OrganisationId): Promise<void> {
    const { me } = this.vault;
    await this.write(async () => {
      const key = this.vault.view.orgKey(org);
      if (key?.holders.includes(me) !== true || (await this.pair(org, key.gen)) !== undefined) return [];
      const bad = this.keys.bad.findLast(({ gen }) => gen === key.gen);
      return bad === undefined ? [] : [badDraft(org, key.gen, bad.entry)];
    });
  }

  /** To a new adviser it goes on sight only: when somebody opens their queue. */
  private async passOn(org: OrganisationId, to: 'everybody' | 'reporters'): Promise<void> {
    const names: string[] = [];
    await this.write(async (_state, at) => {
      const key = this.vault.view.orgKey(org);
      if (key?.holders.includes(this.vault.me) !== true) return [];
      const seed = await this.seed(org, key.gen).catch(() => undefined);
      if (seed === undefined) return [];
      const reporters = reportersOf(key);
      const waiting = this.recipientsOf(org, at).filter(
        ({ person }) =>
          !key.holders.includes(person) &&
          (to === 'everybody' || reporters.includes(person)) &&
          !this.tried.has(`${String(key.gen)} ${person}`),
      );
      const drafts: Draft[] = [];
      for (const recipient of waiting) {
        const { person } = recipient;
        names.push(`${String(key.gen)} ${person}`);
        const blob = await grantBlob(this.granting, { thread: org, gen: key.gen, key: seed }, recipient);
        const body: BodyToWrite<'grant', 'register'> = { thread: org, gen: key.gen, recipient: person, blob: blob.ref };
        drafts.push(draft({ type: 'grant', scope: 'room', body, blobs: [blob] }));
      }
      return drafts;
    });
    for (const name of names) this.tried.add(name);
  }

  private async linkSkipped(org: OrganisationId): Promise<void> {
    await this.write(async () => {
      const { me, view } = this.vault;
      const key = view.orgKey(org);
      if (key === undefined || key.gen === 1 || !key.holders.includes(me)) return [];
      const seed = await this.seed(org, key.gen).catch(() => undefined);
      if (seed === undefined) return [];
      const of = { thread: org, gen: key.gen, key: seed };
      const links: Draft[] = [];
      for (const earlier of await unlinkedHere(this.keys, org, key)) {
        const body = await linkOf(this.granting, of, earlier);
        links.push(draft({ type: 'link', scope: 'room', body }));
      }
      return links;
    });
  }
}

/** The organisation this person advises for. */
export function advisedBy(vault: Vault): OrganisationId {
  const { advises } = vault.self;
  if (advises === '')
    throw new Problem('not-allowed', 'Only an appointed adviser may do this. Ask a registration officer.');
  return advises;
}
