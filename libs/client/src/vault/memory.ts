import { Problem, type Hash, type LedgerId } from '@consilium/domain';
import type { Log } from '../ledgers/log';
import type { RememberedHead } from '../ledgers/remembered';
import type { OwnShelf } from '../shelf/own-shelf';
import { OneAtATime } from '../turns/one-at-a-time';
import type { MemoryTrouble } from './doubts';
import { firstList, listText, openList, readList, sealList, type HeadsList } from './heads-list';
import { isSetBack } from './listed';
import type { Opened } from './opened';
import { readBeyond, ReadPositions, type Reading, type ReadList, type ReadOf } from './read-positions';
import type { Vault } from './vault';

/** In the place of a ledger: the newest time this person's devices know to have come, in the place of a seq. */
const newestTime = '';
/** Name of the device's own copy on this person's shelf. */
const onDevice = 'heads';
const saveAfter = 3000;
/** Another device may have saved in between, and another one in between again. */
const tries = 4;

/** How far the version of a list goes on that comes with new keys: other devices may write meanwhile. */
const renewalStep = 64;

const reasonOf = (error: unknown): unknown => (error instanceof Problem ? error.details['reason'] : undefined);
const isTaken = (error: unknown): boolean => error instanceof Problem && error.kind === 'wrong-state';

/**
 * The newest verified head of every ledger, sealed under the account key: on the service, so that a wiped device remembers,
 * and on the device, so that a service that lost or hides it is found out.
 */
export class Memory {
  private heads: Map<string, RememberedHead> = new Map();
  private readonly read = new ReadPositions();
  /** What had been looked at by the list that the service has. */
  private saved: ReadList = new Map();
  /** Told of what was looked at on this device, once the service keeps it. */
  whenRead: (read: ReadList) => Promise<void> = () => Promise.resolve();
  /** Whether the service has all that is known here. */
  private isSaved = true;
  private version = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly saving = new OneAtATime();

  constructor(
    private readonly vault: Vault,
    private readonly shelf: Pick<OwnShelf, 'read' | 'keep'>,
  ) {}

  /**
   * What the service gives as remembered is missing, does not open, or is older than what this device saw: it cannot tell
   * whether it is shown less than was seen before. It is said to the person, and nothing is stored over it unasked.
   */
  get isLost(): boolean {
    return this.vault.doubts.memory !== '';
  }

  /**
   * Reads what was remembered, by whichever device. This device's copy first: another page of it may save meanwhile, and
   * what the service gave before would look older than what it was given since.
   */
  async load(): Promise<void> {
    const own = await this.onDevice();
    const { sealed, version } = await this.vault.transport.call('signIn', 'remembered', {});
    const list = sealed === undefined ? undefined : await openList(this.vault.session.opened, sealed, version);
    this.version = version;
    this.doubt(troubleOf(sealed, list, own));
    if (this.isFromBefore(list, own)) this.explained();
    for (const each of [list, own]) this.takeAll(each);
    this.vault.clock.learn(this.heads.get(newestTime)?.seq ?? 0);
    // Looked at while the service could not be told.
    if (list === undefined) return;
    this.saved = list.read;
    if (readBeyond(this.read.list, list.read).size > 0) this.saveSoon();
  }

  /** The service has a newer list: another device of this person knows more, or has looked at more. */
  async hear(version: number): Promise<void> {
    await this.saving.run(async () => {
      if (version > this.version) await this.load();
    });
  }

  /** After the connection came back: what was not told is told, and what others told is heard. */
  async catchUp(): Promise<void> {
    if (!this.isSaved) await this.save().catch(() => undefined);
    await this.hear(Number.MAX_SAFE_INTEGER);
  }

  /** Gives a record what is remembered of it, to be found again in what is shown. */
  remind(log: Pick<Log<unknown>, 'ledger' | 'remembered'>): void {
    const head = this.heads.get(log.ledger);
    if (head !== undefined) log.remembered = head;
  }

