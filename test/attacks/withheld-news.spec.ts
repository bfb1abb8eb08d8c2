import type { SealedEntry } from '@consilium/contracts';
import { ServiceClock } from '@consilium/client';
import { type BodyToWrite } from '@consilium/domain';
import { headClaim } from '@consilium/ledger';
import { clinic, type Clinic, patterned } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { asks, caseThread, decidedCase, opensCase, type SharedCase } from './cases';
import { addsPicture, closeDevices, deviceOf, evidenceOf, marked, pixels, refusal, said, waitFor } from './devices';
import { claimOf, EvilServer } from './evil-server';
import { EvilMember } from './evil-member';

const readOnly = /read-only here; save the evidence file/;
const notThePicture = /not the one that was posted/;

describe('a server that withholds news and exchanges pictures', () => {
  let system: System;
  let people: Clinic;
  let share: SharedCase;
  let talk: string;
  let owner: EvilMember;
  let colleague: EvilMember;

  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
    const { alice, bela, victor, xenia } = people;
    share = await decidedCase({ owner: alice, adviser: victor, recipient: xenia, colleagues: [bela] });
    talk = await caseThread(alice.door, share.room);
    owner = await EvilMember.of(alice);
    colleague = await EvilMember.of(bela);
  });
  afterEach(closeDevices);

  const placeOf = (entries: readonly SealedEntry[]): number => entries.map((entry) => claimOf(entry).seq)[0] ?? -1;

  /** Waits until some member's device has said that it verified the case up to an entry at least, by the service's own word. */
  async function posted(room: string, seq: number): Promise<void> {
    const newest = async (): Promise<number> => {
      const { heads } = await colleague.transport.call('ledgers', 'heads', { ledger: room });
      return Math.max(-1, ...heads.map(({ service }) => (service === '' ? -1 : headClaim(service).payload.seq)));
    };
    expect(await waitFor(newest, (seen) => seen >= seq)).toBeGreaterThanOrEqual(seq);
  }

  test('8: an older head shown to a device that saw a newer one is a rollback, and the case is read-only there', async () => {
    const { room } = share;
    const evil = new EvilServer();
    const door = await deviceOf(people.bela, { evil });
    await people.alice.door.say(room, talk, 'before the rollback', '');
    const { head } = await door.room(room);
    evil.rewrites(room, (entries) => entries.slice(0, head - 1));
    await door.enter(room);
    const view = await door.room(room);
    expect(view.alarm).toMatch(/older history/);
    expect(await refusal(door.say(room, talk, 'may I', ''))).toMatch(readOnly);
    expect((await evidenceOf(door, room)).what).toBe('rollback');
    expect(await said(door, room, talk)).toContain('before the rollback');
  });

  test('8: a new device whose account remembers a newer head finds the rollback at once', async () => {
    const { room } = share;
    const former = await deviceOf(people.bela);
    const { head } = await former.room(room);
    await former.signOut();
    const evil = new EvilServer().rewrites(room, (entries) => entries.slice(0, head));
    const door = await deviceOf(people.bela, { evil });
    expect((await door.room(room)).alarm).toMatch(/older history/);
  });

  test('8: with the memory rolled back too, the case says it is not cross-checked, and the first contact with another member ends it', async () => {
    const { room } = share;
    const heard = await deviceOf(people.alice);
    await people.alice.door.say(room, talk, 'what only others know', '');
    const { head } = await heard.room(room);
    await heard.enter(room);
    await posted(room, head);
    const evil = new EvilServer()
      .rewrites(room, (entries) => entries.slice(0, head))
      .instead('signIn', 'remembered', () => ({ version: 0 }));
    evil.on('ledgers', 'heads', (truth, { ledger }) => (ledger === room ? { ...truth, heads: [] } : truth));
    const door = await deviceOf(people.bela, { evil });
    await door.enter(room);
    const alone = await door.room(room);
    expect([alone.alarm, alone.crossChecked]).toEqual(['', false]);
    evil.on('ledgers', 'heads', (truth) => truth);
    await door.enter(room);
    const met = await waitFor(
      () => door.room(room),
      ({ alarm }) => alarm !== '',
    );
    expect(met.alarm).toMatch(readOnly);
    expect((await evidenceOf(door, room)).theirs?.heads).toHaveLength(2);
  });

  test('9: two members shown different entries at one place find the fork at first contact, with both halves saved', async () => {
    const room = await opensCase(people.alice, people.bela);
    const thread = await caseThread(people.alice.door, room);
    const other = await owner.sign(room, [await owner.message(room, thread, 'for the other')]);
    await people.alice.door.say(room, thread, 'for one', '');
    // What her other device remembers would show it too, and without a signature.
    const evil = new EvilServer()
      .rewrites(room, (entries) => [...entries.slice(0, placeOf(other)), ...other])
      .instead('signIn', 'remembered', () => ({ version: 0 }));
    const fooled = await deviceOf(people.bela, { evil });
    expect(await said(fooled, room, thread)).toEqual(['for the other']);
    const honest = await deviceOf(people.alice);
    await honest.enter(room);
    await posted(room, placeOf(other));
    await fooled.enter(room);
    const view = await waitFor(
      () => fooled.room(room),
      ({ alarm }) => alarm !== '',
    );
    expect(view.alarm).toMatch(/different history/);
    const file = await evidenceOf(fooled, room);
    expect([file.what, file.theirs?.heads.length, file.mine?.entries.length]).toEqual(['fork', 2, 3]);
  });

  test('9: a member’s word alone, the service’s signature kept from this device, warns, names the member, and lets nothing out', async () => {
    const room = await opensCase(people.alice, people.bela);
    const thread = await caseThread(people.alice.door, room);
    const picture = await addsPicture(people.alice.door, room, 'doubted');
    // As it was before, whatever another device of hers hears of the truth.
    const before = await colleague.transport.call('signIn', 'remembered', {});
    const other = await owner.sign(room, [await owner.message(room, thread, 'for the other')]);
    await people.alice.door.say(room, thread, 'for one', '');
    await posted(room, placeOf(other));
    let isBare = true;
    const evil = new EvilServer()
      .rewrites(room, (entries) => [...entries.slice(0, placeOf(other)), ...other])
      .on('signIn', 'remembered', () => before)
      .on('ledgers', 'heads', (truth) =>
        isBare ? { ...truth, heads: truth.heads.map(({ head }) => ({ head, service: '' })) } : truth,
      );
    const door = await deviceOf(people.bela, { evil });
    await door.enter(room);
    const doubted = await waitFor(
      () => door.room(room),
      ({ doubt }) => doubt !== '',
    );
    expect([doubted.alarm, doubted.doubt]).toEqual([
      '',
      // Entries of her device may have come after what she said.
      expect.stringMatching(
        /^Alice Ashgrove’s device has verified (another history|more) of this record than the service/,
      ),
    ]);
    expect(await said(door, room, thread)).toEqual(['for the other']);
    const shares = asks({ ...people.bela, door }, room, [picture], people.xenia.person);
    expect(await refusal(shares)).toBe(doubted.doubt);
    isBare = false;
    await door.enter(room);
    const proven = await waitFor(
      () => door.room(room),
      ({ alarm }) => alarm !== '',
    );
    expect(proven.alarm).toMatch(/(different|older) history/);
  });

  test('10: one picture’s object served for another is refused before a pixel', async () => {
    const { room, cleared, kept } = share;
    const evil = new EvilServer();
    const door = await deviceOf(people.bela, { evil });
    expect(await pixels(door, room, cleared)).toContain('cleared');
    const objectOf = async (thread: string): Promise<string> => {
      const picture = (await owner.state(room)).threads.get(thread as never)?.picture;
      return picture?.objects.find(({ rendition }) => rendition === 'view')?.id ?? '';
    };
    const other = await objectOf(kept);
    evil.on('pictures', 'links', async (truth, input) => {
      const lied = await evil.truth('pictures', 'links', { ...input, objects: [other] });
      return { ...truth, links: truth.links.map((link) => ({ ...link, url: lied.links[0]?.url ?? '' })) };
    });
    expect(await refusal(door.picture(room, cleared, 'view'))).toMatch(notThePicture);
    evil.honest();
    expect(await pixels(door, room, cleared)).toContain('cleared');
  });

  test('10: a picture whose key the service keeps back is refused in words, with what to do next', async () => {
    const { room, cleared } = share;
    const evil = new EvilServer().rewrites(room, (entries) => {
      // Of the case: the picture's own stands under it.
      const isKey = ({ type }: ReturnType<typeof claimOf>): boolean => ['rotate', 'grant'].includes(type);
      return entries.map((entry) => (isKey(claimOf(entry)) ? { ...entry, blobs: {} } : entry));
    });
    const door = await deviceOf(people.bela, { evil });
    const shown = door.picture(room, cleared, 'view');
    await expect(shown).rejects.toMatchObject({ kind: 'wrong-state' });
    await expect(shown).rejects.toThrow(/no key that opens this picture.*try again/);
  });

  test('11: records cut, exchanged, doubled, zeroed or turned over are refused before a pixel', async () => {
    const { room } = share;
    const large = new Blob([patterned('records', 800_000)], { type: 'image/jpeg' });
    await people.alice.door.addPicture(room, { ...marked('large'), original: large });
    const isThere = (view: Awaited<ReturnType<typeof people.alice.door.room>>) =>
      view.threads.some(({ picture }) => picture?.caption === 'caption large');
    const shown = await waitFor(() => people.alice.door.room(room), isThere);
    const thread = shown.threads.find(({ picture }) => picture?.caption === 'caption large')?.thread ?? '';
    const evil = new EvilServer();
    const door = await deviceOf(people.bela, { evil });
    await door.room(room);
    const record = (bytes: Uint8Array, at: number): Uint8Array =>
      bytes.subarray(21 + 262_144 * at, 21 + 262_144 * (at + 1));
    const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
    const changes: ((bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>)[] = [
      (bytes) => bytes.slice(0, -1),
      (bytes) => bytes.slice(0, 21 + 262_144),
      (bytes) => joined(bytes.subarray(0, 21), record(bytes, 1), record(bytes, 0), bytes.subarray(21 + 524_288)),
      (bytes) => joined(bytes.subarray(0, 21), record(bytes, 0), record(bytes, 0), bytes.subarray(21 + 524_288)),
      (bytes) => joined(bytes.subarray(0, 300_000), new Uint8Array(bytes.length - 300_000)),
      (bytes) => bytes.map((byte, at) => (at === 500_000 ? byte ^ 1 : byte)),
      (bytes) => bytes.map((byte, at) => (at === 3 ? byte ^ 1 : byte)),
      (bytes) => joined(bytes, bytes.subarray(0, 1)),
      () => new Uint8Array(0),
    ];
    for (const change of changes) {
      evil.onBytes(change);
      expect(await refusal(door.picture(room, thread, 'original'))).toMatch(notThePicture);
    }
    evil.honest();
    expect((await door.picture(room, thread, 'original')).bytes.size).toBe(800_000);
    expect((await door.room(room)).alarm).toBe('');
  });

  test('12: a withdrawal hidden behind an older head does not let the picture out', async () => {
    const { room, advice, cleared } = share;
    await people.alice.door.withdrawConsent(room, cleared, 'sharing');
    // A colleague's device has verified the withdrawal; before that, its word would be as good for the older history.
    const { head } = await people.bela.door.room(room);
    await people.bela.door.enter(room);
    const seenBy = async (): Promise<number> => {
      const { heads } = await owner.transport.call('ledgers', 'heads', { ledger: room });
      const own = heads.map((each) => headClaim(each.head).payload).filter(({ by }) => by === people.bela.person);
      return Math.max(-1, ...own.map(({ seq }) => seq));
    };
    expect(await waitFor(seenBy, (seen) => seen >= head)).toBeGreaterThanOrEqual(head);
    const evil = new EvilServer().instead('signIn', 'remembered', () => ({ version: 0 }));
    const isWithdrawal = (entry: SealedEntry): boolean => claimOf(entry).type === 'consent-withdrawal';
    evil.rewrites(room, (entries) => entries.slice(0, entries.findIndex(isWithdrawal)));
    const door = await deviceOf(people.alice, { evil });
    await door.room(room);
    // The service knows of a newer entry, which the device is never shown.
    await expect(door.admit(advice)).rejects.toThrow(/has verified more of this record than the service shows here/);
    expect((await owner.state(room)).outsiders.size).toBe(0);
    const honest = await people.alice.door.room(room);
    expect(honest.threads.find(({ thread }) => thread === cleared)?.picture?.consent.withdrawn).toBe('sharing');
  });

  test('12: a consent bound to another picture by a member is refused by the API and by each client', async () => {
    const room = await opensCase(people.alice, people.bela);
    const [first, second] = [
      await addsPicture(people.alice.door, room, 'one'),
      await addsPicture(people.alice.door, room, 'two'),
    ];
    const consentOf = async (thread: string) =>
      (await owner.room(room)).log.entries.find(
        ({ entry }) => entry.type === 'consent' && entry.scope.includes(thread as never),
      );
    const [mine, other] = [await consentOf(first), await consentOf(second)];
    const { draft } = await import('@consilium/ledger');
    const rebound = draft({
      type: 'consent',
      scope: [second] as never,
      body: { ...(mine?.body as BodyToWrite<'consent'>), thread: second, version: 2 },
    });
    const entries = await owner.sign(room, [rebound]);
    expect(other).not.toBe(mine);
    expect(await owner.send(room, entries)).toMatch(/consent-out-of-order/);
    const door = await deviceOf(people.bela, { evil: new EvilServer().adds(room, entries) });
    expect((await door.room(room)).alarm).toMatch(readOnly);
  });

  test('16, 74: a register no newer than fifteen minutes blocks what could admit or grant, and says since when', async () => {
    const room = await opensCase(people.alice);
    const evil = new EvilServer();
    let passed = 0;
    const clock = new ServiceClock({
      monotonic: () => performance.now() + passed * 1000,
      wall: () => Date.now() + passed * 1000,
    });
    const door = await deviceOf(people.alice, { evil, clock });
    expect((await door.room(room)).staleSince).toBeUndefined();
    // Only this client keeps being told the old head, in force a while ago.
    const old = await evil.truth('ledgers', 'heads', { ledger: owner.vault.root });
    evil.on('ledgers', 'heads', (truth) => ({ ...truth, service: old.service }));
    for (const seconds of [480, 480]) {
      system.clock.forward(seconds);
      passed += seconds;
      await door.cases();
    }
    const view = await door.room(room);
    expect(view.staleSince).toBeGreaterThan(0);
    expect(await refusal(door.invite(room, people.bela.person))).toMatch(/not up to date since \d\d:\d\d UTC/);
    expect((await door.room(room)).members).toHaveLength(1);
  });
});
