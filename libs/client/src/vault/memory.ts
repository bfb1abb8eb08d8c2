import { toB64 } from '@consilium/bytes';
import { Problem } from '@consilium/domain';
import { fromB64, openVault, sealVault, textOf, utf8 } from '@consilium/sealing';
import type { Opened } from './opened';
import type { Vault } from './vault';
import type { Log, RememberedHead } from '../ledgers/log';

/** In the place of a ledger: the newest time this person's devices know to have come, in the place of a seq. */
const newestTime = '';
const saveAfter = 3000;
/** Another device may have saved in between, and another one in between again. */
const tries = 4;

type Heads = Map<string, RememberedHead>;

function readHeads(text: string): Heads {
  const value: unknown = JSON.parse(text);
  const heads: Heads = new Map();
  for (const [ledger, head] of Object.entries(value as Record<string, unknown>)) {
    if (!Array.isArray(head)) continue;
    const [seq, hash] = head as unknown[];
    if (typeof seq === 'number' && typeof hash === 'string') heads.set(ledger, { seq, hash });
  }
  return heads;
}

const placeOf = ({ person, keyring }: Opened) => ({ label: 'heads', person, version: keyring.version });

const reasonOf = (error: unknown): unknown => (error instanceof Problem ? error.details['reason'] : undefined);
const isTaken = (error: unknown): boolean => error instanceof Problem && error.kind === 'wrong-state';

/** The newest verified head of every ledger, kept sealed under the account key, so that a wiped device remembers. */
export class Memory {
  private heads: Heads = new Map();
  private version = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isUnreadable = false;

  constructor(private readonly vault: Vault) {}

  /**
   * What is stored as remembered does not open: this device cannot tell whether it is shown less than was seen before.
   * It is said to the person, and nothing is stored over it before they say so.
   */
  get isLost(): boolean {
    return this.isUnreadable;
  }

  /** Reads what was remembered, by whichever device. */
  async load(): Promise<void> {
    const { sealed, version } = await this.vault.transport.call('signIn', 'remembered', {});
    this.version = version;
    if (sealed === undefined) return;
    const heads = await this.opened(sealed);
    if (heads === undefined) this.lose();
    else this.isUnreadable = false;
    for (const [ledger, head] of heads ?? []) this.take(ledger, head);
    this.vault.clock.learn(this.heads.get(newestTime)?.seq ?? 0);
  }

  of(ledger: string): RememberedHead | undefined {
    return this.heads.get(ledger);
  }

  /** Notes a verified head; saved a little later, with whatever else came meanwhile. */
  note(log: Log<unknown>): void {
    const { replica } = log;
    if (replica === undefined || log.alarm !== '' || log.remembered !== undefined) return;
    this.take(newestTime, { seq: this.vault.clock.floor, hash: '' });
    if (!this.take(log.ledger, { seq: replica.head.seq, hash: replica.head.hash })) return;
    this.timer ??= setTimeout(() => void this.save().catch(() => undefined), saveAfter);
  }

  /** Versions rise one by one: where another device was faster, what it knew is taken in first. */
  async save(): Promise<void> {
    this.stop();
    for (let left = tries; left > 0; left -= 1) {
      if (!this.vault.isOpen || this.heads.size === 0 || this.isUnreadable) return;
      try {
        await this.vault.transport.call('signIn', 'remember', {
          sealed: await this.sealed(),
          version: this.version + 1,
          keyring: this.vault.session.opened.keyring.version,
        });
        this.version += 1;
        return;
      } catch (error) {
        // Whose keys these were until now is told by the register.
        if (reasonOf(error) === 'keys-renewed') await this.vault.register.sync();
        if (!isTaken(error) || left === 1) throw error;
        await this.load();
      }
    }
  }

  /** The person knows that what was remembered is lost; what this device has verified is remembered from now on. */
  async beginAnew(): Promise<void> {
    this.isUnreadable = false;
    await this.save();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private lose(): void {
    this.isUnreadable = true;
    this.vault.changed({ about: 'register' });
  }

  /** False: as new a head is known. */
  private take(ledger: string, head: RememberedHead): boolean {
    const known = this.heads.get(ledger);
    if (known !== undefined && known.seq >= head.seq) return false;
    this.heads.set(ledger, head);
    return true;
  }

  private async opened(sealed: string): Promise<Heads | undefined> {
    const { opened } = this.vault.session;
    try {
      return readHeads(textOf(await openVault(opened.accountKey, placeOf(opened), fromB64(sealed))));
    } catch {
      return undefined;
    }
  }

  /** All that is remembered, for these keys: of the session, or new ones of the same person. */
  async sealed(opened = this.vault.session.opened): Promise<string> {
    const heads = Object.fromEntries([...this.heads].map(([ledger, { seq, hash }]) => [ledger, [seq, hash]]));
    return toB64(await sealVault(opened.accountKey, placeOf(opened), utf8(JSON.stringify(heads))));
  }
}
