import { randomBytes, toB64, type Bytes } from '@consilium/bytes';
import {
  advisersOf,
  isOrgKeyDue,
  Problem,
  type OrganisationId,
  type RegisterState,
  type BodyToWrite,
} from '@consilium/domain';
import { draft, type Draft } from '@consilium/ledger';
import { newOrganisationKey, organisationPair, organisationPublic, type SealingKeyPair } from '@consilium/sealing';
import { append } from '../ledgers/append';
import type { Vault } from '../vault/vault';
import { grantBlob, newGeneration, type Granting, type Recipient } from '../keys/generation';
import { ThreadKeys } from '../keys/thread-keys';

/** The organisation's sealing key as an adviser's device has it: made by the first, granted to the others on sight. */
export class OrganisationKeys {
  private readonly keys: ThreadKeys;
  private readonly pairs = new Map<string, Promise<SealingKeyPair>>();
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
  async tend(org: OrganisationId): Promise<{ ready: boolean; says: string }> {
    await this.vault.register.sync();
    const { view, clock, me } = this.vault;
    const key = view.orgKey(org);
    if (key === undefined || isOrgKeyDue(view, org, key, clock.now())) await this.make(org);
    else if (key.holders.includes(me)) await this.passOn(org);
    return this.state(org);
  }

  private async state(org: OrganisationId): Promise<{ ready: boolean; says: string }> {
    const key = this.vault.view.orgKey(org);
    if (key === undefined)
      return { ready: false, says: 'Your organisation has no key yet. Open this page again in a moment.' };
    if ((await this.pair(org, key.gen)) === undefined) {
      return { ready: false, says: 'Another adviser passes the key on when they open their queue. Ask one to do so.' };
    }
    return { ready: true, says: 'Requests are sealed to your organisation; this device can open them.' };
  }

  private write(build: (state: RegisterState, at: number) => Promise<readonly Draft[]>): Promise<unknown> {
    return append(this.vault.author, { log: this.vault.register, reliesOn: () => '', build });
  }

  private async make(org: OrganisationId): Promise<void> {
    await this.write(async (_state, at) => {
      const { view } = this.vault;
      const before = view.orgKey(org);
      if (before !== undefined && !isOrgKeyDue(view, org, before, at)) return [];
      const gen = (before?.gen ?? 0) + 1;
      const held = before === undefined ? undefined : await this.seed(org, before.gen).catch(() => undefined);
      const previous = held === undefined || before === undefined ? undefined : { key: held, kc: before.kc };
      const key = await newOrganisationKey();
      const made = await newGeneration(this.granting, {
        thread: org,
        gen,
        previous,
        recipients: this.recipientsOf(org, at),
        key,
      });
      // Whoever never held the key before cannot link to it; the link then opens for nobody.
      const back = before !== undefined && made.back === '' ? toB64(randomBytes(60)) : made.back;
      const body: BodyToWrite<'org-key'> = {
        thread: org,
        gen,
        kc: made.kc,
        back,
        grants: made.grants,
        public: await organisationPublic(key),
      };
      return [draft({ type: 'org-key', scope: 'room', body, blobs: made.blobs })];
    });
  }

  private async passOn(org: OrganisationId): Promise<void> {
    await this.write(async (_state, at) => {
      const key = this.vault.view.orgKey(org);
      if (key === undefined) return [];
      const waiting = this.recipientsOf(org, at).filter(({ person }) => !key.holders.includes(person));
      const drafts: Draft[] = [];
      for (const to of waiting) {
        const of = { thread: org, gen: key.gen, key: await this.seed(org, key.gen) };
        const blob = await grantBlob(this.granting, of, to);
        const body: BodyToWrite<'grant', 'register'> = {
          thread: org,
          gen: key.gen,
          recipient: to.person,
          blob: blob.ref,
        };
        drafts.push(draft({ type: 'grant', scope: 'room', body, blobs: [blob] }));
      }
      return drafts;
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
