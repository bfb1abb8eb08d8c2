import { Problem, type LedgerId } from '@consilium/domain';
import { inTurns } from '../turns/in-turns';
import { OneAtATime } from '../turns/one-at-a-time';
import type { Memory } from '../vault/memory';
import type { Vault } from '../vault/vault';
import { part } from '../service/part';
import { tendKeys } from './key-troubles';
import type { Invitation } from './invitation';
import { because, ListedRooms } from './listed-rooms';
import { RoomHeads } from './room-heads';
import { Room } from '../replicas/room';

const gone = 'You have no access to this case, or it has ended.';
const notAccepted = 'Accept the invitation first.';
const unreadText = 'This case could not be read just now. It is asked for again by itself.';
const behindText = 'What is new in this case could not be read just now. It is asked for again by itself.';

const invited = 'invited-outside';
/** Whatever is known, there may be more. */
const newest = Number.MAX_SAFE_INTEGER;

/** Most people are invited from outside to nothing. */
const newInvitation = async (vault: Vault, id: LedgerId): Promise<Invitation> =>
  new (await part(() => import('./invitation'))).Invitation(vault, id);

/** The rooms this person is in, and the ones they are invited to. */
export class Rooms {
  private readonly rooms = new Map<string, Room>();
  private readonly invitations = new Map<string, Invitation>();
  private readonly list: ListedRooms;
  /** Rooms whose first entries are on their way. */
  private readonly loading = new Map<string, Promise<Room>>();
  /** Rooms that are listed and could not be read, or not to their end, and why. */
  private readonly unread = new Map<string, string>();
  private readonly watched = new Set<string>();
  private readonly granted = new Set<string>();
  private readonly turns = new OneAtATime();
  /** A refresh that has not asked yet. */
  private nextAnswer: Promise<void> | undefined;
  private readonly heads: RoomHeads;
  /** Done once everything watched was asked for again after the connection came back; no case waits for the list of all. */
  private catchingUp = Promise.resolve();

  constructor(
    private readonly vault: Vault,
    private readonly memory: Memory,
    private readonly others: readonly { readonly room: (room: Room) => void }[],
  ) {
    this.list = new ListedRooms(vault);
    this.heads = new RoomHeads(vault);
  }

  /** Why cases are missing in the list; "" when none is. */
  get unlisted(): string {
    return this.list.unlisted;
  }

  get all(): readonly Room[] {
    return [...this.rooms.values()];
  }

  get invited(): readonly Invitation[] {
    return [...this.invitations.values()];
  }

  /**
   * Asks which rooms there are and catches up with those that grew. Tells when one came or went. An answer is never taken
   * after a later one; whoever asks while one is under way gets one that is asked for afterwards.
   */
  refresh(): Promise<void> {
    this.nextAnswer ??= this.turns.run(() => {
      this.nextAnswer = undefined;
      return this.judged();
    });
    return this.nextAnswer;
  }

  /** By a register that goes on otherwise than was verified nothing is judged: what is here stays as it is. */
  private async judged(): Promise<void> {
    const { register } = this.vault;
    if (register.isPutBack && this.rooms.size > 0) return;
    register.requireSound();
    await this.ask();
  }

  private async ask(): Promise<void> {
    const known = [...this.rooms.keys(), ...this.invitations.keys()];
    const before = this.names();
    await this.list.follow();
    const listed = new Map(this.list.rows.map((each) => [each.ledger, each]));
    // What was opened after the question was asked is in no answer to it; what no page told of is not gone.
    for (const id of this.list.isPart ? [] : known) {
      const isGone = !listed.has(id);
      if (isGone) this.forgetRoom(id);
      if (isGone || (listed.get(id)?.as ?? invited) !== invited) this.invitations.delete(id);
    }
    const failed = await inTurns(this.list.rows, async ({ ledger, as, seq }) => {
      if (as === invited) await this.loadInvitation(ledger as LedgerId, seq);
      else if (as !== undefined) await this.load(ledger as LedgerId, seq);
    });
    this.unread.clear();
    for (const [{ ledger }, error] of failed) this.unread.set(ledger, because(unreadText, error));
    if (this.names() !== before) this.vault.changed({ about: 'cases' });
  }

  /** Listed cases of which nothing could be read, and why; they are asked for again with the next refresh. */
  get failed(): readonly (readonly [string, string])[] {
    return [...this.unread].filter(([id]) => !this.rooms.has(id) && !this.invitations.has(id));
  }

  /** Why a case that is shown could not be brought up to date; "" when it is. */
  behind(id: string): string {
    return this.unread.has(id) ? behindText : '';
  }

  /** Cases that the service cannot judge just now, and of which nothing is here. */
  get waiting(): readonly string[] {
    return this.list.unjudged.filter((id) => !this.rooms.has(id) && !this.invitations.has(id));
  }

  private names(): string {
    const unread = [...this.unread.keys()];
    const { rooms, invitations, waiting, unlisted } = this;
    return [...rooms.keys(), '|', ...invitations.keys(), '|', ...waiting, '|', ...unread, '|', unlisted].join();
  }

