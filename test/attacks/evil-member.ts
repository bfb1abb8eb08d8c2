import { cookieJar, httpTransport, memoryShelf, ServiceClock, socketLive, type Transport } from '@consilium/client';
import { randomBytes, toB64 } from '@consilium/bytes';
import type { SealedEntry } from '@consilium/contracts';
import {
  type ActToWrite,
  type ActType,
  type BodyToWrite,
  entitledTo,
  keysOf,
  type LedgerId,
  type PersonId,
  Problem,
  type RegisterHead,
  type RoomState,
  type ThreadId,
} from '@consilium/domain';
import { blobOf, type Draft, newEntryId, placeAfter, sealBatch, type Signer } from '@consilium/ledger';
import {
  actDraft,
  confirmedByGesture,
  currentKey,
  type Desk,
  grantDraft,
  grantingIn,
  KeyedDesk,
  type KeyOf,
  type Room,
  nextOf,
  rotateDraft,
  Sessions,
  textDraft,
  Vault,
  wrappingFor,
} from '@consilium/client/testing';
import { closesAtTheEnd } from '@consilium/testkit';
import type { Someone } from '@consilium/testkit/people';
import { signsIn } from '@consilium/testkit/people';

/** What an evil member may get wrong on purpose; left out: as an honest client would have it. */
export interface Crooked {
  readonly by?: PersonId;
  readonly signer?: Signer;
  readonly at?: number;
  readonly register?: RegisterHead;
  readonly rules?: number;
  readonly head?: { readonly seq: number; readonly hash: string; readonly at: number };
  readonly ledger?: LedgerId;
}

/** Who holds the newest key of a thread, by a grant of its own or by the case's key. */
export function holdersOf(state: RoomState, id: string): readonly PersonId[] {
  const thread = state.threads.get(id as ThreadId);
  return thread === undefined ? [] : keysOf(state, thread).holders;
}

/** The same generation with rubbish in place of what gives it to everybody inside, under that generation of the case's key. */
export function spoiltInside(rotation: Draft, under: number): Draft {
  const { grants, ...body } = JSON.parse(rotation.body) as BodyToWrite<'rotate', 'room'>;
  return { ...rotation, body: JSON.stringify({ ...body, inside: { under, key: toB64(randomBytes(60)) }, grants }) };
}

/** The same generation with rubbish in place of the grants to all but these. */
export async function spoilt(rotation: Draft, goodFor: readonly string[]): Promise<Draft> {
  const body = JSON.parse(rotation.body) as BodyToWrite<'rotate', 'room'>;
  const blobs: Record<string, string> = {};
  const grants = [];
  for (const { recipient, blob } of body.grants) {
    const { ref, data } = await blobOf(randomBytes(1168));
    const isGood = goodFor.includes(recipient);
    blobs[isGood ? blob.hash : ref.hash] = isGood ? (rotation.blobs[blob.hash] ?? '') : data;
    grants.push({ recipient, blob: isGood ? blob : ref });
  }
  return { ...rotation, body: JSON.stringify({ ...body, grants }), blobs };
}

/** What the API made of entries: `taken`, or the kind and code it refused with. */
export type Verdict = 'taken' | `${string}: ${string}`;

/** A person with their real keys on a client of their own making: it signs and appends whatever it is told to, until its test file ends. */
export class EvilMember {
  private constructor(
    readonly person: PersonId,
    readonly vault: Vault,
    readonly desk: Desk,
    readonly transport: Transport,
    /** What this client does unasked (a key that was reported bad is given again) ends. */
    readonly locks: () => Promise<void>,
  ) {}

  static async of(who: Someone): Promise<EvilMember> {
    const cookies = cookieJar();
    const { origin } = who;
    const transport = httpTransport({ origin, cookies });
    const vault = new Vault({
      transport,
      live: socketLive({ origin, cookies }),
      clock: new ServiceClock(),
      shelf: memoryShelf(),
    });
    const keyed = new KeyedDesk(vault);
    const door = new Sessions(vault, keyed).door();
    closesAtTheEnd(() => door.lock());
    await signsIn({ door, passkeys: who.passkeys }, 'Modified device');
    vault.onGesture((asked) => Promise.resolve(who.passkeys.get(asked)));
    return new EvilMember(vault.me, vault, await keyed.open(), transport, () => door.lock());
  }

  get signer(): Signer {
    return this.vault.session.opened.signer;
  }

  /** The room as this member knows it now. */
  async room(id: string): Promise<Room> {
    const room = await this.desk.rooms.open(id);
    await room.sync();
    return room;
  }

  async state(id: string): Promise<RoomState> {
    return (await this.room(id)).state;
  }

  /** Signs drafts at the head of a room, or wherever they are wanted. */
  async sign(id: string, drafts: readonly Draft[], crooked: Crooked = {}): Promise<SealedEntry[]> {
    const { log } = await this.room(id);
    if (log.replica === undefined) throw new Error('The room is not there.');
    await this.vault.register.sync();
    const entries = await sealBatch(log.book, drafts, {
      ...placeAfter(log.replica),
      rules: crooked.rules ?? log.replica.rules,
      register: crooked.register ?? this.vault.register.state.head,
      by: crooked.by ?? this.person,
      at: crooked.at ?? this.vault.clock.now(),
      signer: crooked.signer ?? this.signer,
      ...(crooked.head === undefined ? {} : { head: crooked.head as never }),
      ...(crooked.ledger === undefined ? {} : { ledger: crooked.ledger }),
    });
    return entries.map((entry) => ({ ...entry }));
  }

