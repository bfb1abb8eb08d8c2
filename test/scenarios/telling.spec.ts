import type { CaseForm, OpinionDraft, RoomView, ShareDraft } from '@consilium/client';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import {
  clinic,
  hasAddress,
  linkIn,
  photograph,
  registered,
  renewsKeys,
  takesOtherKeys,
  type Clinic,
  type Someone,
} from '@consilium/testkit/people';
import {
  pushingTo,
  startMailCatcher,
  startPushCatcher,
  whereFound,
  type MailCatcher,
  type PushCatcher,
} from '@consilium/testkit/servers';
import { listenToLog, startSystem, type System } from '@consilium/testkit/system';
import { Outbox } from '../../apps/api/src/ledgers/outbox/outbox';
import { Endings } from '../../apps/api/src/telling/endings';
import { ownerSql } from '../owner-sql';

const canary = {
  title: 'canary-title-kestrel',
  question: 'canary-question-merlin',
  message: 'canary-message-hobby',
  brief: 'canary-brief-osprey',
  reasons: 'canary-reasons-goshawk',
  asked: 'canary-asked-harrier',
  opinion: 'canary-opinion-buzzard',
} as const;

const form: CaseForm = {
  ...{ title: canary.title, specialty: 'Dermatology', urgency: 'today', ageBand: '40-64' },
  ...{ question: canary.question, responsible: 'Dr R' },
};

const opinion: OpinionDraft = {
  ...{ impression: canary.opinion, confidence: 'high', examined: 'not-examined', inPerson: 'needed' },
  ...{ advice: 'Biopsy', urgency: 'this-week', limits: 'One picture', nextAction: 'Refer' },
  ...{ next: 'responsible-consultant', nextBy: '' },
};

const logged: string[] = [];
let system: System;
let people: Clinic;
let catcher: MailCatcher;
let pushCatcher: PushCatcher;
let room: string;
let advice: string;
/** Everybody with an address, by who it belongs to. */
const told = new Map<string, Someone>();
/** Where the push service takes notices for each of them, by name. */
const devices = new Map<string, string>();

beforeAll(async () => {
  listenToLog(logged);
  catcher = await startMailCatcher({ most: 10_000 });
  closesAtTheEnd(() => catcher.stop());
  const mail = { SMTP_URL: `smtp://127.0.0.1:${String(catcher.port)}`, MAIL_FROM: 'consilium@hospital.example' };
  pushCatcher = await startPushCatcher();
  closesAtTheEnd(() => pushCatcher.stop());
  system = await startSystem({ LOG_LEVEL: 'debug', ...mail, ...pushingTo(pushCatcher) });
  people = await clinic(system);
  for (const name of ['alice', 'bela', 'xenia', 'victor'] as const) {
    told.set(await hasAddress(people[name], catcher, `${name}@hospital.example`), people[name]);
    const device = pushCatcher.device(`${name}’s phone`);
    await people[name].door.pushHere(device);
    devices.set(device.endpoint, name);
  }
  await people.victor.door.makeOrganisationKey();
});

const sql = <Row>(text: string): Promise<Row[]> => ownerSql<Row>(system.databaseUrl, text);

/** Nothing is left to be mailed, nor to be looked for after an append. */
const quiet = () =>
  eventually(async () => {
    expect(await sql('SELECT reason, due FROM tellings')).toEqual([]);
    expect(await sql("SELECT 1 FROM outbox WHERE topic = 'tell'")).toEqual([]);
  });

/** Whom an act has mailed to, once nobody has anything left to look at; each is led where it happened. */
async function mailed(act: () => Promise<unknown>): Promise<string[]> {
  await quiet();
  await sql('UPDATE to_look_at SET looked = true, mailed_at = 0, pushed_at = 0');
  const before = catcher.mails.length;
  const pushedBefore = pushCatcher.pushes.length;
  await act();
  await quiet();
  const pushed = pushCatcher.pushes.slice(pushedBefore).map(({ endpoint }) => devices.get(endpoint) ?? endpoint);
  const mailedTo = catcher.mails.slice(before).map(({ to }) => to.replace('@hospital.example', ''));
  // Whoever is told by mail is told on their device too, of the same and as often.
  expect(pushed.toSorted()).toEqual(mailedTo.toSorted());
  return mailedTo.toSorted();
}

/** What a push is vouched for with, in clear. */
const claimsOf = (authorization: string | string[] | undefined): string =>
  Buffer.from(String(authorization).split('.')[1] ?? '', 'base64url').toString();

