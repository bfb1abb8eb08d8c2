import { createHash, randomBytes } from 'node:crypto';
import { endpoints, type InputOf, type SealedEntry } from '@consilium/contracts';
import {
  type EntryId,
  type Hash,
  type LedgerId,
  roomRules,
  SERVICE,
  type ThreadId,
  type BodyToWrite,
  type ActToWrite,
  type ActType,
} from '@consilium/domain';
import { type Blob, blobOf, draft, type Draft, sealBatch } from '@consilium/ledger';
import { patience } from '@consilium/testkit';
import type { System } from '@consilium/testkit/system';
import { PlainBrowser } from './plain-browser';
import { b64, joinRequest, now, PlainOfficer, PlainPerson } from './plain-person';

export interface Member {
  readonly person: PlainPerson;
  readonly browser: PlainBrowser;
}

export interface Head {
  readonly seq: number;
  readonly hash: Hash;
  readonly at: number;
}

/** An officer's clinic with people signed in, who write entries by hand: what they seal is random, the server cannot tell. */
export class PlainClinic {
  readonly organisation = b64(16);
  readonly otherOrganisation = b64(16);
  readonly officer: PlainOfficer;
  readonly office: PlainBrowser;

  private constructor(
    readonly system: System,
    first: PlainPerson,
  ) {
    this.officer = new PlainOfficer(first);
    this.office = new PlainBrowser(system.address, system.origin);
  }

  static async open(system: System): Promise<PlainClinic> {
    const clinic = new PlainClinic(system, await PlainPerson.make());
    await clinic.officer.setUp(clinic.office, clinic.home, 'first-run-code');
    const { organisation, otherOrganisation } = clinic;
    await clinic.register('organisation', { organisation, name: 'Northside Clinic', kind: 'clinical', anchor: '' });
    await clinic.register('organisation', {
      organisation: otherOrganisation,
      name: 'Southside Clinic',
      kind: 'clinical',
      anchor: '',
    });
    return clinic;
  }

  get home() {
    return { origin: this.system.origin, rpId: 'localhost' };
  }

  get root(): LedgerId {
    return this.officer.root;
  }

  register<Type extends ActType>(type: Type, said: ActToWrite<Type>): Promise<void> {
    return this.officer.append(this.office, type, said);
  }

  async registerHead(): Promise<{ seq: number; hash: Hash }> {
    const { head } = await this.office.ask(endpoints.ledgers.entries, { ledger: this.root, after: 100_000, limit: 1 });
    return { seq: head.seq, hash: head.hash as Hash };
  }

  /** Somebody with an account who waits for the officer. */
  async waiting(organisation = this.organisation): Promise<Member & { readonly join: string }> {
    const browser = new PlainBrowser(this.system.address, this.system.origin);
    const invitation = b64(16);
    await this.office.ask(endpoints.register.invite, { invitation, role: 'clinician', organisation });
    const { nonce } = await browser.ask(endpoints.register.joinBegin, { invitation });
    const person = await PlainPerson.make();
    const request = await joinRequest(person, invitation, { nonce, root: this.root, organisation }, this.home);
    await browser.ask(endpoints.register.joinFinish, request);
    return { person, browser, join: request.join };
  }

  /** A clinician in the register, signed in. `expires`: end of the credential. */
  async clinician(organisation = this.organisation, expires = now() + 86_400 * 365): Promise<Member> {
    const { person, browser, join } = await this.waiting(organisation);
    const [number] = person.states.register;
    if (number === undefined) throw new Error('no number stated');
    const found = { ...number, name: 'Alice Ashgrove', status: 'with-licence', source: 'Trial' } as const;
    await this.register('credential', {
      person: person.id,
      join,
      level: 'V1',
      registration: [{ ...found, checkedAt: now() }],
      staff: [],
      why: '',
      expires,
    });
    return { person, browser };
  }

  async openRoom(owner: Member): Promise<PlainRoom> {
    const room = new PlainRoom(this, owner);
    await room.begin();
    return room;
  }
}

const grantsTo = async (people: readonly Member[]) => {
  const sorted = people.map(({ person }) => person.id as string).sort();
  const made = await Promise.all(
    sorted.map(async (recipient) => ({ recipient, blob: await blobOf(randomBytes(1168)) })),
  );
  return {
    blobs: made.map(({ blob }) => blob),
    grants: made.map(({ recipient, blob }) => ({ recipient, blob: blob.ref })),
  };
};

/** A case as its members' clients would keep it; what is appended is whatever a test says. */
export class PlainRoom {
  readonly thread = b64(16) as ThreadId;
  ledger: LedgerId | '' = '';
  head: Head | undefined;

  constructor(
    readonly clinic: PlainClinic,
    readonly owner: Member,
  ) {}

  get id(): string {
    return this.ledger;
  }

