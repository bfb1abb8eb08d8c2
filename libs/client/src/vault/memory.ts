import { toB64 } from '@consilium/bytes';
import { fromB64, openVault, sealVault, textOf, utf8 } from '@consilium/sealing';
import type { Vault } from './vault';
import type { Log, RememberedHead } from '../ledgers/log';

const label = 'heads';
const saveAfter = 3000;

function readHeads(text: string): Map<string, RememberedHead> {
  const value: unknown = JSON.parse(text);
  const heads = new Map<string, RememberedHead>();
  for (const [ledger, head] of Object.entries(value as Record<string, unknown>)) {
    if (!Array.isArray(head)) continue;
    const [seq, hash] = head as unknown[];
    if (typeof seq === 'number' && typeof hash === 'string') heads.set(ledger, { seq, hash });
  }
  return heads;
}

/** The newest verified head of every ledger, kept sealed under the account key, so that a wiped device remembers. */
export class Memory {
  private heads = new Map<string, RememberedHead>();
  private version = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly vault: Vault) {}

  /** What was remembered; a blob that does not open is somebody else's and counts as none. */
  async load(): Promise<void> {
    const { sealed, version } = await this.vault.transport.call('signIn', 'remembered', {});
    this.version = version;
    if (sealed === undefined) return;
    const { opened } = this.vault.session;
    const bytes = await openVault(opened.accountKey, label, opened.person, fromB64(sealed)).catch(() => undefined);
    if (bytes !== undefined) this.heads = readHeads(textOf(bytes));
  }

  of(ledger: string): RememberedHead | undefined {
    return this.heads.get(ledger);
  }

  /** Notes a verified head; saved a little later, with whatever else came meanwhile. */
  note(log: Log<unknown>): void {
    const { replica } = log;
    if (replica === undefined || log.alarm !== '' || log.remembered !== undefined) return;
    const known = this.heads.get(log.ledger);
    if (known !== undefined && known.seq >= replica.head.seq) return;
    this.heads.set(log.ledger, { seq: replica.head.seq, hash: replica.head.hash });
    this.timer ??= setTimeout(() => void this.save().catch(() => undefined), saveAfter);
  }

  async save(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.vault.isOpen || this.heads.size === 0) return;
    const { opened } = this.vault.session;
    const text = JSON.stringify(
      Object.fromEntries([...this.heads].map(([ledger, { seq, hash }]) => [ledger, [seq, hash]])),
    );
    const sealed = toB64(await sealVault(opened.accountKey, label, opened.person, utf8(text)));
    this.version += 1;
    await this.vault.transport.call('signIn', 'remember', { sealed, version: this.version });
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