const threadOf = ({ threads }: RoomView, kind: 'case' | 'picture' | 'side'): string => {
  const found = threads.find((thread) => thread.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} thread`);
  return found.thread;
};

test('who is invited is mailed, and what they are sent says that something waits and nothing more', async () => {
  const { alice, bela } = people;
  room = await alice.door.openCase(form);
  expect(await mailed(() => alice.door.invite(room, bela.person))).toEqual(['bela']);
  const [head = '', text = ''] = (catcher.mails.at(-1)?.raw ?? '').split('\r\n\r\n');
  const origin = system.origin.replaceAll('.', '\\.');
  expect(`${text}\n${(catcher.mails.at(-1)?.raw ?? '').split('\r\n\r\n').slice(2).join('\n')}`).toMatch(
    new RegExp(
      `^Something waits in Consilium\\.\\s+${origin}/#/waiting/[\\w-]{22}\\s+The link is yours alone and leads there for seven days\\.\\s*$`,
      'u',
    ),
  );
  const names = head.split('\r\n').map((line) => line.split(':')[0]);
  expect(names.toSorted()).toEqual(
    [
      'Auto-Submitted',
      'Content-Transfer-Encoding',
      'Content-Type',
      'Date',
      'From',
      'MIME-Version',
      'Message-ID',
      'Subject',
      'To',
    ].toSorted(),
  );
});

test('the link leads its own person to the case, and nobody else anywhere', async () => {
  const { alice, bela } = people;
  const mail = catcher.mails.at(-1);
  const link = mail === undefined ? '' : linkIn(mail);
  expect(await bela.door.followNotice(link)).toEqual({ leads: 'case', id: room });
  await expect(alice.door.followNotice(link)).rejects.toMatchObject({ kind: 'not-found' });
  await expect(bela.door.followNotice('A'.repeat(22))).rejects.toMatchObject({ kind: 'not-found' });
});

test('who is asked as a case begins is mailed too', async () => {
  const { alice, bela } = people;
  expect(await mailed(() => alice.door.openCase(form, [bela.person]))).toEqual(['bela']);
  const mail = catcher.mails.at(-1);
  const place = await bela.door.followNotice(mail === undefined ? '' : linkIn(mail));
  expect((await bela.door.cases()).map((each) => each.room)).toContain(place.leads === 'case' ? place.id : '');
});

test('pictures, messages and opinions are mailed to whoever reads them', async () => {
  const { alice, bela } = people;
  await bela.door.cases();
  const posted = async (): Promise<void> => {
    await alice.door.addPicture(room, photograph('canary-pixels'));
    await eventually(async () => {
      expect(threadOf(await alice.door.room(room), 'picture')).not.toBe('');
    });
  };
  expect(await mailed(posted)).toEqual(['bela']);
  const view = await bela.door.room(room);
  expect(await mailed(() => bela.door.say(room, threadOf(view, 'case'), canary.message, ''))).toEqual(['alice']);
  const picture = threadOf(view, 'picture');
  await bela.door.picture(room, picture, 'view');
  expect(await mailed(() => bela.door.fileOpinion(room, picture, opinion, [picture]))).toEqual(['alice']);
});

test('a request, a question, an answer and a decision are mailed to the one whose turn it is', async () => {
  const { alice, victor, xenia } = people;
  const share: ShareDraft = {
    ...{ room, threads: [threadOf(await alice.door.room(room), 'picture')], recipient: xenia.person },
    ...{ purpose: 'direct-care', brief: canary.brief, reasons: canary.reasons, alternatives: 'Nobody' },
    ...{ notIdentifiers: [], flags: [], urgency: 'today' },
  };
  const asked = await mailed(async () => (advice = await alice.door.share(share)));
  expect(asked).toEqual(['victor']);
  const mail = catcher.mails.at(-1);
  expect(await victor.door.followNotice(mail === undefined ? '' : linkIn(mail))).toEqual({
    leads: 'request',
    id: advice,
  });
  await victor.door.queue();
  expect(await mailed(() => victor.door.assignToMe(advice))).toEqual([]);
  expect(await mailed(() => victor.door.ask(advice, canary.asked))).toEqual(['alice']);
  const question = catcher.mails.at(-1);
  expect(await alice.door.followNotice(question === undefined ? '' : linkIn(question))).toEqual({
    leads: 'case',
    id: room,
  });
  expect(await mailed(() => alice.door.answer(advice, 'Yes', []))).toEqual(['victor']);
  const now = Math.floor(Date.now() / 1000);
  const { prepared } = await victor.door.prepareDecision({
    ...{ advice, outcome: 'no-objection', conditions: [], reasons: canary.reasons },
    ...{ joinBy: now + 86_400, memberUntil: now + 7 * 86_400 },
  });
  expect(await mailed(() => victor.door.decide(prepared))).toEqual(['alice']);
});