  async begin(): Promise<void> {
    const { organisation } = this.clinic;
    const body: BodyToWrite<'genesis', 'room'> = {
      kind: 'room',
      nonce: b64(16),
      org: organisation,
      thread: this.thread,
    };
    const drafts = [
      draft({ type: 'genesis', scope: 'room', body }),
      await this.rotation(this.thread, 'case', 1, [this.owner]),
    ];
    await this.append(this.owner, drafts);
  }

  /** Keys of the case for these people, or of a picture, under those of the case. */
  async rotation(thread: ThreadId, kind: 'case' | 'picture', gen: number, to: readonly Member[] = []): Promise<Draft> {
    const { grants, blobs } = await grantsTo(to);
    const back = { gen: gen - 1, sealed: gen === 1 ? '' : b64(60) };
    const body: BodyToWrite<'rotate', 'room'> = {
      ...{ thread, kind, clearance: '', gen, kc: b64(32), back, readers: 'inside' },
      ...(kind === 'case' ? {} : { inside: { under: 1, key: b64(60) } }),
      grants,
    };
    return draft({ type: 'rotate', scope: [thread], body, blobs });
  }

  invitation(member: Member): Draft {
    return draft({ type: 'invite', scope: 'room', body: { person: member.person.id } });
  }

  /** The case thread's key for a colleague: it opens every picture. */
  async grant(member: Member): Promise<Draft> {
    const blob = await blobOf(randomBytes(1168));
    const body: BodyToWrite<'grant', 'room'> = {
      thread: this.thread,
      gen: 1,
      recipient: member.person.id,
      clearance: '',
      blob: blob.ref,
    };
    return draft({ type: 'grant', scope: [this.thread], body, blobs: [blob] });
  }

  /** The owner invites an internal colleague and grants the case thread. */
  async invite(member: Member): Promise<void> {
    await this.append(this.owner, [this.invitation(member), await this.grant(member)]);
  }

  async message(options: { thread?: ThreadId; gen?: number; blob?: Blob; id?: EntryId } = {}): Promise<Draft> {
    const { thread = this.thread, gen = 1, blob = await blobOf(randomBytes(284)) } = options;
    const body = { thread, gen, sealed: blob.ref, replyTo: '' };
    const id = options.id === undefined ? {} : { id: options.id };
    return draft({ type: 'message', scope: [thread], body, blobs: [blob], ...id });
  }

  /** Signs drafts at the newest place known, or at another that a test chooses. */
  async sealed(
    by: Member,
    drafts: readonly Draft[],
    changes: { head?: Head; register?: { seq: number; hash: Hash }; at?: number; as?: PlainPerson } = {},
  ): Promise<SealedEntry[]> {
    const register = changes.register ?? (await this.clinic.registerHead());
    const entries = await sealBatch(roomRules, drafts, {
      ledger: this.ledger,
      head: changes.head ?? this.head,
      root: this.clinic.root,
      rules: 1,
      register,
      by: (changes.as ?? by.person).id,
      at: changes.at ?? now(),
      signer: by.person.signer,
    });
    return entries.map((entry): SealedEntry => ({ ...entry }));
  }

  send(by: Member, entries: SealedEntry[], ledger: string = this.ledger) {
    const input: InputOf<typeof endpoints.ledgers.append> = { kind: 'room', ledger, entries };
    return by.browser.call(endpoints.ledgers.append, input);
  }

  /** Appends and takes the answer as the newest place. */
  async append(by: Member, drafts: readonly Draft[]): Promise<SealedEntry[]> {
    const entries = await this.sealed(by, drafts);
    const answer = await this.send(by, entries);
    if (answer.status !== 200)
      throw new Error(`append answered ${String(answer.status)}: ${answer.title} ${JSON.stringify(answer.body)}`);
    this.ledger = answer.body.ledger as LedgerId;
    this.head = { ...(answer.body.head as { seq: number; hash: Hash }), at: now() };
    return entries;
  }

  async read(by: Member, after = -1) {
    return by.browser.call(endpoints.ledgers.entries, { ledger: this.ledger, after, limit: 1000 });
  }

  /** Catches up with what others, or the service, appended. */
  async catchUp(): Promise<void> {
    const { head } = (await this.read(this.owner, 100_000)).body;
    this.head = { ...(head as { seq: number; hash: Hash }), at: now() };
  }
}

/** What an entry says, read without checking. */
export function claims(entry: SealedEntry): { type: string; by: string; seq: number; register: { seq: number } } {
  const [, payload = ''] = entry.jws.split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as ReturnType<typeof claims>;
}

export const isTick = (entry: SealedEntry): boolean => claims(entry).type === 'tick' && claims(entry).by === SERVICE;
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url');

/** Waits until something is so; gives up after `milliseconds`. */
/** Whether it came to be so. How long it may take is for a busy machine: it shows nothing. */
export async function eventually(check: () => Promise<boolean> | boolean, milliseconds = patience): Promise<boolean> {
  for (const until = Date.now() + milliseconds; Date.now() < until;) {
    if (await check()) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}
