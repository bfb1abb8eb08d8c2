import type { Hash, LedgerId, RecordHead, RegisterState } from '@consilium/domain';
import { signHead } from '@consilium/ledger';
import type { Log } from './ledgers/log';
import type { RememberedHead } from './ledgers/remembered';
import { restoresOf, type Acceptable, type Before, type Restoring } from './ledgers/restored';
import { nameOf } from './register';
import type { Room } from './replicas/room';
import { keepUnsaid, lostLine } from './rooms/lost-words';
import type { OwnShelf } from './shelf/own-shelf';
import { againstInRegister, againstInRoom, nowOf } from './vault/against';
import type { Memory } from './vault/memory';
import type { Against, OwnLost } from './vault/restores';
import type { Vault } from './vault/vault';

/** What of a device stands on the register, and is read again once that went on from an older copy. */
export interface StandingOn {
  rooms(): readonly Room[];
  /** Everything else: requests, lists. */
  readAgain(): Promise<void>;
}

/** What was lost of a record, in this device's own words. */
interface Lost {
  readonly against: readonly Against[];
  readonly own: readonly OwnLost[];
}

/** Name of what of this person's own was lost, on their shelf. */
const ownLost = 'own';

/** How this device goes on from older copies of records by what officers said, and tells what it had of them. */
export class GoingOn {
  /** Words of what was lost that are being kept. */
  private keeping: Promise<void>[] = [];
  /** Heads that were told already. */
  private readonly told = new Set<string>();

  constructor(
    private readonly vault: Vault,
    private readonly memory: Memory,
    private readonly shelf: OwnShelf,
    private readonly standing: StandingOn,
  ) {
    const { restores } = vault;
    restores.nameOf = (person) => nameOf(vault, person);
    restores.nowOf = (each) =>
      nowOf(each, vault.view, (ledger) => standing.rooms().find(({ id }) => id === ledger)?.log.replica?.state);
  }

  /** What of this person's own was lost is told until they have read it, whichever page was open then. */
  async takeUp(): Promise<void> {
    const kept = await this.shelf.read('lost', ownLost).catch(() => undefined);
    if (kept !== undefined) this.vault.restores.lost = JSON.parse(kept) as OwnLost[];
  }

  async lostSeen(): Promise<void> {
    this.vault.restores.lost = [];
    await this.shelf.drop('lost', ownLost);
  }

  register(): void {
    const { register, root } = this.vault;
    register.restoring = this.of(
      register,
      ({ state }) => restoresOf(state, root),
      (restore, { replica, entries }) => {
        const own = entries
          .slice(restore.kept.seq + 1)
          .filter(({ entry }) => entry.by === this.vault.me)
          .map(({ entry: { id, at, type } }) => ({ ledger: root, entry: id, at, line: type, isSaid: false }));
        void this.readAgain().catch(() => undefined);
        return { against: replica === undefined ? [] : againstInRegister(replica.state, register.state), own };
      },
    );
  }

  room(room: Room): void {
    const { id, log, vault } = room;
    log.restoring = this.of(log, this.saidOf(id), (restore, { replica, entries }) => {
      const read = room.leaveBehind();
      const own = entries.slice(restore.kept.seq + 1).filter(({ entry }) => entry.by === vault.me);
      this.keeping.push(keepUnsaid(room, own, read, this.shelf).catch(() => undefined));
      return {
        against: replica === undefined ? [] : againstInRoom(replica.state, room.state),
        own: own.flatMap((each) => lostLine(room, each) ?? []),
      };
    });
  }

  /** Any other record: nothing of it is known against anybody. */
  other<S>(log: Log<S>, whenTaken: () => void): void {
    log.restoring = this.of(log, this.saidOf(log.ledger), () => {
      whenTaken();
      return { against: [], own: [] };
    });
  }

  private saidOf(ledger: LedgerId): () => Acceptable[] {
    return () => restoresOf(this.vault.register.state, ledger);
  }

  private of<S>(
    log: Log<S>,
    said: Restoring<S>['of'],
    lostOf: (restore: Acceptable, before: Before<S>) => Lost,
  ): Restoring<S> {
    const { restores } = this.vault;
    return {
      of: (shown) => said(shown).filter(({ ledger, entry }) => !restores.isAccepted(ledger, entry)),
      // What could not be told is told when it is met again.
      missed: (lost, kept) =>
        void this.tell(log, lost, kept).catch(() => {
          this.told.delete(lost.hash);
        }),
      took: (restore, before) => {
        restores.accept(log.ledger, restore.entry);
        const { against, own } = lostOf(restore, before);
        restores.against = [...restores.against, ...against];
        this.lose(own);
        this.memory.wentOn(log, restore.kept.seq);
        void this.memory.save().catch(() => undefined);
      },
    };
  }

  private lose(own: readonly OwnLost[]): void {
    if (own.length === 0) return;
    const { restores } = this.vault;
    restores.lost = [...restores.lost, ...own];
    void this.shelf.keep('lost', ownLost, JSON.stringify(restores.lost)).catch(() => undefined);
    this.vault.changed({ about: 'register' });
  }

  /** Everything here was judged by a register of which part is gone. */
  private async readAgain(): Promise<void> {
    for (const room of this.standing.rooms()) {
      await room.log.reload().catch(() => undefined);
      await room.sync().catch(() => undefined);
    }
    await Promise.all(this.keeping.splice(0));
    await this.standing.readAgain();
  }

  private async tell(log: Log<unknown>, { seq, hash }: RememberedHead, kept: RecordHead): Promise<void> {
    const { vault } = this;
    if (kept.seq >= seq || this.told.has(hash)) return;
    this.told.add(hash);
    const { ledger } = log;
    const place = { v: 1 as const, root: vault.root, ledger, seq, hash: hash as Hash };
    const register = (vault.register.state satisfies RegisterState).head;
    const said = { ...place, register, state: '' as const, by: vault.me, at: vault.clock.stamp() };
    const head = await signHead(said, vault.session.opened.signer);
    await vault.transport.call('ledgers', 'tellMissed', { ledger, head, kept });
  }
}