test('a colleague from outside is mailed when they are let in, before they ever opened it; their answer is too', async () => {
  const { alice, xenia } = people;
  expect(await mailed(() => alice.door.admit(advice))).toEqual(['xenia']);
  const mail = catcher.mails.at(-1);
  expect(await xenia.door.followNotice(mail === undefined ? '' : linkIn(mail))).toEqual({ leads: 'case', id: room });
  expect((await xenia.door.room(room)).invitation?.by).toBe(alice.name);
  expect(await mailed(() => xenia.door.acceptInvitation(room))).toEqual(['alice']);
});

test('a share that ends within a day is mailed once to whom it lets in and to whose case it is', async () => {
  const endings = system.application.nest.get(Endings, { strict: false });
  expect(await mailed(() => endings.look())).toEqual([]);
  await sql(`UPDATE room_members SET member_until = ${String(system.clock.now() + 86_000)} WHERE stage = 'accepted'`);
  expect(await mailed(() => endings.look())).toEqual(['alice', 'xenia']);
  const mail = catcher.mails.findLast(({ to }) => to.startsWith('xenia'));
  expect(await people.xenia.door.followNotice(mail === undefined ? '' : linkIn(mail))).toEqual({
    leads: 'case',
    id: room,
  });
  expect(await mailed(() => endings.look())).toEqual([]);
});

test('a withdrawal is mailed to everybody who read the picture, and an end of access to whom it ends for', async () => {
  const { alice, bela, xenia } = people;
  const picture = threadOf(await alice.door.room(room), 'picture');
  expect(await mailed(() => alice.door.withdrawConsent(room, picture, 'sharing'))).toEqual(['bela', 'xenia']);
  expect(await mailed(() => alice.door.handOver(room, bela.person))).toEqual(['bela']);
  expect(await mailed(() => bela.door.handOver(room, alice.person))).toEqual(['alice']);
  expect(await mailed(() => alice.door.remove(room, bela.person))).toEqual(['bela']);
  const mail = catcher.mails.at(-1);
  expect(await bela.door.followNotice(mail === undefined ? '' : linkIn(mail))).toEqual({ leads: 'ended' });
  expect(await mailed(() => alice.door.say(room, picture, 'after it', ''))).toEqual([]);
  expect(xenia.name).not.toBe('');
});

test('the register tells advisers whom to confirm, people how they stand, and everybody of their own new keys', async () => {
  const { alice, officer, hospital, defence, victor } = people;
  const cora = { ...registered.cora, role: 'clinician', organisation: hospital, defence } as const;
  let person = '';
  expect(await mailed(async () => ({ person } = await people.enrol(cora)))).toEqual(['victor']);
  expect(await mailed(() => victor.door.endMembership(alice.person))).toEqual(['alice']);
  expect(await mailed(() => renewsKeys(alice, [alice.passkeys]))).toEqual(['alice']);
  const endings = system.application.nest.get(Endings, { strict: false });
  await sql(`UPDATE people SET expires = ${String(system.clock.now() + 86_400)} WHERE person = '${victor.person}'`);
  expect(await mailed(() => endings.look())).toEqual(['victor']);
  // That they may not act here any more is the last thing somebody is told, and their address goes with it.
  expect(await mailed(() => officer.door.setStatus(alice.person, 'suspended', 'GMC'))).toEqual(['alice']);
  expect(await mailed(() => officer.door.setStatus(alice.person, 'good', 'GMC'))).toEqual(['alice']);
  expect(await mailed(() => officer.door.setStatus(alice.person, 'suspended', 'GMC'))).toEqual(['alice']);
  await sql("UPDATE outbox SET due = 0 WHERE topic = 'forget-addresses'");
  system.application.nest.get(Outbox, { strict: false }).hint();
  await eventually(async () => {
    const known = 'SELECT 1 FROM told_by_mail m JOIN told_by_push p USING (person)';
    expect(await sql(`${known} WHERE person = '${alice.person}'`)).toEqual([]);
  });
  expect(await mailed(() => officer.door.setStatus(alice.person, 'good', 'GMC'))).toEqual([]);
  expect(person).not.toBe('');
});