  private async loadInvitation(id: LedgerId, headSeq: number): Promise<void> {
    const known = this.invitations.get(id) ?? (await newInvitation(this.vault, id));
    if (known.log.headSeq < headSeq) await known.sync();
    // Whoever has yet to accept is shown the invitation, and no room of which they are given nothing.
    if (this.rooms.has(id)) this.forgetRoom(id);
    this.invitations.set(id, known);
  }

  private async load(id: LedgerId, headSeq: number): Promise<Room> {
    const known = this.rooms.get(id);
    if (known !== undefined) {
      if (known.log.headSeq < headSeq) await this.sync(known);
      else if (known.log.headSeq === headSeq) known.log.arrivals.whole();
      return known;
    }
    // Whoever asks while it is on its way waits for the same: a room is read and verified once.
    const loading = this.loading.get(id) ?? this.loadFirst(id);
    this.loading.set(id, loading);
    return loading;
  }

  private async loadFirst(id: LedgerId): Promise<Room> {
    try {
      const room = new Room(this.vault, id);
      this.memory.remind(room.log);
      room.reading = this.memory.reading;
      for (const each of this.others) each.room(room);
      await this.sync(room);
      // Not where everything was forgotten meanwhile.
      if (this.loading.has(id)) this.rooms.set(id, room);
      return room;
    } finally {
      this.loading.delete(id);
    }
  }

  private async sync(room: Room): Promise<void> {
    await room.sync();
    this.memory.note(room.log);
    this.tend(room);
  }

  /**
   * Keys that did not open are reported; keys due or missing are renewed and passed on, and given again where somebody says
   * that they did not open: unasked, by whoever can.
   */
  tend(room: Room): void {
    if (room.log.replica !== undefined) void tendKeys(room, this.granted, this.watched.has(room.id));
  }

  /**
   * A room for acting in: loaded, sound, up to date as far as the live connection told. Of one that is not here yet it is
   * asked first what this person is to it: whoever has yet to accept is given skeletons alone, which would look withheld.
   */
  async open(id: string): Promise<Room> {
    // What came while the connection was away is applied before anything is shown.
    await this.catchingUp.catch(() => undefined);
    const known = this.rooms.get(id);
    if (known !== undefined && this.watched.has(id)) return known;
    try {
      if (known === undefined && (await this.isInvitation(id))) {
        await this.loadInvitation(id as LedgerId, newest);
        throw new Problem('not-allowed', notAccepted);
      }
      return await this.load(id as LedgerId, newest);
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== 'not-found') throw error;
      this.forgetRoom(id);
      throw new Problem('not-found', gone);
    }
  }

  /** Asks by itself: the list may be waiting for an answer to an older question. */
  private async isInvitation(id: string): Promise<boolean> {
    const { as, now } = await this.vault.transport.call('ledgers', 'standing', { ledger: id });
    this.vault.clock.hear(now);
    return as === invited;
  }

  /** An act in a room; afterwards the others may compare heads, and the lists are out of date. */
  async act<T>(id: string, act: (room: Room) => Promise<T>): Promise<T> {
    const room = await this.open(id);
    room.log.requireSound();
    const done = await act(room);
    this.headSoon(room);
    this.vault.changed({ about: 'cases' });
    return done;
  }

  find(id: string): Room | undefined {
    return this.rooms.get(id);
  }

  invitation(id: string): Invitation | undefined {
    return this.invitations.get(id);
  }

  /** Looks into a room: presence, live notices, and the heads of the others. */
  async enter(id: string): Promise<void> {
    const room = await this.open(id);
    if (await this.vault.live.watch(id)) this.watched.add(id);
    // What came between loading and watching.
    await this.sync(room);
    void this.check(room);
  }

  leave(id: string): void {
    this.watched.delete(id);
    this.vault.live.unwatch(id);
  }

  /** After the connection came back: everything watched is asked for again, by sequence number. */
  async reconnected(): Promise<void> {
    this.catchingUp = this.catchUp();
    await this.catchingUp;
    await this.refresh();
  }

  private async catchUp(): Promise<void> {
    await inTurns([...this.watched], async (id) => {
      const room = this.rooms.get(id);
      if (room === undefined) return;
      await this.vault.live.watch(id);
      await this.sync(room);
    });
  }

  disconnected(): void {
    for (const room of this.rooms.values()) if (this.watched.has(room.id)) room.here = [];
  }

  isWatched(id: string): boolean {
    return this.watched.has(id);
  }

  /** Nothing of any room is shown again before the service was asked anew: the session or the person's standing ended. */
  forgetAll(): void {
    for (const id of this.watched) this.vault.live.unwatch(id);
    this.stopTyping();
    this.rooms.clear();
    this.loading.clear();
    this.list.forget();
    this.invitations.clear();
    this.watched.clear();
  }

  forgetRoom(id: string): void {
    this.rooms.get(id)?.typing.forget();
    this.rooms.delete(id);
    this.watched.delete(id);
  }

  /** Compares heads with the other members, and posts this device's own. */
  check(room: Room): Promise<void> {
    return this.heads.check(room);
  }

  /** Says a little later what this device has verified, after it wrote something. */
  headSoon(room: Room): void {
    this.memory.note(room.log);
    this.heads.soon(room);
  }

  stop(): void {
    this.heads.stop();
    this.stopTyping();
  }

  private stopTyping(): void {
    for (const room of this.rooms.values()) room.typing.forget();
  }
}
