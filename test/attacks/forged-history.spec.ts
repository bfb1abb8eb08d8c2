import { draft } from '@consilium/ledger';
import type { SealedEntry } from '@consilium/contracts';
import type { PersonId } from '@consilium/domain';
import { clinic, type Clinic } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { caseThread, opensCase } from './cases';
import { addsPicture, closeDevices, deviceOf, evidenceOf, refusal, said } from './devices';
import { claimOf, EvilServer, flipped } from './evil-server';
import { EvilMember } from './evil-member';

const readOnly = /read-only here; save the evidence file/;

describe('a server that rewrites a case', () => {
  let system: System;
  let people: Clinic;
  let room: string;
  let talk: string;
  let otherRoom: string;
  let evilAlice: EvilMember;
  let evilXenia: EvilMember;
  let truth: readonly SealedEntry[];

  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
    const { alice, bela, xenia } = people;
    room = await opensCase(alice, bela);
    talk = await caseThread(alice.door, room);
    await alice.door.say(room, talk, 'first words', '');
    await bela.door.say(room, talk, 'second words', '');
    await alice.door.say(room, talk, 'third words', '');
    otherRoom = await opensCase(alice, bela);
    await alice.door.say(otherRoom, await caseThread(alice.door, otherRoom), 'elsewhere', '');
    evilAlice = await EvilMember.of(alice);
    evilXenia = await EvilMember.of(xenia);
    truth = (await evilAlice.transport.call('ledgers', 'entries', { ledger: room, after: -1, limit: 1000 })).entries;
  });
  afterEach(closeDevices);

  /** Bela looks at the case through this server on a device that has never seen it. */
  async function belaSees(evil: EvilServer) {
    const door = await deviceOf(people.bela, { evil });
    return { door, view: await door.room(room) };
  }

  async function expectAlarm(evil: EvilServer, ...notShown: string[]): Promise<void> {
    const door = await deviceOf(people.bela, { evil });
    const view = await door.room(room).catch((error: unknown) => ({ failed: String(error) }));
    for (const words of notShown) expect(JSON.stringify(view)).not.toContain(words);
    if ('failed' in view) expect(view.failed).toMatch(readOnly);
    else {
      expect(view.alarm).toMatch(readOnly);
      expect(view.may.post).toBe(view.alarm);
    }
    expect(await refusal(door.say(room, talk, 'may I', ''))).toMatch(readOnly);
    expect((await evidenceOf(door, room)).what).not.toBe('nothing');
  }

  const seqOf = (words: (entry: SealedEntry) => boolean): number => truth.findIndex(words);
  const messages = (): number[] => truth.flatMap((entry, seq) => (claimOf(entry).type === 'message' ? [seq] : []));

  test('an honest server shows the same case without an alarm', async () => {
    const { view, door } = await belaSees(new EvilServer());
    expect(view.alarm).toBe('');
    expect(await said(door, room, talk)).toEqual(['first words', 'second words', 'third words']);
  });

  test('2: an entry of the server’s own making, whatever it says, is not believed', async () => {
    const { xenia } = people;
    const member = draft({ type: 'invite', scope: 'room', body: { person: xenia.person } });
    const invented = [
      await evilXenia.vault.register.sync().then(() => member),
      draft({ type: 'close', scope: 'room', body: { outcome: 'referred' } }),
    ];
    for (const each of invented) {
      // Signed with a key the server has: a stranger's, in their own name and in the owner's.
      for (const by of [xenia.person, people.alice.person] as PersonId[]) {
        const entries = await evilAlice.sign(room, [each], { by, signer: evilXenia.signer });
        const evil = new EvilServer().adds(room, entries);
        const { door, view } = await belaSees(evil);
        expect(view.alarm).toMatch(readOnly);
        expect(view.members.map(({ person }) => person)).not.toContain(xenia.person);
        expect(view.closed).toBeUndefined();
        expect((await evidenceOf(door, room)).theirs?.entries).toHaveLength(1);
      }
    }
  });

  test('3: an entry with any bit turned over is refused, in its skeleton, body, salt or content', async () => {
    const seqs = [0, 1, ...messages()];
    for (const [round, seq] of seqs.entries()) {
      const turned: ((entry: SealedEntry) => SealedEntry)[] = [
        (entry) => ({
          ...entry,
          jws: entry.jws
            .split('.')
            .map((part, at) => (at === round % 3 ? flipped(part, 131 * (round + 1)) : part))
            .join('.'),
        }),
        (entry) => ({ ...entry, body: (entry.body ?? '').replace('a', 'b').replace('"g', '"h') }),
        (entry) => ({ ...entry, salt: flipped(entry.salt ?? '', 7 * round) }),
        (entry) => ({
          ...entry,
          blobs: Object.fromEntries(
            Object.entries(entry.blobs ?? {}).map(([hash, data]) => [hash, flipped(data, 977 * (round + 1))]),
          ),
        }),
      ];
      const isTold = (entry: SealedEntry, change: (typeof turned)[number]): boolean =>
        JSON.stringify(change(entry)) !== JSON.stringify(entry);
      const change = turned.filter((each) => isTold(truth[seq] ?? { jws: '' }, each));
      for (const each of change.slice(round % 2, (round % 2) + 2)) {
        await expectAlarm(new EvilServer().changes(room, seq, each), 'third words');
      }
    }
  });

  test('4: an entry dropped from the middle ends the history there', async () => {
    const [, second = 0] = messages();
    await expectAlarm(
      new EvilServer().rewrites(room, (entries) => entries.filter((_, seq) => seq !== second)),
      'second words',
      'third words',
    );
  });

  test('5: two entries in the wrong order are refused', async () => {
    const [first = 0, second = 0] = messages();
    const swapped = (entries: readonly SealedEntry[]): SealedEntry[] =>
      entries.map((entry, seq) => (seq === first ? entries[second] : seq === second ? entries[first] : entry) ?? entry);
    await expectAlarm(new EvilServer().rewrites(room, swapped), 'first words', 'second words');
  });

  test('6: an entry played again in the same case is refused', async () => {
    const [first = 0] = messages();
    const again = (entries: readonly SealedEntry[]): SealedEntry[] => [...entries, ...entries.slice(first, first + 1)];
    await expectAlarm(new EvilServer().rewrites(room, again));
  });

  test('7: an entry moved from another case, or served as another case, is refused', async () => {
    const other = (await evilAlice.transport.call('ledgers', 'entries', { ledger: otherRoom, after: -1, limit: 1000 }))
      .entries;
    const said = other.filter((entry) => claimOf(entry).type === 'message');
    expect(said).toHaveLength(1);
    await expectAlarm(new EvilServer().adds(room, said), 'elsewhere');
    await expectAlarm(
      new EvilServer().rewrites(room, () => other),
      'elsewhere',
    );
  });

  test('7: a message moved to another thread by its own author opens for nobody', async () => {
    const thread = await addsPicture(people.alice.door, room, 'seventh');
    const [inTalk, inPicture] = [
      await evilAlice.message(room, talk, 'said in the case'),
      await evilAlice.key(room, thread),
    ];
    const body = { ...(JSON.parse(inTalk.body) as object), thread, gen: inPicture.gen };
    const moved = { ...inTalk, scope: [thread] as never, body: JSON.stringify(body) };
    expect(await evilAlice.post(room, [moved])).toBe('taken');
    const door = await deviceOf(people.bela);
    expect(JSON.stringify(await door.room(room))).not.toContain('said in the case');
    expect((await door.room(room)).alarm).toBe('');
  });

  test('13: version 0, no algorithm, another algorithm or another type is refused', async () => {
    const reheaded = (
      entry: SealedEntry,
      change: Record<string, unknown>,
      claims: Record<string, unknown> = {},
    ): SealedEntry => {
      const [head = '', payload = '', signature = ''] = entry.jws.split('.');
      const of = (part: string, changed: object): string =>
        Buffer.from(
          JSON.stringify({ ...(JSON.parse(Buffer.from(part, 'base64url').toString()) as object), ...changed }),
        ).toString('base64url');
      return { ...entry, jws: [of(head, change), of(payload, claims), signature].join('.') };
    };
    const seq = seqOf((entry) => claimOf(entry).type === 'message');
    const changes = [
      [{ alg: 'none' }, {}],
      [{ alg: 'HS256' }, {}],
      [{ alg: 'EdDSA' }, {}],
      [{ typ: 'consilium-clearance' }, {}],
      [{ typ: 'consilium-advice' }, {}],
      [{}, { v: 0 }],
      [{}, { rules: 0 }],
    ] as const;
    for (const [header, claims] of changes) {
      await expectAlarm(
        new EvilServer().changes(room, seq, (entry) => reheaded(entry, header, claims)),
        'first words',
      );
    }
    await expectAlarm(
      new EvilServer().changes(room, seq, (entry) => ({
        ...entry,
        jws: `${entry.jws.split('.').slice(0, 2).join('.')}.`,
      })),
      'first words',
    );
  });

  test('35: an entry whose author is not its signer is refused by the API and by the client', async () => {
    const message = await evilAlice.message(room, talk, 'in another’s name');
    const entries = await evilAlice.sign(room, [message], { by: people.bela.person as PersonId });
    expect(await evilAlice.send(room, entries)).toMatch(/^(bad-input|not-allowed|wrong-state)/);
    await expectAlarm(new EvilServer().adds(room, entries), 'in another’s name');
  });

  test('36: of two entries that claim one place, one is taken and nobody believes the other', async () => {
    const [one, other] = await Promise.all([
      evilAlice.sign(room, [await evilAlice.message(room, talk, 'twin one')]),
      evilAlice.sign(room, [await evilAlice.message(room, talk, 'twin two')]),
    ]);
    expect([await evilAlice.send(room, one), await evilAlice.send(room, other)]).toEqual([
      'taken',
      'wrong-state: head-moved',
    ]);
    const door = await deviceOf(people.bela);
    expect(await said(door, room, talk)).not.toContain('twin two');
    // To a device that has verified the one, the server shows the other at the same place.
    const evil = new EvilServer();
    const fooled = await deviceOf(people.bela, { evil });
    await fooled.room(room);
    const seq = one.map((entry) => claimOf(entry).seq)[0] ?? -1;
    evil.on('ledgers', 'entries', (honest, { ledger }) =>
      ledger === room ? { ...honest, entries: other, head: { seq, hash: 'B'.repeat(43) } } : honest,
    );
    await fooled.enter(room);
    const view = await fooled.room(room);
    expect(view.alarm).toMatch(/different history/);
    expect((await evidenceOf(fooled, room)).what).toBe('fork');
  });

  test('37: an entry dated in the past is refused by all; from the future it is refused by the API and held back by clients', async () => {
    const message = await evilAlice.message(room, talk, 'out of time');
    const now = Math.floor(Date.now() / 1000);
    const late = await evilAlice.sign(room, [message], { at: now + 2 * 86_400 });
    expect(await evilAlice.send(room, late)).toBe('wrong-state: clock');
    const held = await belaSees(new EvilServer().adds(room, late));
    expect(JSON.stringify(held.view)).not.toContain('out of time');
    expect(held.view.alarm).toBe('');
    expect(held.view.held).toMatch(/more than a day ahead of the clock/);
    const { log } = await evilAlice.room(room);
    const head = log.replica === undefined ? undefined : { ...log.replica.head, at: 1_000_000 };
    if (head === undefined) throw new Error('no head');
    const early = await evilAlice.sign(room, [message], { at: now - 86_400, head });
    expect(await evilAlice.send(room, early)).toMatch(/^(bad-input|wrong-state|not-allowed)/);
    await expectAlarm(new EvilServer().adds(room, early), 'out of time');
  });
});