test('keys that officers give are mailed to whose they are, and so is that a colleague knows them again', async () => {
  const { alice, bela, officer } = people;
  const again = await alice.door.openCase(form, [bela.person]);
  await bela.door.room(again);
  await takesOtherKeys((await officer.door.otherKeysLink(bela.person)).link, bela);
  const [asked] = await officer.door.otherKeys();
  if (asked === undefined) throw new Error('nobody waits');
  expect(await mailed(() => officer.door.proposeOtherKeys(asked))).toEqual(['bela']);
  expect(await mailed(() => alice.door.knowAgain(again, bela.person))).toEqual(['bela']);
});

test('a push leads where the mail of the same matter does, and says nothing else', async () => {
  for (const { text, headers } of pushCatcher.pushes) {
    expect(text).toMatch(/^\{"is":"wait","link":"[\w-]{22}","notice":"[\w-]{22}"\}$/u);
    expect(Object.keys(headers).toSorted()).toEqual(
      [
        ...['authorization', 'connection', 'content-encoding', 'content-length', 'content-type', 'host'],
        ...['topic', 'ttl', 'urgency'],
      ].toSorted(),
    );
  }
  const links = (texts: readonly string[]) =>
    new Set(texts.flatMap((text) => text.match(/(?<=\/waiting\/|"link":")[\w-]{22}/gu) ?? []));
  const mailed = links(catcher.mails.map(({ raw }) => raw));
  expect([...links(pushCatcher.pushes.map(({ text }) => text))].filter((link) => !mailed.has(link))).toEqual([]);
  expect(new Set(pushCatcher.pushes.map(({ sealed }) => sealed.length)).size).toBe(1);
  await quiet();
});

test('no mail, no push, no log line and no number says a word of what was written, who it was, or where', async () => {
  const secrets = [...Object.values(canary), 'canary-pixels'];
  const ids = [room, advice, ...[...told.values()].flatMap(({ person, name }) => [person, name])];
  const metrics = await (await fetch(`${system.address}/api/metrics`)).text();
  expect(metrics).toMatch(/consilium_notices_handed_total [1-9]/u);
  const mails = catcher.mails.map(({ raw, from, to }, index): [string, string] => [
    `mail ${String(index)}`,
    `${from} ${to} ${raw}`,
  ]);
  expect(metrics).toMatch(/consilium_pushes_handed_total [1-9]/u);
  const pushes = pushCatcher.pushes.map(({ headers, sealed, text }, index): [string, string] => [
    `push ${String(index)}`,
    `${JSON.stringify(headers)} ${claimsOf(headers['authorization'])} ${sealed.toString('latin1')} ${text}`,
  ]);
  const elsewhere: [string, string][] = [
    ['log', logged.join('\n')],
    ['metrics', metrics],
  ];
  const subjects = catcher.mails.map(({ raw }) => /^Subject: (.*)$/imu.exec(raw)?.[1]?.trim());
  expect([...new Set(subjects)].toSorted()).toEqual(['Something waits in Consilium', 'Your code for Consilium']);
  const addresses = [...told.keys()];
  const found = await whereFound(system, secrets, [...mails, ...pushes, ...elsewhere]);
  expect(found).toEqual([]);
  const inText = (texts: [string, string][], planted: readonly string[]) =>
    planted.flatMap((what) => texts.filter(([, text]) => text.includes(what)).map(([where]) => ({ where, what })));
  expect(inText(mails, ids)).toEqual([]);
  expect(inText(pushes, [...ids, ...addresses])).toEqual([]);
  expect(inText(elsewhere, [...ids, ...addresses, ...devices.keys()])).toEqual([]);
  // The same search finds what is there.
  const planted: [string, string] = ['mail planted', `Subject: ${Buffer.from(canary.message).toString('base64')}`];
  expect((await whereFound(system, [canary.message], [planted])).map(({ where }) => where)).toEqual(['mail planted']);
  expect(inText(mails, addresses).length).toBeGreaterThan(10);
  const plantedPush: [string, string] = [
    'push planted',
    `${JSON.stringify({ is: 'wait', link: room })} ${canary.title}`,
  ];
  expect((await whereFound(system, [canary.title], [plantedPush])).map(({ where }) => where)).toEqual(['push planted']);
  expect(inText([plantedPush], ids)).toEqual([{ where: 'push planted', what: room }]);
  expect(inText(pushes, ['consilium@hospital.example']).length).toBeGreaterThan(10);
});
