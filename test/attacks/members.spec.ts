import { randomBytes } from '@consilium/bytes';
import type { SealedEntry } from '@consilium/contracts';
import type { PersonId, ThreadId } from '@consilium/domain';
import { blobOf, draft, newEntryId } from '@consilium/ledger';
import { CannotOpen } from '@consilium/sealing';
import { clinic, type Clinic, registered, type Someone } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { asks, caseThread, decides, opensCase, sharedCase, type SharedCase } from './cases';
import { addsPicture, closeDevices, deviceOf, pixels, refusal, said, waitFor } from './devices';
import { EvilMember, spoiltInside } from './evil-member';
import { claimOf, EvilServer } from './evil-server';

const readOnly = /read-only here; save the evidence file/;

/** Where the newest message stands; what devices and the service write by themselves may come after it. */
const newestMessage = (entries: readonly SealedEntry[]): number =>
  entries.findLastIndex((entry) => claimOf(entry).type === 'message');

describe('members, former members and outside colleagues with modified clients', () => {
  let system: System;
  let people: Clinic;
  let cora: Someone;
  let share: SharedCase;
  let owner: EvilMember;
  let outsider: EvilMember;
  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
    cora = await people.enrol({ ...registered.cora, role: 'clinician', organisation: people.hospital });
    const { alice, bela, victor, xenia } = people;
    share = await sharedCase({ owner: alice, adviser: victor, recipient: xenia, colleagues: [bela] });
    owner = await EvilMember.of(alice);
    outsider = await EvilMember.of(xenia);
  });
  afterEach(closeDevices);

  async function belaRefuses(room: string, entries: Parameters<EvilServer['adds']>[1]): Promise<void> {
    const door = await deviceOf(people.bela, { evil: new EvilServer().adds(room, entries) });
    const view = await door.room(room);
    expect(view.alarm).toMatch(readOnly);
  }

  test('21, 22, 23: a removed member gets nothing new, opens nothing new and posts nothing, whatever they kept', async () => {
    const room = await opensCase(people.alice, people.bela, cora);
    const thread = await caseThread(people.alice.door, room);
    await people.alice.door.say(room, thread, 'while she was there', '');
    const former = await EvilMember.of(cora);
    const kept = await former.room(room);
    await former.vault.live.watch(room);
    const oldKey = await former.key(room, thread);
    await people.alice.door.remove(room, cora.person);
    await people.alice.door.say(room, thread, 'after she left', '');
    // Cookie, socket and address are the same; 21.
    const reading = former.transport.call('ledgers', 'entries', { ledger: room, after: -1, limit: 1000 });
    expect(await refusal(reading)).toMatch(/nothing here/i);
    await waitFor(
      () => Promise.resolve(former.desk.rooms.find(room)),
      (found) => found === undefined,
    );
    expect(former.desk.rooms.find(room)).toBeUndefined();
    expect(await former.vault.live.watch(room)).toBe(false);
    // With every entry and ciphertext given by the server, and all old keys; 22.
    const seqWithHer = kept.log.headSeq;
    const { entries } = await owner.transport.call('ledgers', 'entries', {
      ledger: room,
      after: seqWithHer,
      limit: 1000,
    });
    kept.log.alarm = '';
    await kept.log.hear(seqWithHer + entries.length, entries);
    kept.learn();
    const newest = kept.state.threads.get(thread as ThreadId)?.gen ?? 0;
    expect(newest).toBe(oldKey.gen + 1);
    await expect(kept.keys.key(thread, newest)).rejects.toThrow(CannotOpen);
    const newestMessage = kept.log.entries.findLast(({ entry }) => entry.type === 'message');
    expect(newestMessage?.entry.seq).toBeGreaterThan(seqWithHer);
    expect(newestMessage && (await kept.read(newestMessage))).toEqual({ unreadable: 'no-key' });
    // On the old generation, by the removed member and by one who is still there; 23.
    const stale = await former.message(room, thread, 'still here', oldKey).catch(() => undefined);
    expect(stale).toBeUndefined();
    const byOwner = await owner.sign(room, [await owner.message(room, thread, 'old key', oldKey)]);
    expect(await owner.send(room, byOwner)).toMatch(/old-generation/);
    await belaRefuses(room, byOwner);
  });

  test('30: an outside colleague neither invites, grants, re-keys to others, nor posts outside their threads', async () => {
    const { room, cleared, kept } = share;
    const view = await people.xenia.door.room(room);
    const side = view.threads.find(({ kind }) => kind === 'side')?.thread ?? '';
    const xenia = people.xenia.person as PersonId;
    const blob = await blobOf(randomBytes(1168));
    const grantBody = { thread: cleared, gen: 1, recipient: cora.person, clearance: '', blob: blob.ref };
    const talk = await caseThread(people.alice.door, room);
    const content = await blobOf(randomBytes(284));
    const message = (thread: string) =>
      draft({
        type: 'message',
        scope: [thread] as never,
        body: { thread, gen: 1, sealed: content.ref, replyTo: '' },
        blobs: [content],
      });
    const attempts = [
      {
        what: draft({ type: 'invite', scope: 'room', body: { person: cora.person } }),
        code: /not-the-owner|internals-only/,
      },
      {
        what: draft({ type: 'grant', scope: [cleared] as never, body: grantBody, blobs: [blob] }),
        code: /internals-only/,
      },
      { what: spoiltInside(await outsider.rotation(room, cleared, [xenia]), 1), code: /internals-only/ },
      {
        what: spoiltInside(await outsider.rotation(room, side, [xenia, cora.person as PersonId]), 1),
        code: /internals-only/,
      },
      { what: message(talk), code: /not-entitled/ },
      { what: message(kept), code: /not-entitled/ },
      {
        what: draft({ type: 'close', scope: 'room', body: { outcome: 'referred' } }),
        code: /not-the-owner|internals-only/,
      },
    ];
    for (const { what, code } of attempts) {
      const entries = await outsider.sign(room, [what]);
      expect([what.type, await outsider.send(room, entries)]).toEqual([what.type, expect.stringMatching(code)]);
      await belaRefuses(room, entries);
    }
  });

  test('30: an internal’s re-keying that leaves somebody out is refused by all', async () => {
    const { room, cleared } = share;
    const [alice, bela] = [people.alice.person, people.bela.person] as PersonId[];
    const xenia = people.xenia.person as PersonId;
    for (const recipients of [[], [alice], [xenia, bela]]) {
      const entries = await owner.sign(room, [
        await owner.rotation(
          room,
          cleared,
          recipients.filter((each) => each !== undefined),
        ),
      ]);
      expect(await owner.send(room, entries)).toMatch(/wrong-recipients/);
      await belaRefuses(room, entries);
    }
  });

  test('31, 76: out of scope there is no body, key, object or word for the outside colleague, also when the server gives it all', async () => {
    const { room, cleared, kept } = share;
    await people.alice.door.say(room, kept, 'about the picture kept inside', '');
    const whole = await owner.transport.call('ledgers', 'entries', { ledger: room, after: -1, limit: 1000 });
    const generous = new EvilServer().rewrites(room, (own) =>
      own.map((entry, at) => (entry.body === undefined ? (whole.entries[at] ?? entry) : entry)),
    );
    const door = await deviceOf(people.xenia, { evil: generous });
    const view = await door.room(room);
    expect(JSON.stringify(view.threads)).not.toContain('about the picture kept inside');
    expect(await pixels(door, room, cleared)).toContain('cleared');
    await expect(door.picture(room, kept, 'view')).rejects.toMatchObject({ kind: 'not-found' });
    const opened = await outsider.room(room);
    await expect(opened.keys.key(kept, 1)).rejects.toThrow(CannotOpen);
    const grants = whole.entries.filter(
      (entry) => claimOf(entry).type === 'grant' && entry.body?.includes(people.xenia.person),
    );
    expect(grants.some(({ body }) => body?.includes(kept))).toBe(false);
  });

  test('76: a body or content withheld from somebody entitled to it is an alarm', async () => {
    const { room, cleared } = share;
    await people.alice.door.say(room, cleared, 'what is withheld', '');
    for (const who of [people.bela, people.xenia]) {
      const bare = new EvilServer().rewrites(room, (entries) =>
        entries.map((entry, at, all) => (at === newestMessage(all) ? { jws: entry.jws } : entry)),
      );
      const noBody = await deviceOf(who, { evil: bare });
      expect((await noBody.room(room)).alarm).toMatch(/withheld/);
      const blobless = new EvilServer().rewrites(room, (entries) =>
        entries.map((entry, at, all) =>
          at === newestMessage(all) ? { jws: entry.jws, body: entry.body ?? '', salt: entry.salt ?? '' } : entry,
        ),
      );
      const noBlob = await deviceOf(who, { evil: blobless });
      expect((await noBlob.room(room)).alarm).toMatch(/withheld/);
    }
  });

  test('76: bodies or contents exchanged between two entries are refused', async () => {
    const { room, cleared } = share;
    await people.alice.door.say(room, cleared, 'swap one', '');
    await people.alice.door.say(room, cleared, 'swap two', '');
    const swaps = [
      (mine: object, other: { body?: string | undefined; salt?: string | undefined }) => ({
        ...mine,
        body: other.body ?? '',
        salt: other.salt ?? '',
      }),
      (mine: object, other: { blobs?: Record<string, string> | undefined }) => ({ ...mine, blobs: other.blobs ?? {} }),
    ];
    for (const swap of swaps) {
      const evil = new EvilServer().rewrites(room, (entries) => {
        const newest = newestMessage(entries);
        const other = entries[newestMessage(entries.slice(0, newest))];
        return entries.map((entry, at) =>
          at === newest && other !== undefined ? { jws: entry.jws, ...swap(entry, other) } : entry,
        );
      });
      const door = await deviceOf(people.bela, { evil });
      const view = await door.room(room);
      expect(view.alarm).toMatch(readOnly);
      expect(JSON.stringify(view)).not.toContain('swap two');
    }
  });

  test('34: an outside colleague is not made internal by anybody: the organisation comes from the credential', async () => {
    const { room } = share;
    const entries = await owner.sign(room, [
      draft({ type: 'invite', scope: 'room', body: { person: people.xenia.person } }),
    ]);
    expect(await owner.send(room, entries)).toMatch(/not-a-clinician-here/);
    await belaRefuses(room, entries);
    const handed = await owner.sign(room, [
      draft({ type: 'owner', scope: 'room', body: { person: people.xenia.person } }),
    ]);
    expect(await owner.send(room, handed)).toMatch(/not-in-the-room/);
    await belaRefuses(room, handed);
  });

  test('71: a grant that does not open to the committed key shows nothing, is reported, and is made good by another', async () => {
    const room = await opensCase(people.alice);
    const thread = await caseThread(people.alice.door, room);
    await people.alice.door.say(room, thread, 'for Bela too', '');
    const rubbish = await blobOf(randomBytes(1168));
    const grant = { thread, gen: 1, recipient: people.bela.person, clearance: '', blob: rubbish.ref };
    const drafts = [
      draft({ type: 'invite', scope: 'room', body: { person: people.bela.person } }),
      draft({ type: 'grant', scope: [thread] as never, body: grant, blobs: [rubbish] }),
    ];
    expect(await owner.post(room, drafts)).toBe('taken');
    const door = await deviceOf(people.bela);
    await door.enter(room);
    await people.alice.door.enter(room);
    const words = await waitFor(
      () => said(door, room, thread),
      (seen) => seen.includes('for Bela too'),
    );
    expect(words).toEqual(['for Bela too']);
    const types = (await owner.room(room)).log.entries.map(({ entry }) => entry.type);
    expect(types.filter((type) => type.startsWith('grant'))).toEqual(['grant', 'grant-bad', 'grant']);
    expect((await door.room(room)).alarm).toBe('');
  });

  test('70: one content sealed under another key than the thread’s committed one opens for nobody', async () => {
    const { room, cleared } = share;
    const honest = await owner.key(room, cleared);
    const other = { ...honest, key: randomBytes(32) };
    expect(await owner.post(room, [await owner.message(room, cleared, 'two readings', other)])).toBe('taken');
    for (const who of [people.bela, people.xenia]) {
      const door = await deviceOf(who);
      const view = await door.room(room);
      expect(JSON.stringify(view)).not.toContain('two readings');
      expect(view.alarm).toBe('');
    }
  });

  test('70: a second key granted for the same generation is not taken for the committed one', async () => {
    const dunstan = await people.enrol({
      name: 'Dunstan Dewberry',
      number: '9990004',
      specialty: 'Dermatology',
      role: 'clinician',
      organisation: people.hospital,
    });
    const room = await opensCase(dunstan);
    const thread = await caseThread(dunstan.door, room);
    const writer = await EvilMember.of(dunstan);
    const { grantDraft } = await import('@consilium/client/testing');
    const sealing = owner.vault.person(people.bela.person as PersonId)?.sealing ?? '';
    const wrong = { ...(await writer.key(room, thread)), key: randomBytes(32) };
    const granting = { root: writer.vault.root, ledger: room, by: writer.person };
    const grant = await grantDraft(granting, wrong, { person: people.bela.person as PersonId, sealing, clearance: '' });
    const invite = draft({ type: 'invite', scope: 'room', body: { person: people.bela.person } });
    const under = await writer.message(room, thread, 'under the second key', wrong);
    expect(await writer.post(room, [invite, grant, under])).toBe('taken');
    // Any device of hers would give the true key as soon as the other is reported.
    await dunstan.door.lock();
    await writer.locks();
    const bela = await EvilMember.of(people.bela);
    const opened = await bela.room(room);
    await expect(opened.keys.key(thread, 1)).rejects.toThrow(CannotOpen);
    expect(opened.keys.bad).toHaveLength(1);
  });

  test('an entry id used again with other content is refused', async () => {
    const { room, cleared } = share;
    const id = newEntryId();
    const content = await blobOf(randomBytes(284));
    const body = { thread: cleared, gen: 1, sealed: content.ref, replyTo: '' };
    const gen = (await owner.key(room, cleared)).gen;
    const message = (salted: number) =>
      draft({
        type: 'message',
        scope: [cleared] as never,
        body: { ...body, gen, replyTo: salted === 0 ? '' : id },
        blobs: [content],
        id,
      });
    expect(await owner.post(room, [message(0)])).toBe('taken');
    expect(await owner.post(room, [message(1)])).toMatch(/id-used/);
  });

  test('32: past member-until the outside colleague is out: nobody seals to them and the server tells them nothing', async () => {
    const { alice, bela, victor, xenia } = people;
    const room = await opensCase(alice, bela);
    const thread = await addsPicture(alice.door, room, 'short-lived');
    const advice = await asks(alice, room, [thread], xenia.person);
    const until = Math.floor(Date.now() / 1000) + 600;
    await decides(victor, advice, { joinBy: until, memberUntil: until });
    await alice.door.admit(advice);
    await xenia.door.acceptInvitation(room);
    expect((await xenia.door.room(room)).as).toBe('outside');
    system.clock.forward(601);
    await alice.door.cases();
    await alice.door.say(room, thread, 'after the end', '');
    const { threads } = await owner.state(room);
    expect(threads.get(thread as ThreadId)?.holders).not.toContain(xenia.person);
    const reading = outsider.transport.call('ledgers', 'entries', { ledger: room, after: -1, limit: 10 });
    expect(await refusal(reading)).toMatch(/nothing here/i);
    expect(await said(bela.door, room, thread)).toContain('after the end');
  });
});
