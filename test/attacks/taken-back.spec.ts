import type { SealedEntry } from '@consilium/contracts';
import type { ThreadId } from '@consilium/domain';
import { draft, type Draft } from '@consilium/ledger';
import { clinic, type Clinic } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { caseThread, opensCase } from './cases';
import { addsPicture, closeDevices, deviceOf, refusal, said, waitFor } from './devices';
import { EvilMember } from './evil-member';
import { claimOf, EvilServer } from './evil-server';

const readOnly = /read-only here; save the evidence file/;

const takeBack = (thread: string, message: string): Draft =>
  draft({
    type: 'take-back',
    scope: [thread as ThreadId],
    body: { thread, message },
  });

describe('answers, and messages that are taken back', () => {
  let system: System;
  let people: Clinic;
  let room: string;
  let talk: string;
  let picture: string;
  let evil: EvilMember;
  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
    room = await opensCase(people.alice, people.bela);
    talk = await caseThread(people.alice.door, room);
    picture = await addsPicture(people.alice.door, room, 'first');
    evil = await EvilMember.of(people.bela);
  });
  afterEach(closeDevices);

  async function posts(text: string): Promise<string> {
    const { alice } = people;
    await alice.door.say(room, talk, text, '');
    const { threads } = await alice.door.room(room);
    const item = threads.find(({ thread }) => thread === talk)?.items.findLast(({ kind }) => kind === 'message');
    return item?.entry ?? '';
  }

  /** The API refuses it, and where it is put in all the same, so does an honest device. */
  async function refuses(drafts: readonly Draft[], code: RegExp, at?: number): Promise<void> {
    const entries = await evil.sign(room, drafts, at === undefined ? {} : { at });
    expect(await evil.send(room, entries)).toMatch(code);
    const door = await deviceOf(people.alice, { evil: new EvilServer().adds(room, entries) });
    expect((await door.room(room)).alarm).toMatch(readOnly);
    await closeDevices();
  }

  async function ownMessage(): Promise<string> {
    const message = await evil.message(room, talk, 'by Bela');
    expect(await evil.post(room, [message])).toBe('taken');
    return (await evil.room(room)).log.entries.at(-1)?.entry.id ?? '';
  }

  test('a member takes back nobody’s message but their own, once, in its thread and in time', async () => {
    const hers = await posts('what Alice said');
    await refuses([takeBack(talk, hers)], /not-the-writer/);
    const own = await ownMessage();
    await refuses([takeBack(picture, own)], /no-such-message/);
    await refuses([takeBack(talk, own)], /too-late-to-take-back/, evil.vault.clock.now() + 61);
    await refuses([takeBack(talk, own), takeBack(talk, own)], /taken-back-already/);
    expect(await evil.post(room, [takeBack(talk, own)])).toBe('taken');
    await refuses([takeBack(talk, own)], /taken-back-already/);
  });

  test('a member answers nothing of another thread, and nothing that was taken back', async () => {
    const own = await ownMessage();
    const answers = async (thread: string, replyTo: string): Promise<Draft> => {
      const message = await evil.message(room, thread, 'an answer');
      return { ...message, body: JSON.stringify({ ...(JSON.parse(message.body) as object), replyTo }) };
    };
    await refuses([await answers(picture, own)], /answers-nothing/);
    await refuses([takeBack(talk, own), await answers(talk, own)], /answers-taken-back/);
    expect(await evil.post(room, [await answers(talk, own)])).toBe('taken');
  });

  test('a taking back that the service leaves out, holds the body of or puts into another case is found out', async () => {
    const message = await posts('withheld or not');
    await people.alice.door.takeBack(room, message);
    await people.alice.door.say(room, talk, 'after it', '');
    const isTaking = (entry: SealedEntry): boolean => claimOf(entry).type === 'take-back';
    const left = new EvilServer().rewrites(room, (all) => all.filter((entry) => !isTaking(entry)));
    expect((await (await deviceOf(people.bela, { evil: left })).room(room)).alarm).toMatch(readOnly);
    const dark = new EvilServer().rewrites(room, (all) =>
      all.map((entry) => (isTaking(entry) ? { jws: entry.jws } : entry)),
    );
    expect((await (await deviceOf(people.bela, { evil: dark })).room(room)).alarm).toMatch(readOnly);

    const other = await opensCase(people.alice, people.bela);
    await people.alice.door.say(other, await caseThread(people.alice.door, other), 'stays', '');
    const { entries } = await evil.transport.call('ledgers', 'entries', { ledger: room, after: -1, limit: 1000 });
    const replayed = entries.filter(isTaking).slice(-1);
    expect(replayed).toHaveLength(1);
    expect(await evil.send(other, [...replayed])).toMatch(/wrong|not/);
    const moved = await deviceOf(people.bela, { evil: new EvilServer().adds(other, replayed) });
    expect((await moved.room(other)).alarm).toMatch(readOnly);
  });

  test('who was shown a message goes on reading it while the service holds back that it was taken back, and no longer', async () => {
    const message = await posts('held back');
    const server = new EvilServer();
    const door = await deviceOf(people.bela, { evil: server });
    server.isQuiet = true;
    expect(await said(door, room, talk)).toContain('held back');
    await people.alice.door.takeBack(room, message);
    const isHeld = (entry: SealedEntry, at: number, all: readonly SealedEntry[]): boolean =>
      at === all.length - 1 && claimOf(entry).type === 'take-back';
    server.rewrites(room, (all) => all.filter((entry, at) => !isHeld(entry, at, all)));
    expect(await said(door, room, talk)).toContain('held back');
    // A device that comes after it is not shown the words without what took them: that would be content withheld.
    const later = await deviceOf(people.bela, {
      evil: new EvilServer().rewrites(room, (all) => all.filter((entry, at) => !isHeld(entry, at, all))),
    });
    expect((await later.room(room)).alarm).toMatch(readOnly);
    server.honest();
    await people.alice.door.say(room, talk, 'later', '');
    await door.verifyRoom(room);
    const shown = await waitFor(
      () => said(door, room, talk),
      (texts) => !texts.includes('held back'),
    );
    expect(shown).toContain('later');
    expect(shown).not.toContain('held back');
  });

  test('the words of a message that was taken back are given to nobody any more, nor missed by anybody', async () => {
    const message = await posts('canary of words taken back');
    const blob = async (): Promise<number> => {
      const { entries } = await evil.transport.call('ledgers', 'entries', { ledger: room, after: -1, limit: 1000 });
      const found = entries.find((entry) => claimOf(entry).id === message);
      return Object.keys(found?.blobs ?? {}).length;
    };
    expect(await blob()).toBe(1);
    await people.alice.door.takeBack(room, message);
    expect(await blob()).toBe(0);
    const door = await deviceOf(people.bela);
    const view = await door.room(room);
    expect([view.alarm, view.doubt]).toEqual(['', '']);
    expect((await door.verifyRoom(room)).says).not.toBe('');
    expect(await refusal(people.alice.door.takeBack(room, message))).toMatch(/taken back already/);
  });
});
