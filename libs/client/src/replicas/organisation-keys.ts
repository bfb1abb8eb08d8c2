import type { Bytes } from '@consilium/bytes';
import {
  advisersOf,
  holdsNow,
  isOrgKeyDue,
  linkRefusal,
  Problem,
  reportersOf,
  type ActToWrite,
  type BodyToWrite,
  type OrganisationId,
  type OrganisationKey,
  type PersonId,
  type Refusal,
  type RegisterState,
} from '@consilium/domain';
import { draft, type Draft } from '@consilium/ledger';
import { newOrganisationKey, organisationPair, organisationPublic, type SealingKeyPair } from '@consilium/sealing';
import { append } from '../ledgers/append';
import { confirmAndWrite, requireSeen } from '../vault/acts';
import { allow, type Vault } from '../vault/vault';
import { lackingOf, recipientsNow, type OrganisationKeyStanding } from './organisation-key-standing';
import { grantBlob, linkOf, newGeneration, type Granting, type Recipient } from '../keys/generation';
import { ThreadKeys } from '../keys/thread-keys';
import { afterReports, unlinkedHere, wayBack, type WayBack } from '../keys/way-back';

/** Another adviser's device that holds the key passes it on within this many seconds, if one is there. */
const patience = 60;

const notLacking =
  'This colleague is not an adviser of your organisation now, or there is no key yet. Reload the page.';

/** The report of one grant of the organisation's key. */
function badDraft(org: OrganisationId, gen: number, entry: string): Draft {
  return draft({ type: 'grant-bad', scope: 'room', body: { thread: org, gen, entry } });
}

/** The organisation's sealing key as an adviser's device has it. Who gets it is an act of the adviser's, never the device's. */
export class OrganisationKeys {
  private readonly keys: ThreadKeys;
  private readonly pairs = new Map<string, Promise<SealingKeyPair>>();
  private readonly tried = new Set<string>();
  private learnt = 0;

  constructor(private readonly vault: Vault) {
    this.keys = new ThreadKeys(
      vault.root,
      () => vault.root,
      ({ recipient, asOf }) => Promise.resolve(recipient === vault.me ? vault.pairAt(asOf) : undefined),
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

  /** Where the key stands, and what this adviser can do about it: no key is made, and nobody new given one, unasked. */
  async look(org: OrganisationId): Promise<OrganisationKeyStanding> {
    await this.vault.register.sync();
    const key = this.vault.view.orgKey(org);
    const ready = key !== undefined && (await this.pair(org, key.gen)) !== undefined;
    const due = await this.due(org, key, ready);
    return {
      ready,
      due,
      begunBy: key?.begunBy ?? '',
      lacking: key !== undefined && ready && due === 'nothing' ? lackingOf(this.vault, org, key) : [],
      recipients: due === 'nothing' ? [] : recipientsNow(this.vault, org, key),
    };
  }

  /** Which key stands there, and whom the next one goes to. What devices say of it by themselves is no part of that. */
  seen(org: OrganisationId): string {
    const { view, clock } = this.vault;
    return JSON.stringify([view.orgKey(org)?.gen ?? 0, this.recipientsOf(org, clock.now())]);
  }

  private async due(
    org: OrganisationId,
    key: OrganisationKey | undefined,
    isReady: boolean,
  ): Promise<OrganisationKeyStanding['due']> {
    if (key === undefined) return 'first';
    if (isOrgKeyDue(this.vault.view, org, key, this.vault.clock.now())) return 'next';
    return !isReady && (await this.mayRestart(org, key)) ? 'lost' : 'nothing';
  }

  /**
   * What an adviser's device does unasked as the register grows: says that the newest key did not open here, and where it
   * does, gives it again to whoever says so and links what was skipped.
   */
  async mend(org: OrganisationId): Promise<void> {
    if (this.vault.view.orgKey(org) === undefined) return;
    await this.report(org);
    await this.giveAgain(org);
    await this.linkSkipped(org);
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

  /**
   * The first key, the next one after an adviser left or changed keys, or a new one where the newest did not reach this
   * device: with a gesture. Nothing where none is due. What did not open here is reported before. `seen`: of what was shown.
   */
  async make(org: OrganisationId, seen: string): Promise<void> {
    const { due } = await this.look(org);
    if (due === 'nothing') return;
    requireSeen(seen, this.seen(org));
    const before = this.vault.view.orgKey(org);
    if (before === undefined) {
      await this.begin(org, 1, undefined, seen);
      return;
    }
    this.learn();
    const way = await wayBack(this.keys, org, before, this.vault.me);
    allow(this.refusal(org, before, way));
    await this.write(() => Promise.resolve(way.unreported.map(({ gen, entry }) => badDraft(org, gen, entry))));
    await this.begin(org, before.gen + 1, way.to, seen);
  }

  private async begin(org: OrganisationId, gen: number, previous: WayBack['to'], seen: string): Promise<void> {
    const key = await newOrganisationKey();
    const at = this.vault.clock.now();
    const recipients = this.recipientsOf(org, at);
    const made = await newGeneration(this.granting, { thread: org, gen, previous, recipients, key });
    const body: ActToWrite<'org-key'> = {
      thread: org,
      gen: made.gen,
      kc: made.kc,
      back: made.back,
      grants: made.grants,
      public: await organisationPublic(key),
    };
    const shows = (): string => this.seen(org);
    await confirmAndWrite(this.vault, { type: 'org-key', body, blobs: made.blobs, seen, shows });
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

  /** Gives the key this adviser holds to another who lacks it. */
  async passOn(org: OrganisationId, person: PersonId): Promise<void> {
    await this.vault.register.sync();
    await this.write(async (_state, at) => {
      const key = this.vault.view.orgKey(org);
      const to = this.recipientsOf(org, at).find((recipient) => recipient.person === person);
      if (key === undefined || to === undefined) throw new Problem('wrong-state', notLacking);
      if (holdsNow(this.vault.view, key, person)) return [];
      return [await this.grantTo(org, { gen: key.gen, key: await this.seed(org, key.gen) }, to)];
    });
  }

  private async grantTo(
    org: OrganisationId,
    of: { readonly gen: number; readonly key: Bytes },
    to: Recipient,
  ): Promise<Draft> {
    const blob = await grantBlob(this.granting, { thread: org, ...of }, to);
    const body: BodyToWrite<'grant', 'register'> = {
      thread: org,
      gen: of.gen,
      recipient: to.person,
      blob: blob.ref,
    };
    return draft({ type: 'grant', scope: 'room', body, blobs: [blob] });
  }

  /** To those who were given it and say that it did not open: once each. */
  private async giveAgain(org: OrganisationId): Promise<void> {
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
          reporters.includes(person) &&
          !this.tried.has(`${String(key.gen)} ${person}`),
      );
      const drafts: Draft[] = [];
      for (const recipient of waiting) {
        names.push(`${String(key.gen)} ${recipient.person}`);
        drafts.push(await this.grantTo(org, { gen: key.gen, key: seed }, recipient));
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
  const { advises, appointed } = vault.self;
  if (advises === '' && appointed !== '') {
    throw new Problem(
      'not-allowed',
      'Your organisation has not confirmed you as its adviser yet. Ask one of its advisers to confirm you.',
    );
  }
  if (advises === '')
    throw new Problem('not-allowed', 'Only an appointed adviser may do this. Ask a registration officer.');
  return advises;
}
