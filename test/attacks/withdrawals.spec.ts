import type { SealedEntry } from '@consilium/contracts';
import type { BodyToWrite } from '@consilium/domain';
import { draft, type Draft } from '@consilium/ledger';
import { clinic, type Clinic } from '@consilium/testkit/people';
import { startSystem } from '@consilium/testkit/system';
import { opensCase, sharedCase } from './cases';
import { addsPicture, closeDevices, deviceOf, refusal, waitFor } from './devices';
import { EvilMember } from './evil-member';
import { claimOf, EvilServer } from './evil-server';

const readOnly = /read-only here; save the evidence file/;

let people: Clinic;
let owner: EvilMember;
let colleague: EvilMember;

beforeAll(async () => {
  people = await clinic(await startSystem());
  await people.victor.door.makeOrganisationKey();
  owner = await EvilMember.of(people.alice);
  colleague = await EvilMember.of(people.bela);
});
afterEach(closeDevices);

const consentIn = async (room: string, thread: string): Promise<{ consent: string; version: number }> => {
  const consent = (await owner.state(room)).threads.get(thread as never)?.consent;
  if (consent === undefined) throw new Error('no consent');
  return { consent: consent.id, version: consent.version };
};

/** By the service, and by a device of the owner's to which a crooked server shows it all the same. */
async function refusedByBoth(by: EvilMember, room: string, drafts: readonly Draft[], code: RegExp): Promise<void> {
  const entries = await by.sign(room, drafts);
  expect(await by.send(room, entries)).toMatch(code);
  const door = await deviceOf(people.alice, { evil: new EvilServer().adds(room, entries) });
  expect((await door.room(room)).alarm).toMatch(readOnly);
}

async function withdrawnCase(): Promise<{ room: string; thread: string }> {
  const { alice, bela } = people;
  const room = await opensCase(alice, bela);
  const thread = await addsPicture(alice.door, room, 'one');
  await alice.door.withdrawConsent(room, thread, 'capture', 'seen-or-relied-on');
  return { room, thread };
}

const unsigned = (type: string, scope: readonly string[], body: object): Draft =>
  draft({ type, scope, body } as unknown as Parameters<typeof draft>[0]);

test('a colleague with real keys writes nothing under a withdrawn picture, and is given none of it', async () => {
  const { alice, bela } = people;
  const room = await opensCase(alice, bela);
  const thread = await addsPicture(alice.door, room, 'one');
  const message = await colleague.message(room, thread, 'one word more');
  await alice.door.withdrawConsent(room, thread, 'capture', 'not-yet-seen');
  await waitFor(
    async () => (await colleague.state(room)).threads.get(thread as never)?.consent?.withdrawn,
    (withdrawn) => withdrawn === 'capture',
  );
  await refusedByBoth(colleague, room, [message], /picture-withdrawn/);
  const objects = (await owner.state(room)).threads.get(thread as never)?.picture?.objects.map(({ id }) => id) ?? [];
  await expect(colleague.transport.call('pictures', 'links', { room, objects })).rejects.toMatchObject({ kind: 'not-found' });
}); // prettier-ignore

test('destruction is confirmed by no colleague, by no owner, and shown to nobody but the guardian', async () => {
  const { room, thread } = await withdrawnCase();
  await people.alice.door.proposeDestruction(room, thread, 'patient-asks');
  const named = { thread, ...(await consentIn(room, thread)) };
  const confirm = unsigned('destruction-answer', [thread], { ...named, answer: 'confirmed' });
  await colleague.state(room);
  await refusedByBoth(colleague, room, [confirm], /not-the-guardian/);
  await refusedByBoth(owner, room, [confirm], /not-the-guardian/);
  const show = unsigned('picture-shown', [thread], { thread, person: people.bela.person });
  await refusedByBoth(owner, room, [show], /not-the-guardian/);
});

test('90: after a withdrawal no version is slipped in: in another’s name, or dated years ago', async () => {
  const { alice, bela } = people;
  const room = await opensCase(alice, bela);
  const thread = await addsPicture(alice.door, room, 'one');
  const { entry, body } =
    (await owner.room(room)).log.entries.find((each) => each.entry.type === 'consent') ?? (() => { throw new Error('no consent'); })();
  expect(entry.scope).toEqual([thread]);
  await alice.door.withdrawConsent(room, thread, 'sharing');
  const said = body as BodyToWrite<'consent'>;
  const of = (more: object): Draft => unsigned('consent', [thread], { ...said, version: 2, ...more });
  const years = said.takenAt - 5 * 365 * 86_400;
  await refusedByBoth(colleague, room, [of({ takenBy: alice.person })], /consent-withdrawn/);
  await refusedByBoth(owner, room, [of({ takenAt: years })], /consent-withdrawn/);
  const again = unsigned('consent-again', [thread], { consent: said.consent, version: 1, thread, reason: 'agreed-anew' });
  await refusedByBoth(owner, room, [again, of({ takenAt: years })], /consent-taken-when/);
}); // prettier-ignore

test('12: an outside colleague to whom a withdrawal is not shown opens nothing that is said after it', async () => {
  const { alice, bela, victor, xenia } = people;
  const { room, cleared } = await sharedCase({ owner: alice, adviser: victor, recipient: xenia, colleagues: [bela] });
  const evil = new EvilServer();
  const door = await deviceOf(xenia, { evil });
  await door.room(room);
  const isWithdrawal = (entry: SealedEntry): boolean => claimOf(entry).type === 'consent-withdrawal';
  evil.rewrites(room, (entries) => {
    const at = entries.findIndex(isWithdrawal);
    return at < 0 ? entries : entries.slice(0, at);
  });
  await alice.door.withdrawConsent(room, cleared, 'sharing');
  await alice.door.say(room, cleared, 'said-after-the-withdrawal', '');
  const view = await door.room(room);
  expect(JSON.stringify(view)).not.toContain('said-after-the-withdrawal');
  // What she has is not given out again by an honest service, whatever her page shows.
  expect(await refusal(door.picture(room, cleared, 'original'))).not.toBe('');
  const drafts = [unsigned('deletion-statement', [cleared], { thread: cleared, clearance: 'A'.repeat(22), said: 'deleted' })];
  expect(await colleague.send(room, await colleague.sign(room, drafts))).toMatch(/internals-only|not-the-owner/);
}); // prettier-ignore
