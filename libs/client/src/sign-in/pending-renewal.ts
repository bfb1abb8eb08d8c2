import type { endpoints, InputOf, SealedEntry } from '@consilium/contracts';
import { gestureSeconds, Problem } from '@consilium/domain';
import type { Draft } from '@consilium/ledger';
import type { OwnShelf } from '../shelf/own-shelf';
import type { Vault } from '../vault/vault';
import { sealedAct } from './confirming';

/** New keys as they are sent: the act, confirmed; what the service keeps with it; and the entry, once it was signed. */
export interface Renewal {
  readonly version: number;
  readonly at: number;
  readonly act: Draft;
  readonly request: Omit<InputOf<(typeof endpoints)['signIn']['renewKeys']>, 'entry'>;
  readonly entry: SealedEntry | undefined;
}

const name = 'new keys';
/** A busy register is met again and again; after that the person is told. */
const tries = 12;

const unknown =
  'The answer did not come, so your keys may be the new ones or still the old ones. Keep both sets of words, and send it again here.';
const moved =
  'Your keys or passkeys were changed on another device meanwhile, so these new keys were not taken. Your words of before hold; the new ones open nothing.';
const stale =
  'The confirmation is too old by now, so these new keys were not taken. Your words of before hold. Begin again.';

const reasonOf = (error: unknown): unknown => (error instanceof Problem ? error.details['reason'] : undefined);

/** No answer, or one that says nothing of whether it was done. */
const isUnanswered = (error: unknown): boolean => !(error instanceof Problem) || error.kind === 'unavailable';

/**
 * New keys between the last gesture and the service's answer. They stay on the device, sealed, until it is known what became of
 * them: whoever sent them and heard nothing cannot tell which words are the right ones.
 */
export class PendingRenewal {
  constructor(
    private readonly vault: Vault,
    private readonly shelf: OwnShelf,
  ) {}

  async read(): Promise<Renewal | undefined> {
    const text = await this.shelf.read('renewal', name).catch(() => undefined);
    if (text === undefined) return undefined;
    const renewal = JSON.parse(text) as Renewal;
    // Opened with the keys that it brought: it was taken.
    if (renewal.version > this.vault.session.opened.keyring.version) return renewal;
    await this.drop();
    return undefined;
  }

  async drop(): Promise<void> {
    await this.shelf.drop('renewal', name).catch(() => undefined);
  }

  /** Sends it, the very bytes that were sent before if any were. Done when this resolves. */
  async send(renewal: Renewal): Promise<void> {
    const { vault } = this;
    vault.renewing = renewal.version;
    try {
      await this.sendUntilTaken(renewal);
    } catch (error) {
      if (isUnanswered(error)) throw new Problem('unavailable', unknown, { unanswered: true }, { cause: error });
      vault.renewing = 0;
      await this.drop();
      throw error;
    }
  }

  private async sendUntilTaken(renewal: Renewal): Promise<void> {
    const { vault } = this;
    let entry = renewal.entry ?? (await this.sealed(renewal));
    for (let attempt = 0; attempt < tries; attempt++) {
      try {
        await vault.transport.call('signIn', 'renewKeys', { ...renewal.request, entry });
        return;
      } catch (error) {
        if (reasonOf(error) !== 'head-moved' && reasonOf(error) !== 'register-moved') throw error;
        await vault.register.sync();
        if (this.isTaken(renewal)) return;
        entry = await this.sealed(renewal);
      }
    }
    throw new Problem('unavailable', unknown);
  }

  private isTaken({ act }: Renewal): boolean {
    return this.vault.register.entries.some(({ entry }) => entry.id === act.id && entry.by === this.vault.me);
  }

  /**
   * Signed for the newest place, and kept before it is sent. Only its place is another one: where the register says something
   * new of this person, what was confirmed is not true any more, and it is given up.
   */
  private async sealed(renewal: Renewal): Promise<SealedEntry> {
    const { vault } = this;
    await vault.register.sync();
    const said = JSON.parse(renewal.act.body) as { readonly asOf: number; readonly signedAt: number };
    const about = vault.register.state.people.get(vault.me)?.at(-1)?.seq;
    if (about !== said.asOf) throw new Problem('wrong-state', moved);
    if (vault.clock.now() - said.signedAt > gestureSeconds) throw new Problem('wrong-state', stale);
    const entry = await sealedAct(vault, renewal.act);
    await this.shelf.keep('renewal', name, JSON.stringify({ ...renewal, entry }));
    return entry;
  }
}
