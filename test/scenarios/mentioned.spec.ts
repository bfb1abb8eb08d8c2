import type { ItemView, RoomView } from '@consilium/client';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import { clinic, hasAddress, mailsTo, registered, type Clinic, type Someone } from '@consilium/testkit/people';
import { startMailCatcher, type MailCatcher } from '@consilium/testkit/servers';
import { startSystem, type System } from '@consilium/testkit/system';
import { asks, caseThread, decides, opensCase } from '../attacks/cases';
import { addsPicture } from '../attacks/devices';
import { ownerSql } from '../owner-sql';

let system: System;
let people: Clinic;
let cora: Someone;
let catcher: MailCatcher;
let room: string;
let talk: string;

const addressOf = ({ name }: Someone): string => `${name.split(' ')[0]?.toLowerCase() ?? ''}@hospital.example`;

beforeAll(async () => {
  catcher = await startMailCatcher({ most: 10_000 });
  closesAtTheEnd(() => catcher.stop());
  const mail = { SMTP_URL: `smtp://127.0.0.1:${String(catcher.port)}`, MAIL_FROM: 'consilium@hospital.example' };
  system = await startSystem(mail);
  people = await clinic(system);
  const { alice, bela, xenia, victor, hospital, defence } = people;
  cora = await people.enrol({ ...registered.cora, role: 'clinician', organisation: hospital, defence });
  await victor.door.makeOrganisationKey();
  for (const each of [alice, bela, cora, xenia]) await hasAddress(each, catcher, addressOf(each));
  room = await opensCase(alice, bela, cora);
  talk = await caseThread(alice.door, room);
});

const sql = <Row>(text: string): Promise<Row[]> => ownerSql<Row>(system.databaseUrl, text);

const heard = () =>
  eventually(async () => {
    expect(await sql("SELECT 1 FROM outbox WHERE topic = 'tell'")).toEqual([]);
  });

const quiet = () =>
  eventually(async () => {
    expect(await sql('SELECT reason, due FROM tellings')).toEqual([]);
    await heard();
  });

/** Whom an act has mailed to, once nobody has anything left to look at. */
async function mailed(act: () => Promise<unknown>): Promise<string[]> {
  // What was said before waits until somebody looks: it is none of this.
  await heard();
  await sql('DELETE FROM tellings');
  await sql('UPDATE to_look_at SET looked = true, mailed_at = 0, pushed_at = 0');
  const asked = [people.alice, people.bela, cora, people.xenia];
  const count = (who: Someone): number => mailsTo(catcher, addressOf(who)).length;
  const before = asked.map(count);
  await act();
  await quiet();
  return asked.filter((who, index) => count(who) > (before[index] ?? 0)).map(({ name }) => name);
}

/** For what somebody wants no mail. */
async function wantsNot({ door }: Someone, ...off: ('message' | 'mentioned')[]): Promise<void> {
  const { choices } = await door.told();
  await door.chooseTold({ ...choices, off });
}

/** Says something to somebody by their name. */
const names = (by: Someone, thread: string, who: Someone, words: string): Promise<void> =>
  by.door.say(room, thread, `@${who.name} ${words}`, '', [{ person: who.person, at: 0, length: who.name.length + 1 }]);

const itemsOf = ({ threads }: RoomView, id: string): readonly ItemView[] =>
  threads.find(({ thread }) => thread === id)?.items ?? [];
const newest = async ({ door }: Someone, thread: string): Promise<ItemView | undefined> =>
  itemsOf(await door.room(room), thread).findLast(({ kind }) => kind !== 'line');

test('whoever is named reads their own name as theirs, others as a name', async () => {
  const { alice, bela } = people;
  await names(alice, talk, bela, 'could you look?');
  const shown = { kind: 'message', text: `@${bela.name} could you look?` };
  const at = { at: 0, length: bela.name.length + 1 };
  expect(await newest(bela, talk)).toMatchObject({ ...shown, mentions: [{ ...at, me: true }] });
  expect(await newest(cora, talk)).toMatchObject({ ...shown, mentions: [{ ...at, me: false }] });
  await alice.door.say(room, talk, `@${bela.name} in words alone`, '');
  expect(await newest(bela, talk)).not.toHaveProperty('mentions');
});

