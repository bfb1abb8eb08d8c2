import {
  type AdviceAct,
  isAdviceKeyDue,
  isLedTo,
  isUndecided,
  Problem,
  recipientsOf,
  stageAt,
  type BodyToWrite,
  type AdviceState,
  type LedgerId,
  type OrganisationId,
  type PersonId,
} from '@consilium/domain';
import { blobBytes, draft, newEntryId, type AppliedEntry, type Draft } from '@consilium/ledger';
import type { OrganisationKeys } from './organisation-keys';
import { newGeneration, type Granting, type KeyOf, type Recipient } from '../keys/generation';
import { ThreadKeys } from '../keys/thread-keys';
import { append } from '../ledgers/append';
import { Log } from '../ledgers/log';
import { readContent, type Content } from './content';
import { sealedBlob } from './sealing-content';
import { allow, type Vault } from '../vault/vault';

/** The organisation's newest key, as the register has it. */
export function organisationRecipient(vault: Vault, org: OrganisationId): Recipient & { readonly gen: number } {
  const key = vault.view.orgKey(org);
  if (key === undefined) {
    throw new Problem(
      'wrong-state',
      'Your defence organisation cannot receive requests yet. One of its advisers has to sign in first.',
    );
  }
  return { person: org as string as PersonId, sealing: key.public, clearance: '', gen: key.gen };
}

/** A `rotate` of an advice ledger: to exactly the requester and the organisation. */
export async function rotateAdvice(
  vault: Vault,
  granting: Granting,
  of: Pick<AdviceState, 'requester' | 'org' | 'thread' | 'gen' | 'kc'>,
  previous: Uint8Array<ArrayBuffer> | undefined,
): Promise<{ readonly draft: Draft; readonly of: KeyOf }> {
  const org = organisationRecipient(vault, of.org);
  const requester = { person: of.requester, sealing: vault.view.person(of.requester)?.sealing ?? '', clearance: '' };
  const recipients = recipientsOf(of).map((person) => (person === org.person ? org : requester));
  const made = await newGeneration(granting, {
    thread: of.thread,
    gen: of.gen + 1,
    previous: previous === undefined ? undefined : { gen: of.gen, key: previous, kc: of.kc },
    recipients,
  });
  const body: BodyToWrite<'rotate', 'advice'> = {
    thread: of.thread,
    gen: made.gen,
    kc: made.kc,
    back: made.back,
    orgGen: org.gen,
    grants: made.grants,
  };
  return { draft: draft({ type: 'rotate', scope: [of.thread], body, blobs: made.blobs }), of: made };
}

interface Sealed {
  readonly thread: string;
  readonly gen: number;
  readonly sealed: { readonly hash: string; readonly size: number };
}

/** One request for advice, as its requester or an adviser of the organisation has it. */
export class Advice {
  readonly log: Log<AdviceState>;
  readonly keys: ThreadKeys;
  private learnt = 0;
  private isQuiet = false;
  private readonly texts = new Map<string, Content<string>>();

  constructor(
    readonly vault: Vault,
    readonly id: LedgerId,
    organisationKeys: OrganisationKeys,
  ) {
    this.log = new Log('advice', id, vault.books.advice, {
      transport: vault.transport,
      clock: vault.clock,
      changed: () => {
        if (!this.isQuiet) vault.changed({ about: 'requests' });
      },
      judging: (...asked) => vault.judging(...asked),
    });
    this.keys = new ThreadKeys(
      vault.root,
      () => id,
      async ({ recipient, orgGen, asOf }) =>
        recipient === vault.me ? vault.pairAt(asOf) : organisationKeys.pair(recipient, orgGen),
    );
  }

  get state(): AdviceState {
    return this.log.state;
  }

  async sync(): Promise<void> {
    await this.log.sync();
    this.learn();
  }

  /** Catches up for somebody who will look at the outcome anyway: tells nobody that anything changed. */
  async syncQuietly(): Promise<void> {
    this.isQuiet = true;
    try {
      await this.sync();
    } finally {
      this.isQuiet = false;
    }
  }

  learn(): void {
    this.keys.learn(this.log.entries.slice(this.learnt));
    this.learnt = this.log.entries.length;
  }

