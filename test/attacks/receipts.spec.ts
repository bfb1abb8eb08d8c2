import { memoryShelf, type Door } from '@consilium/client';
import type { Hash, LedgerId, Receipt, ThreadId } from '@consilium/domain';
import { receiptClaim, signHead, signReceipt } from '@consilium/ledger';
import { clinic, type Clinic, looksAt } from '@consilium/testkit/people';
import { startSystem } from '@consilium/testkit/system';
import { caseThread, opensCase } from './cases';
import { addsPicture, closeDevices, deviceOf, waitFor } from './devices';
import { EvilMember } from './evil-member';
import { EvilServer } from './evil-server';

describe('receipts that are not what they say', () => {
  let people: Clinic;
  let room: string;
  let other: string;
  let thread: string;
  let picture: string;
  let reader: EvilMember;
  let author: EvilMember;

  beforeAll(async () => {
    people = await clinic(await startSystem());
    const { alice, bela } = people;
    room = await opensCase(alice, bela);
    other = await opensCase(alice, bela);
    thread = await caseThread(alice.door, room);
    picture = await addsPicture(alice.door, room, 'seen');
    await alice.door.say(room, thread, 'what do you think', '');
    await alice.door.say(room, picture, 'and of this', '');
    reader = await EvilMember.of(bela);
    author = await EvilMember.of(alice);
  });
  afterEach(closeDevices);

  /** A receipt of the reader's for the newest entry of the case, but for what a test makes false. */
  async function receiptOf(more: Partial<Receipt> = {}, signer = reader.signer): Promise<string> {
    const { log, vault } = await reader.room(room);
    const hashAt = (seq: number) => log.replica?.history.at(seq) ?? ('' as Hash);
    const seq =
      more.seq ?? log.entries.findLast(({ entry }) => entry.scope.includes(thread as ThreadId))?.entry.seq ?? 0;
    const place = { v: 1 as const, root: vault.root, ledger: room as LedgerId, thread: thread as ThreadId };
    return signReceipt({ ...place, seq, hash: hashAt(seq), by: vault.me, ...more }, signer);
  }

  const seenIn = async (door: Pick<Door, 'room'>, which = thread): Promise<string[]> =>
    (await door.room(room)).threads.find((each) => each.thread === which)?.seen.names ?? [];

  /** What the author's device shows of both threads once it was given these, and has surely looked at them. */
  async function shownOf(receipts: readonly string[]): Promise<string[]> {
    const evil = new EvilServer().on('ledgers', 'heads', (truth) => ({ ...truth, seen: [...receipts] }));
    const door = await deviceOf(people.alice, { evil });
    await door.enter(room);
    // One that holds, of the other thread, comes last: what came before it was judged.
    const last = await receiptOf({ ...(await newestOf(picture)), thread: picture as ThreadId });
    evil.on('ledgers', 'heads', (truth) => ({ ...truth, seen: [...receipts, last] }));
    await door.enter(room);
    await waitFor(
      () => seenIn(door, picture),
      ({ length }) => length > 0,
    );
    return seenIn(door);
  }

  async function newestOf(which: string): Promise<Pick<Receipt, 'seq' | 'hash'>> {
    const { log } = await reader.room(room);
    const seq = log.entries.findLast(({ entry }) => entry.scope.includes(which as ThreadId))?.entry.seq ?? 0;
    return { seq, hash: log.replica?.history.at(seq) ?? ('' as Hash) };
  }

  test('one that holds is shown', async () => {
    expect(await shownOf([await receiptOf()])).toEqual([people.bela.name]);
  });

  test('of another thread, another case, another register, beyond the head, of another history, or of no entry of that thread: nothing', async () => {
    const { seq } = await newestOf(thread);
    const nowhere = Buffer.alloc(32, 7).toString('base64url');
    const ofCase = await reader.room(other);
    const { headSeq } = (await reader.room(room)).log;
    const spoilt: Partial<Receipt>[] = [
      { ...(await newestOf(picture)) },
      { thread: picture as ThreadId, seq },
      { ledger: other as LedgerId },
      { ledger: other as LedgerId, seq: ofCase.log.headSeq, hash: ofCase.log.replica?.head.hash ?? ('' as Hash) },
      { root: nowhere as LedgerId },
      { seq: headSeq + 1, hash: nowhere as Hash },
      { seq, hash: nowhere as Hash },
    ];
    const receipts = await Promise.all(spoilt.map((more) => receiptOf(more)));
    expect(await shownOf([...receipts, 'nothing'])).toEqual([]);
  });

  test('by whom it does not say, or of the reader of it: nothing', async () => {
    const { me } = author.vault;
    expect(await shownOf([await receiptOf({}, author.signer)])).toEqual([]);
    expect(await shownOf([await receiptOf({ by: me }), await receiptOf({ by: me }, author.signer)])).toEqual([]);
    const xenia = await EvilMember.of(people.xenia);
    expect(await shownOf([await receiptOf({ by: xenia.vault.me }, xenia.signer)])).toEqual([]);
  });

  test('an older one that is shown again takes nothing back, also after the page was closed', async () => {
    const { alice, bela } = people;
    const own = await opensCase(alice, bela);
    const talk = await caseThread(alice.door, own);
    await alice.door.say(own, talk, 'one', '');
    const receipt = async (): Promise<string> => {
      const { log, vault } = await reader.room(own);
      const { seq, hash } = log.replica?.head ?? { seq: 0, hash: '' as Hash };
      const place = { v: 1 as const, root: vault.root, ledger: own as LedgerId, thread: talk as ThreadId };
      return signReceipt({ ...place, seq, hash, by: vault.me }, reader.signer);
    };
    const older = await receipt();
    await alice.door.say(own, talk, 'two', '');
    const newer = await receipt();
    expect(receiptClaim(newer).seq).toBeGreaterThan(receiptClaim(older).seq);
    const shelf = memoryShelf();
    const names = async (door: Pick<Door, 'room'>): Promise<string[]> =>
      (await door.room(own)).threads[0]?.seen.names ?? [];
    const isShown = ({ length }: readonly string[]): boolean => length > 0;
    const evil = new EvilServer().on('ledgers', 'heads', (truth) => ({ ...truth, seen: [newer] }));
    const door = await deviceOf(alice, { evil, shelf });
    await door.enter(own);
    expect(await waitFor(() => names(door), isShown)).toEqual([bela.name]);
    evil.on('ledgers', 'heads', (truth) => ({ ...truth, seen: [older] }));
    await door.enter(own);
    await door.lock();
    const again = await deviceOf(alice, { evil, shelf });
    await again.enter(own);
    expect(await waitFor(() => names(again), isShown)).toEqual([bela.name]);
  });

  test('the service takes no receipt that is not the caller’s own, for a thread they read and an entry that is there', async () => {
    const { bela } = people;
    const { log, vault } = await reader.room(room);
    const head = log.replica?.head;
    const mine = await signHead(
      {
        ...{ v: 1, root: vault.root, ledger: room as LedgerId, seq: head?.seq ?? 0, hash: head?.hash ?? ('' as Hash) },
        ...{ register: vault.register.state.head, state: '', by: vault.me, at: vault.clock.stamp() },
      },
      reader.signer,
    );
    const post = (seen: string) =>
      reader.transport.call('ledgers', 'postHead', { ledger: room, head: mine, service: '', seen: [seen] });
    const nowhere = Buffer.alloc(32, 7).toString('base64url') as Hash;
    const refused = [
      await receiptOf({ by: author.vault.me }, author.signer),
      await receiptOf({ by: author.vault.me }),
      await receiptOf({}, author.signer),
      await receiptOf({ hash: nowhere }),
      await receiptOf({ seq: 10_000, hash: nowhere }),
      await receiptOf({ ledger: other as LedgerId }),
      await receiptOf({ thread: Buffer.alloc(16, 7).toString('base64url') as ThreadId }),
      'nothing',
    ];
    const answers = await Promise.all(
      refused.map((seen) =>
        post(seen).then(
          () => '',
          (error: unknown) => (error as { kind: string }).kind,
        ),
      ),
    );
    expect(answers).toEqual(refused.map(() => 'bad-input'));
    expect((await author.transport.call('ledgers', 'heads', { ledger: room })).seen).toBeUndefined();
    await post(await receiptOf());
    const given = (await author.transport.call('ledgers', 'heads', { ledger: room })).seen ?? [];
    expect(given.map((jws) => receiptClaim(jws))).toMatchObject([{ by: bela.person, thread }]);
  });

  test('a colleague who was removed is not shown, whatever the service gives', async () => {
    const { alice, bela } = people;
    const held = await receiptOf();
    await alice.door.remove(room, bela.person);
    const evil = new EvilServer().on('ledgers', 'heads', (truth) => ({ ...truth, seen: [held] }));
    const door = await deviceOf(alice, { evil });
    await door.enter(room);
    await looksAt(door, room);
    expect(await seenIn(door)).toEqual([]);
    expect((await author.transport.call('ledgers', 'heads', { ledger: room })).seen).toBeUndefined();
    await expect(reader.transport.call('ledgers', 'heads', { ledger: room })).rejects.toMatchObject({
      kind: 'not-found',
    });
  });
});