test('whoever is named is told so and not that somebody wrote, by what they chose for each; others as before', async () => {
  const { alice, bela } = people;
  await wantsNot(bela, 'message');
  await wantsNot(cora, 'message');
  expect(await mailed(() => alice.door.say(room, talk, 'for anybody', ''))).toEqual([]);
  expect(await mailed(() => names(alice, talk, bela, 'and now?'))).toEqual([bela.name]);
  await wantsNot(bela, 'mentioned');
  await wantsNot(cora);
  expect(await mailed(() => names(alice, talk, bela, 'once more'))).toEqual([cora.name]);
  expect(await mailed(() => alice.door.say(room, talk, 'for everybody', ''))).toEqual([bela.name, cora.name]);
  await wantsNot(bela);
});

test('a colleague from outside is named where they read, and nowhere else', async () => {
  const { alice, bela, victor, xenia } = people;
  const picture = await addsPicture(alice.door, room, 'forearm');
  await expect(names(alice, picture, xenia, 'here?')).rejects.toThrow(/cannot read what is said here/);
  const advice = await asks(alice, room, [picture], xenia.person);
  await decides(victor, advice);
  await alice.door.admit(advice);
  await xenia.door.acceptInvitation(room);
  const side = (await alice.door.room(room)).threads.find(({ kind }) => kind === 'side')?.thread ?? '';
  const before = itemsOf(await alice.door.room(room), talk).length;
  await expect(names(alice, talk, xenia, 'here?')).rejects.toThrow(`${xenia.name} cannot read what is said here`);
  expect(itemsOf(await alice.door.room(room), talk)).toHaveLength(before);
  await wantsNot(xenia, 'message');
  expect(await mailed(() => alice.door.say(room, side, 'for anybody here', ''))).not.toContain(xenia.name);
  expect(await mailed(() => names(alice, side, xenia, 'what would you do?'))).toContain(xenia.name);
  expect(await newest(xenia, side)).toMatchObject({ mentions: [{ me: true }] });
  await names(xenia, side, bela, 'I would wait.');
  expect(await newest(bela, side)).toMatchObject({ text: `@${bela.name} I would wait.`, mentions: [{ me: true }] });
});

test('a number in a message that names somebody keeps its picture inside, as in any other', async () => {
  const { alice, bela, xenia } = people;
  const picture = await addsPicture(alice.door, room, 'elbow');
  await names(alice, picture, bela, 'compare\n943 476 5919, please');
  await expect(asks(alice, room, [picture], xenia.person)).rejects.toThrow(/What was said under a picture/);
});

test('a message that was taken back names nobody', async () => {
  const { alice, bela } = people;
  await names(alice, talk, bela, 'a slip');
  const slip = await newest(alice, talk);
  await alice.door.takeBack(room, slip?.entry ?? '');
  for (const who of [alice, bela]) {
    const taken = await newest(who, talk);
    expect(taken).toMatchObject({ kind: 'taken-back', entry: slip?.entry });
    expect(JSON.stringify(taken)).not.toContain(bela.name);
    expect(taken).not.toHaveProperty('mentions');
  }
});

test('whoever has left stays a name where they were named; they are told of nothing, and named no more', async () => {
  const { alice, bela } = people;
  await names(alice, talk, bela, 'before you go');
  await wantsNot(bela);
  await alice.door.remove(room, bela.person);
  expect(await newest(cora, talk)).toMatchObject({
    text: `@${bela.name} before you go`,
    mentions: [{ at: 0, length: bela.name.length + 1, me: false }],
  });
  const refused = async (): Promise<void> => {
    await expect(names(alice, talk, bela, 'still there?')).rejects.toThrow(/cannot read what is said here/);
  };
  expect(await mailed(refused)).toEqual([]);
  expect(await mailed(() => alice.door.say(room, talk, `@${bela.name} in words alone`, ''))).toEqual([cora.name]);
});