  /** Notes a verified head; saved a little later, with whatever else came meanwhile. */
  note(log: Log<unknown>): void {
    if (this.takeHead(log)) this.saveSoon();
  }

  /** How far this person has looked at what, on whichever device; never beyond what one of these had verified. */
  readonly reading: Reading = {
    of: (ledger, begun) => this.read.of(ledger, begun),
    note: (log, begun, seq) => {
      if (!isGoodToRemember(log) || seq > log.headSeq || !this.read.take(log.ledger, begun, seq)) return false;
      this.takeHead(log);
      // Whoever locks now has read it all the same.
      void this.keepOnDevice();
      this.saveSoon();
      return true;
    },
  };

  private saveSoon(): void {
    this.isSaved = false;
    this.timer ??= setTimeout(() => void this.save().catch(() => undefined), saveAfter);
  }

  /** The same, kept on this device at once and with the service when something else is: everybody hears of it in one moment. */
  noteHere(log: Log<unknown>): void {
    if (this.takeHead(log)) void this.keepOnDevice();
  }

  private takeHead(log: Log<unknown>): boolean {
    const { replica } = log;
    if (replica === undefined || !isGoodToRemember(log)) return false;
    this.take(newestTime, { seq: this.vault.clock.floor, hash: '' });
    return this.take(log.ledger, { seq: replica.head.seq, hash: replica.head.hash });
  }

  /**
   * Versions rise one by one: where another device was faster, what it knew is taken in first. One at a time: of two at once
   * one would take what the other has just stored for more than the device knows, or for less.
   */
  save(): Promise<void> {
    this.stop();
    return this.saving.run(() => this.saveNow());
  }

  private async saveNow(): Promise<void> {
    await this.keepOnDevice();
    for (let left = tries; left > 0; left -= 1) {
      if (!this.vault.isOpen || this.heads.size === 0 || this.isLost) return;
      // The keys of before would not open it.
      if (isSetBack(this.vault)) return;
      // All that waits to be saved is in this one.
      this.stop();
      try {
        const next = this.list(this.version + 1);
        const { opened } = this.vault.session;
        const sealed = await sealList(opened, next);
        const { version } = opened.keyring;
        await this.vault.transport.call('signIn', 'remember', { sealed, version: next.version, keyring: version });
        this.version = next.version;
        this.isSaved = this.timer === undefined;
        await this.keepOnDevice();
        await this.tellRead(next.read);
        return;
      } catch (error) {
        // Whose keys these were until now is told by the register.
        if (reasonOf(error) === 'keys-renewed') await this.vault.register.sync();
        if (!isTaken(error) || left === 1) throw error;
        await this.load();
      }
    }
  }

  private async tellRead(read: ReadList): Promise<void> {
    const more = readBeyond(read, this.saved);
    this.saved = read;
    if (more.size > 0) await this.whenRead(more);
  }

  /**
   * The person knows that what was remembered is lost; what this device has verified is remembered from now on. What waits
   * for a second person's word goes on waiting for it on this device.
   */
  async beginAnew(): Promise<void> {
    this.vault.doubts.isBegunAnew = this.vault.doubts.isBegunAnew || this.isLost;
    this.vault.doubts.memory = '';
    await this.save();
  }

