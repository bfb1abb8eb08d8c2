import type { OpinionDraft, OpinionView } from '@consilium/client';
import { outcomePolicy } from '@consilium/domain';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import {
  clinic,
  hasAddress,
  linkIn,
  mailsTo,
  onAnotherDevice,
  type Clinic,
  type Someone,
} from '@consilium/testkit/people';
import { startMailCatcher, whereFound, type MailCatcher } from '@consilium/testkit/servers';
import { startSystem, type System } from '@consilium/testkit/system';
import { Outcomes } from '../../apps/api/src/telling/outcomes';
import { caseThread, sharedCase, type SharedCase } from '../attacks/cases';
import { ownerSql } from '../owner-sql';

/** What became of what an opinion was about: asked of whoever asked, and read by whoever gave it. */

const opinion: OpinionDraft = {
  ...{ impression: 'A drug eruption', confidence: 'high', examined: 'not-examined', inPerson: 'needed' },
  ...{ advice: 'Stop the tablets', urgency: 'this-week', limits: 'One picture', nextAction: 'Refer' },
  ...{ next: 'responsible-consultant', nextBy: '' },
};
const words = 'canary-outcome-wheatear';
const address = (name: string): string => `${name}@hospital.example`;

let catcher: MailCatcher;
let system: System;
let other: System['application'];
let people: Clinic;
let shared: SharedCase;
let thread: string;

const look = (of = system.application): Promise<void> => of.nest.get(Outcomes, { strict: false }).look();
const of = ({ opinions }: { readonly opinions: readonly OpinionView[] }, who: Someone): OpinionView | undefined =>
  opinions.find(({ by }) => by === who.person);

beforeAll(async () => {
  catcher = await startMailCatcher({ most: 1000 });
  closesAtTheEnd(() => catcher.stop());
  system = await startSystem({
    ...{ SMTP_URL: `smtp://127.0.0.1:${String(catcher.port)}`, MAIL_FROM: 'consilium@hospital.example' },
  });
  other = await system.replica();
  // Nobody looks but where it is asked.
  await ownerSql(system.databaseUrl, "UPDATE outbox SET due = due + 100000 WHERE topic = 'tell-outcome'");
  people = await clinic(system);
  const { alice, bela, victor, xenia } = people;
  for (const name of ['alice', 'bela', 'xenia'] as const) await hasAddress(people[name], catcher, address(name));
  shared = await sharedCase({ owner: alice, adviser: victor, recipient: xenia, colleagues: [bela] });
  thread = await caseThread(bela.door, shared.room);
});

/** To whom an act was mailed, once nothing is left to be handed over. */
async function mailed(act: () => Promise<unknown>): Promise<string[]> {
  const gone = (what: string) =>
    eventually(async () => {
      expect(await ownerSql(system.databaseUrl, `SELECT 1 FROM ${what}`)).toEqual([]);
    }, 20);
  await gone("outbox WHERE topic = 'tell'");
  // What came before is told later, or is being told now.
  await ownerSql(system.databaseUrl, 'DELETE FROM tellings WHERE NOT is_out');
  await gone('tellings');
  await ownerSql(system.databaseUrl, 'UPDATE to_look_at SET looked = true, mailed_at = 0');
  const before = catcher.mails.length;
  await act();
  await gone("outbox WHERE topic = 'tell'");
  await gone('tellings');
  return catcher.mails
    .slice(before)
    .map(({ to }) => to)
    .toSorted();
}

test('a colleague outside reads what became of it in the talk of their share, before anybody had to ask; nobody else may say it', async () => {
  const { alice, bela, xenia } = people;
  const side = (await xenia.door.room(shared.room)).threads.find(({ kind }) => kind === 'side')?.thread ?? '';
  await xenia.door.fileOpinion(shared.room, side, opinion, []);
  const filed = of(await alice.door.room(shared.room), xenia);
  expect(filed).toMatchObject({ outcome: undefined, asks: 'may' });
  const asks = async ({ door }: Someone) => of(await door.room(shared.room), xenia)?.asks;
  expect([await asks(bela), await asks(xenia)]).toEqual(['no', 'no']);
  const outcome = { said: 'as-said', words } as const;
  await expect(bela.door.sayOutcome(shared.room, filed?.entry ?? '', outcome)).rejects.toMatchObject({
    kind: 'not-allowed',
  });
  expect(await mailed(() => alice.door.sayOutcome(shared.room, filed?.entry ?? '', outcome))).toEqual([
    address('xenia'),
  ]);
  await eventually(async () => {
    const { outcome: read } = of(await xenia.door.room(shared.room), xenia) ?? {};
    expect(read?.text).toEqual({ value: outcome });
  });
  const { threads } = await xenia.door.room(shared.room);
  const lines = threads.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'line' ? [item.text] : [])));
  expect(lines).toContain(`${alice.name} said what became of an opinion`);
});