  get granting(): Granting {
    return { root: this.vault.root, ledger: this.id, by: this.vault.me };
  }

  /** What an entry's sealed words say, or why they cannot be shown here. Opened once. */
  async read(each: AppliedEntry): Promise<Content<string>> {
    const known = this.texts.get(each.entry.id);
    if (known !== undefined) return known;
    const body = each.body as Sealed;
    const ctx = { ledger: this.id, thread: body.thread, generation: body.gen };
    const place = { ctx, entry: each.entry.id, author: each.entry.by, type: each.entry.type, field: 'sealed' };
    const key = () => this.keys.key(body.thread, body.gen);
    const content = await readContent(key, place, blobBytes(each, body.sealed as never));
    if (content.unreadable === undefined) this.texts.set(each.entry.id, content);
    return content;
  }

  entriesOf(type: string): readonly AppliedEntry[] {
    return this.log.entries.filter(({ entry }) => entry.type === type);
  }

  async write(build: (state: AdviceState, at: number) => Promise<readonly Draft[]>): Promise<void> {
    await append(this.vault.author, { log: this.log, reliesOn: (state) => state.dossier?.hash ?? '', build });
    this.learn();
  }

  /** Refuses in the rule book's words what may not be done now. */
  require(state: AdviceState, at: number, act: AdviceAct): void {
    this.log.requireWhole();
    allow(this.vault.books.advice.mayAct(state, this.vault.view, at, this.vault.me, act));
  }

  /** Content under the newest key; where somebody left or has other keys, a new generation comes first in the same append. */
  async under(state: AdviceState, write: (under: KeyOf) => Promise<readonly Draft[]>): Promise<readonly Draft[]> {
    const key = await this.keys.key(state.thread, state.gen).catch(() => {
      throw new Problem(
        'wrong-state',
        'This device cannot open the request yet. Ask another adviser to open their queue, then try again.',
      );
    });
    if (!isAdviceKeyDue(state, this.vault.view)) {
      return write({ thread: state.thread, gen: state.gen, key });
    }
    const rotated = await rotateAdvice(this.vault, this.granting, state, key);
    return [rotated.draft, ...(await write(rotated.of))];
  }

  /**
   * What the requester's device does unasked where the generation of the organisation's key that the request is sealed to was
   * skipped since: seals it to the newest, so that its advisers read it.
   */
  async renew(): Promise<void> {
    if (this.log.replica === undefined || this.state.requester !== this.vault.me || this.state.gen === 0) return;
    await this.write(async (state, at) => {
      const key = this.vault.view.orgKey(state.org);
      if (key === undefined || key.gen <= state.orgGen || isLedTo(key, state.orgGen)) return [];
      if (!isUndecided(stageAt(state, at))) return [];
      const { draft: rotated } = await rotateAdvice(
        this.vault,
        this.granting,
        state,
        await this.keys.key(state.thread, state.gen),
      );
      return [rotated];
    });
  }

  /** A question or an answer. `more`: what its body says beside its words, before them. */
  async post<Type extends 'question' | 'answer'>(
    type: Type,
    text: string,
    more: Omit<BodyToWrite<Type>, 'thread' | 'gen' | 'sealed'>,
  ): Promise<void> {
    const id = newEntryId();
    await this.write((state, at) => {
      this.require(state, at, { act: type });
      return this.under(state, async (under) => {
        const blob = await sealedBlob(this.granting, under, { id, type, field: 'sealed' }, text);
        // The compiler does not put together again what `Omit` took apart.
        const body = {
          ...{ thread: under.thread, gen: under.gen },
          ...more,
          sealed: blob.ref,
        } as object as BodyToWrite<Type>;
        return [draft({ type, scope: [state.thread], body, blobs: [blob], id })];
      });
    });
  }

  /** An entry without sealed words. */
  async simply<Type extends 'withdraw' | 'revoke' | 'assign' | 'give-back'>(
    type: Type,
    body: BodyToWrite<Type>,
  ): Promise<void> {
    await this.write((state, at) => {
      this.require(state, at, { act: type });
      return Promise.resolve([draft({ type, scope: 'room', body })]);
    });
  }
}