  /** All that is remembered, for new keys of the same person. */
  async sealed(opened: Opened): Promise<{ readonly sealed: string; readonly version: number }> {
    const list = this.list(this.version + renewalStep);
    return { sealed: await sealList(opened, list), version: list.version };
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private doubt(memory: MemoryTrouble): void {
    const { doubts } = this.vault;
    if (doubts.memory === memory) return;
    doubts.memory = memory;
    this.vault.changed({ about: 'register' });
  }

  /** False: as new a head is known. */
  private take(ledger: string, head: RememberedHead): boolean {
    const known = this.heads.get(ledger);
    if (head.seq < 0 || (known !== undefined && known.seq >= head.seq)) return false;
    this.heads.set(ledger, head);
    return true;
  }

  /** What another list has of a record by which its device did not go on yet is older, however far it reaches. */
  private takeAll(list: HeadsList | undefined): void {
    if (list === undefined) return;
    const { restores, root } = this.vault;
    const isOfBefore = (ledger: string): boolean =>
      (restores.accepted.get(ledger) ?? []).some((entry) => list.restored.get(ledger)?.includes(entry) !== true);
    for (const [ledger, head] of [...list.heads, [root, list.register] as const]) {
      if (!isOfBefore(ledger)) this.take(ledger, head);
    }
    for (const [ledger, read] of list.read) if (!isOfBefore(ledger)) this.takeRead(ledger, read);
    for (const [ledger, entries] of list.restored) this.takeRestored(ledger as LedgerId, entries, list);
    const known = new Set(restores.against.map((each) => JSON.stringify(each)));
    restores.against = [...restores.against, ...list.against.filter((each) => !known.has(JSON.stringify(each)))];
  }

  /** What was looked at on another device is not new here. */
  private takeRead(ledger: string, read: ReadOf): void {
    if (this.read.takeAll(ledger, read)) this.vault.changed({ about: 'room', room: ledger });
  }

  /** Another device of this person went on from an older copy: what it has of it counts here too. */
  private takeRestored(ledger: LedgerId, entries: readonly Hash[], { heads, read }: HeadsList): void {
    const { restores } = this.vault;
    const head = heads.get(ledger);
    const news = entries.filter((entry) => !restores.isAccepted(ledger, entry));
    for (const entry of news) restores.accept(ledger, entry);
    if (news.length === 0 || head === undefined) return;
    this.heads.set(ledger, head);
    this.read.replace(ledger, read.get(ledger) ?? new Map());
  }

  /** Whether the service's list is one from before officers said why an older database is shown, as this device has heard. */
  private isFromBefore(list: HeadsList | undefined, own: HeadsList | undefined): boolean {
    const { restores, root } = this.vault;
    const heard = [restores.accepted.get(root), own?.restored.get(root)].flatMap((entries) => entries ?? []);
    return list !== undefined && heard.some((entry) => list.restored.get(root)?.includes(entry) !== true);
  }

  /** A record goes on from an older copy of it, after entry `kept`: what is remembered of it is that. */
  wentOn(log: Log<unknown>, kept: number): void {
    this.heads.delete(log.ledger);
    this.read.cut(log.ledger, kept);
    if (log.ledger === this.vault.root) this.explained();
    this.note(log);
  }

  /** An older list is what comes with an older database: it is begun anew, and a second person's word is waited for. */
  private explained(): void {
    const { doubts } = this.vault;
    if (doubts.memory === '') return;
    doubts.isBegunAnew = true;
    doubts.memory = '';
  }

  private list(version: number): HeadsList {
    const { accepted: restored, against } = this.vault.restores;
    const register = this.heads.get(this.vault.root) ?? firstList.register;
    return { version, register, heads: this.heads, restored, against, read: this.read.list };
  }

  /** A device that keeps nothing, or whose copy does not open, has only the service's. */
  private async onDevice(): Promise<HeadsList | undefined> {
    const text = await this.shelf.read('heads', onDevice).catch(() => undefined);
    return text === undefined ? undefined : readList(text);
  }

  private async keepOnDevice(): Promise<void> {
    if (!this.vault.isOpen) return;
    await this.shelf.keep('heads', onDevice, listText(this.list(this.version))).catch(() => undefined);
  }
}

/** Not what a record says that stopped verifying, or that is not yet as new as what was remembered of it. */
const isGoodToRemember = ({ replica, alarm, remembered }: Log<unknown>): boolean =>
  replica !== undefined && alarm === '' && remembered === undefined;

function troubleOf(sealed: string | undefined, list: HeadsList | undefined, own: HeadsList | undefined): MemoryTrouble {
  if (sealed === undefined) return 'missing';
  if (list === undefined) return 'unreadable';
  return own !== undefined && own.version > list.version ? 'older' : '';
}