test('three weeks after an opinion its case’s owner is asked once, whoever looks and however often, also where it was closed', async () => {
  const { alice, bela } = people;
  await bela.door.fileOpinion(shared.room, thread, opinion, []);
  await alice.door.fileOpinion(shared.room, thread, opinion, []);
  await alice.door.closeCase(shared.room, 'advice-given');
  system.clock.forward(outcomePolicy.from - 3_600);
  expect(await mailed(() => look())).toEqual([]);
  system.clock.forward(2 * 3_600);
  expect(await mailed(() => Promise.all([look(), look(other), look(), look(other)]))).toEqual([address('alice')]);
  expect(await mailed(() => look())).toEqual([]);
});

test('whoever is asked says it by one act, in a closed case too; its author is told, and what it is stays sealed', async () => {
  const { bela } = people;
  const [alice, author] = [await onAnotherDevice(people.alice), await onAnotherDevice(bela)];
  const mail = mailsTo(catcher, address('alice')).at(-1);
  expect(await alice.door.followNotice(mail === undefined ? '' : linkIn(mail))).toEqual({
    ...{ leads: 'case', id: shared.room },
  });
  const view = await alice.door.room(shared.room);
  expect(view.closed).toBeDefined();
  // One's own opinion is nobody's question.
  expect([of(view, bela)?.asks, of(view, people.alice)?.asks]).toEqual(['due', 'may']);
  const entry = of(view, bela)?.entry ?? '';
  const say = (said: 'other-than-said' | 'as-said', more: string) => () =>
    alice.door.sayOutcome(shared.room, entry, { said, words: more });
  expect(await mailed(say('as-said', ''))).toEqual([address('bela')]);
  await eventually(async () => {
    const { outcome } = of(await author.door.room(shared.room), bela) ?? {};
    expect(outcome?.text).toEqual({ value: { said: 'as-said', words: '' } });
  });
  // A slip is put right: the newest counts.
  await say('other-than-said', words)();
  await eventually(async () => {
    const { outcome } = of(await author.door.room(shared.room), bela) ?? {};
    expect(outcome?.text).toEqual({ value: { said: 'other-than-said', words } });
  });
  expect(of(await alice.door.room(shared.room), bela)?.asks).toBe('may');
  expect(await whereFound(system, [words, 'other-than-said'], [])).toEqual([]);
});

test('of an opinion that was answered for, of one beside a withdrawn picture and of one long past nobody is asked', async () => {
  const told = "SELECT person FROM endings_told WHERE reason = 'outcome-due'";
  const before = (await ownerSql(system.databaseUrl, told)).length;
  const [alice, bela] = [await onAnotherDevice(people.alice), await onAnotherDevice(people.bela)];
  await alice.door.reopenCase(shared.room);
  await bela.door.picture(shared.room, shared.kept, 'view');
  await bela.door.fileOpinion(shared.room, shared.kept, opinion, [shared.kept]);
  await bela.door.fileOpinion(shared.room, thread, opinion, []);
  const entry = (await alice.door.room(shared.room)).opinions.at(-1)?.entry ?? '';
  await alice.door.sayOutcome(shared.room, entry, { said: 'outcome-not-known', words: '' });
  await alice.door.withdrawConsent(shared.room, shared.kept, 'capture', 'not-yet-seen');
  system.clock.forward(outcomePolicy.from + 60);
  expect(await mailed(() => look())).toEqual([]);
  // That of the withdrawn picture alone was looked at, and is looked at no more.
  expect(await ownerSql(system.databaseUrl, told)).toHaveLength(before + 1);
  await ownerSql(system.databaseUrl, "DELETE FROM endings_told WHERE reason = 'outcome-due'");
  system.clock.forward(outcomePolicy.until - outcomePolicy.from);
  expect(await mailed(() => look())).toEqual([]);
  expect(await ownerSql(system.databaseUrl, told)).toEqual([]);
});