  /** Sends entries to the API as they are: no client gate stands before it. */
  async send(ledger: string, entries: SealedEntry[], kind: 'room' | 'advice' | 'register' = 'room'): Promise<Verdict> {
    try {
      await this.transport.call('ledgers', 'append', { kind, ledger, entries });
      return 'taken';
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { code, reason } = error.details;
      const said = [code, reason].find((each) => typeof each === 'string');
      return `${error.kind}: ${typeof said === 'string' ? said : error.message}`;
    }
  }

  async post(id: string, drafts: readonly Draft[], crooked: Crooked = {}): Promise<Verdict> {
    return this.send(id, await this.sign(id, drafts, crooked));
  }

  /** Signs entries at the head of a request for advice. */
  async signAdvice(advice: string, drafts: readonly Draft[]): Promise<SealedEntry[]> {
    const { log } = await this.desk.requests.open(advice);
    if (log.replica === undefined) throw new Error('The request is not there.');
    const { rules } = log.replica;
    const register = this.vault.register.state.head;
    const place = { ...placeAfter(log.replica), rules, register, by: this.person, at: this.vault.clock.now() };
    const entries = await sealBatch(log.book, drafts, { ...place, signer: this.signer });
    return entries.map((entry) => ({ ...entry }));
  }

  /** Signs register entries with this person's key, or with whatever signs in its place, in their own or another's name. */
  async signRegister(drafts: readonly Draft[], by = this.person, signer = this.signer): Promise<SealedEntry[]> {
    const { register } = this.vault;
    await register.sync();
    const { replica } = register;
    if (replica === undefined) throw new Error('The register is not there.');
    const place = {
      ...placeAfter(replica),
      rules: replica.rules,
      register: replica.head,
      by,
      at: this.vault.clock.now(),
    };
    const entries = await sealBatch(register.book, drafts, { ...place, signer });
    return entries.map((entry) => ({ ...entry }));
  }

  /** An act with a true gesture of this person's over it, whatever it says. */
  async act<T extends ActType>(type: T, said: ActToWrite<T>): Promise<Draft> {
    await this.vault.register.sync();
    return confirmedByGesture(this.vault, actDraft(this.vault, type, said));
  }

  /** Appends to the register with this person's key, whatever the rules say. */
  async register(drafts: readonly Draft[]): Promise<Verdict> {
    return this.send(this.vault.root, await this.signRegister(drafts), 'register');
  }

  async key(id: string, thread: string): Promise<KeyOf> {
    const room = await this.room(id);
    const known = room.state.threads.get(thread as ThreadId);
    if (known === undefined) throw new Error('There is no such thread.');
    return currentKey(room, known);
  }

  /** A message sealed as it should be, under a key of this member's choosing. */
  async message(id: string, thread: string, text: string, under?: KeyOf): Promise<Draft> {
    const room = await this.room(id);
    const key = under ?? (await this.key(id, thread));
    return textDraft(grantingIn(room), key, { type: 'message', text, more: { replyTo: '' }, id: newEntryId() });
  }

  /** A grant of a thread's key to anybody, by what clearance this member likes to name. */
  async grant(id: string, thread: string, to: PersonId, clearance = ''): Promise<Draft> {
    const room = await this.room(id);
    const sealing = this.vault.person(to)?.sealing ?? '';
    return grantDraft(grantingIn(room), await this.key(id, thread), { person: to, sealing, clearance });
  }

  /** The next generation of a thread, that opens for these only: to everybody else rubbish is given in its place. */
  async spoiltRotation(id: string, thread: string, goodFor: readonly PersonId[]): Promise<Draft> {
    const { state } = await this.room(id);
    const everybody = entitledTo(state, thread as ThreadId, this.vault.view, this.vault.clock.now());
    return spoilt(await this.rotation(id, thread, everybody), goodFor);
  }

  /** The next generation of a thread, to whomever this member likes; linked to an earlier one, if they like. */
  async rotation(id: string, thread: string, to: readonly PersonId[], back?: number): Promise<Draft> {
    const room = await this.room(id);
    const known = room.state.threads.get(thread as ThreadId);
    if (known === undefined) throw new Error('There is no such thread.');
    const gen = back ?? known.gen;
    const previous = { gen, key: await room.keys.key(thread, gen), kc: room.keys.commitment(thread, gen) };
    // An outside colleague has no key of the case to give it to the inside under.
    const by = await wrappingFor(room, room.state, known, this.vault.clock.now()).catch(() => undefined);
    const recipients = [...to]
      .sort()
      .map((person) => ({ person, sealing: this.vault.person(person)?.sealing ?? '', clearance: '' }));
    return (await rotateDraft(grantingIn(room), nextOf(known), previous, recipients, by?.under)).draft;
  }
}
