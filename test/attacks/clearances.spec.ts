import type { SealedEntry } from '@consilium/contracts';
import { adviceRules, type Clearance, type LedgerId, type OrganisationId, type PersonId } from '@consilium/domain';
import { draft, Malformed, readClearance } from '@consilium/ledger';
import { eventually } from '@consilium/testkit';
import { clinic, type Clinic, registered, type Someone } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { decidedCase, opensCase, type SharedCase } from './cases';
import { addsPicture, closeDevices, deviceOf, evidenceOf } from './devices';
import { EvilMember } from './evil-member';
import { claimOf, EvilServer, headOf } from './evil-server';
import { admission, beforeAccepting, decisionOf, forged, newId, type Decided, type Hand } from './forged-clearances';

const readOnly = /read-only here; save the evidence file/;

describe('a clearance that does not hold lets nobody in', () => {
  let system: System;
  let people: Clinic;
  let yorick: Someone;
  let winifred: Someone;
  let ursula: Someone;
  let share: SharedCase;
  let owner: EvilMember;
  let victor: Hand;
  let given: { decided: Decided; payload: Clearance };

  const hand = async (who: Someone): Promise<Hand> => ({ who, evil: await EvilMember.of(who) });

  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
    const other = await people.officer.door.addOrganisation('Other Defence', 'defence');
    const registeredAs = (name: string, number: string) => ({ name, number, specialty: '' });
    yorick = await people.enrol({
      ...registeredAs('Yorick Yarrowby', '9990025'),
      role: 'clinician',
      organisation: people.elsewhere,
    });
    winifred = await people.enrol({ ...registered.winifred, role: 'adviser', organisation: people.defence });
    ursula = await people.enrol({ ...registeredAs('Una Umbelworth', '9990021'), role: 'adviser', organisation: other });
    share = await decidedCase({
      owner: people.alice,
      adviser: people.victor,
      recipient: people.xenia,
      colleagues: [people.bela],
    });
    owner = (await hand(people.alice)).evil;
    victor = await hand(people.victor);
    given = await decisionOf(owner, share.advice);
  });
  afterEach(closeDevices);

  const now = (): number => Math.floor(Date.now() / 1000);

  /** Bela's client is shown entries that the API never accepted. */
  async function belaRefuses(room: string, entries: readonly SealedEntry[], outsider: string): Promise<void> {
    const door = await deviceOf(people.bela, { evil: new EvilServer().adds(room, entries) });
    const view = await door.room(room);
    expect(view.alarm).toMatch(readOnly);
    expect(view.members.map(({ person }) => person)).not.toContain(outsider);
    expect((await evidenceOf(door, room)).what).toBe('refused');
  }

  /** What the colleague's own client makes of entries, as if the API had admitted them. */
  async function recipientSees(who: Someone, room: string, entries: readonly SealedEntry[]) {
    const { entries: before } = await owner.transport.call('ledgers', 'entries', {
      ledger: room,
      after: -1,
      limit: 1000,
    });
    const told = beforeAccepting([...before, ...entries], (entry) => claimOf(entry).type);
    const head = headOf(told);
    const offered = { kind: 'room' as const, ledger: room, head, as: 'invited-outside' as const };
    const evil = new EvilServer().on('ledgers', 'mine', (truth) => ({
      ...truth,
      ledgers: [...truth.ledgers, offered],
    }));
    evil.instead('ledgers', 'entries', (input) => {
      if (input.ledger !== room) return evil.truth('ledgers', 'entries', input);
      return { kind: 'room' as const, entries: told.slice(input.after + 1), head, now: now() };
    });
    const door = await deviceOf(who, { evil });
    await door.cases();
    const view = await door.room(room).catch(() => undefined);
    return { door, isOffered: view?.invitation !== undefined && view.alarm === '' };
  }

  /** Every gate alone: the API with client gates off, each client with the API's gates off. */
  async function refusedByAll(decided: Decided, code: RegExp, room = share.room): Promise<void> {
    const { payload } = await readClearance(adviceRules, decided.clearance);
    const entries = await owner.sign(room, await admission(owner, room, decided));
    expect(await owner.send(room, entries)).toMatch(code);
    await belaRefuses(room, entries, payload.recipient.person);
    const state = await owner.state(room);
    expect(state.outsiders.size).toBe(0);
  }

  const changed = (changes: Partial<Clearance>): Clearance => ({
    ...given.payload,
    id: newId() as Clearance['id'],
    ...changes,
  });

  test('24: without a clearance an outside colleague is neither invited, granted nor put among the holders', async () => {
    const xenia = people.xenia.person as PersonId;
    const invite = draft({ type: 'invite', scope: 'room', body: { person: xenia } });
    const grant = await owner.grant(share.room, share.cleared, xenia);
    const rotate = await owner.rotation(share.room, share.cleared, [
      people.alice.person,
      people.bela.person,
      xenia,
    ] as PersonId[]);
    const attempts = [
      { what: invite, code: /not-a-clinician-here/ },
      { what: grant, code: /not-entitled/ },
      { what: rotate, code: /wrong-recipients/ },
    ];
    for (const { what, code } of attempts) {
      const entries = await owner.sign(share.room, [what]);
      expect(await owner.send(share.room, entries)).toMatch(code);
      await belaRefuses(share.room, entries, xenia);
    }
  });

  test('25: with another room’s clearance', async () => {
    const other = await opensCase(people.alice, people.bela);
    await refusedByAll(given.decided, /clearance-of-another-room/, other);
    const renamed = await forged(victor, changed({ room: other as LedgerId }));
    await refusedByAll(renamed, /picture-missing|share-not-requested|room-head-ahead/, other);
  });

  test('26: with another recipient’s', async () => {
    const view = owner.vault.view;
    const named = view.person(yorick.person as PersonId);
    if (named === undefined) throw new Error('not registered');
    const { recipient } = given.payload;
    await refusedByAll(
      await forged(victor, changed({ recipient: { ...recipient, kid: named.kid, sealing: named.sealing } })),
      /recipient-differs/,
    );
    await refusedByAll(
      await forged(victor, changed({ recipient: { ...recipient, number: '9990025' } })),
      /recipient-differs/,
    );
    // The true document with another name written into it.
    const [head = '', payload = '', signature = ''] = given.decided.clearance.split('.');
    const text = Buffer.from(payload, 'base64url').toString().replace(recipient.person, yorick.person);
    await refusedByAll(
      { ...given.decided, clearance: [head, Buffer.from(text).toString('base64url'), signature].join('.') },
      /gesture|signature|signer/,
    );
  });

  test('27: with an expired one', async () => {
    await refusedByAll(
      await forged(victor, changed({ joinBy: now() - 10, memberUntil: now() + 3600 })),
      /join-by-passed/,
    );
    await refusedByAll(
      await forged(victor, changed({ joinBy: now() - 20, memberUntil: now() - 10 })),
      /join-by-passed/,
    );
    await refusedByAll(
      await forged(victor, changed({ joinBy: now() + 7200, memberUntil: now() + 3600 })),
      /clearance-dates/,
    );
  });

  test('27: with one that was ended in the register', async () => {
    const ended = await forged(victor, changed({}));
    const { hash, payload } = await readClearance(adviceRules, ended.clearance);
    const status = { clearance: payload.id, hash, organisation: people.defence, status: 'ended' } as const;
    expect(await victor.evil.register([await victor.evil.act('clearance-status', status)])).toBe('taken');
    await refusedByAll(ended, /clearance-not-standing/);
  });

  test('28: with one whose scope lacks the picture, or names another picture in its place', async () => {
    const [cleared] = given.payload.threads;
    if (cleared === undefined) throw new Error('nothing cleared');
    const objects = cleared.objects.map((each) => ({ ...each, okc: given.payload.brief }));
    await refusedByAll(await forged(victor, changed({ threads: [{ ...cleared, objects }] })), /picture-differs/);
    await refusedByAll(
      await forged(victor, changed({ threads: [{ ...cleared, thread: share.kept as never }] })),
      /picture-differs|consent-differs/,
    );
    const consent = { ...cleared.consent, version: 2 };
    await refusedByAll(await forged(victor, changed({ threads: [{ ...cleared, consent }] })), /consent-differs/);
  });

  test('29: signed by an adviser of another organisation, by the requester, or by somebody who is no adviser', async () => {
    const stranger = await hand(ursula);
    const mine = { by: ursula.person as PersonId };
    await refusedByAll(await forged(stranger, changed(mine)), /not-an-adviser/);
    const theirOwn = stranger.evil.vault.self.advises as OrganisationId;
    await refusedByAll(await forged(stranger, changed({ ...mine, org: theirOwn })), /wrong-defence-organisation/);
    const requester = { who: people.alice, evil: owner };
    await refusedByAll(await forged(requester, changed({ by: owner.person })), /parties-not-distinct/);
    const bela = await hand(people.bela);
    await refusedByAll(await forged(bela, changed({ by: bela.evil.person })), /not-an-adviser/);
    // Victor's name under somebody else's signature.
    await refusedByAll(await forged(stranger, changed({})), /signer|gesture/);
  });

  test('29: signed after the adviser’s appointment ended', async () => {
    const officer = await hand(people.officer);
    const former = await hand(winifred);
    const clearance = changed({ by: former.evil.person });
    const before = await forged(former, clearance);
    const appointment = { person: former.evil.person, organisation: people.defence, state: 'ended' } as const;
    expect(await officer.evil.register([await officer.evil.act('appointment', appointment)])).toBe('taken');
    await refusedByAll(before, /not-an-adviser/);
    await refusedByAll(await forged(former, { ...clearance, register: await registerHead(owner) }), /not-an-adviser/);
  });

  async function registerHead(member: EvilMember): Promise<Clearance['register']> {
    await member.vault.register.sync();
    return member.vault.register.state.head;
  }

  test('24–29: the colleague named in a clearance is offered the case only if it holds on their own device', async () => {
    const sealedWith = async (decided: Decided): Promise<SealedEntry[]> =>
      owner.sign(share.room, await admission(owner, share.room, decided));
    const held = await recipientSees(people.xenia, share.room, await sealedWith(given.decided));
    expect(held.isOffered).toBe(true);
    const wrong = [
      {
        decided: await forged(victor, changed({ joinBy: now() - 10, memberUntil: now() + 3600 })),
        says: /time to join has passed/,
      },
      {
        decided: await forged({ who: people.alice, evil: owner }, changed({ by: owner.person })),
        says: /must be three people/,
      },
      { decided: await forged(victor, changed({ outcome: 'advised-against' })), says: /advised against this share/ },
    ];
    for (const { decided, says } of wrong) {
      const { door, isOffered } = await recipientSees(people.xenia, share.room, await sealedWith(decided));
      expect(isOffered).toBe(false);
      await expect(door.acceptInvitation(share.room)).rejects.toThrow(says);
    }
  });

  test('67: another spelling of the signature, or of the document, is not another clearance', async () => {
    const { clearance } = given.decided;
    const last = clearance.at(-1) ?? '';
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const twin = alphabet[alphabet.indexOf(last) ^ 1] ?? '';
    const spellings = [
      `${clearance.slice(0, -1)}${twin}`,
      `${clearance}=`,
      `${clearance} `,
      clearance.replace('.', '=.'),
      clearance.replaceAll('-', '+'),
    ];
    for (const spelled of spellings.filter((each) => each !== clearance)) {
      await expect(readClearance(adviceRules, spelled)).rejects.toThrow(Malformed);
      const drafts = await admission(owner, share.room, given.decided);
      const respelled = drafts.map((each) =>
        each.type === 'admit' ? { ...each, body: each.body.replace(clearance, spelled) } : each,
      );
      await expect(owner.post(share.room, respelled).catch(() => 'bad-input')).resolves.toMatch(
        /^(bad-input|not-allowed|wrong-state)/,
      );
    }
  });

  test('27, 67: a clearance admits once; used again, it is refused by all', async () => {
    const drafts = await admission(owner, share.room, given.decided);
    expect(await owner.post(share.room, drafts)).toBe('taken');
    const again = await owner.sign(share.room, await admission(owner, share.room, given.decided));
    expect(await owner.send(share.room, again)).toMatch(/side-thread-taken|clearance-used/);
    const door = await deviceOf(people.bela, { evil: new EvilServer().adds(share.room, again) });
    const view = await door.room(share.room);
    expect(view.alarm).toMatch(readOnly);
    expect(view.members.filter(({ person }) => person === people.xenia.person)).toHaveLength(1);
  });

  test('27: whoever asked, and their adviser, are told while a decision is suspended', async () => {
    const { id, org } = given.payload;
    const says = async (status: 'suspended' | 'reinstated') => {
      const { hash } = await readClearance(adviceRules, given.decided.clearance);
      const body = { clearance: id, hash, organisation: org, status };
      expect(await victor.evil.register([await victor.evil.act('clearance-status', body)])).toBe('taken');
    };
    const shown = async () => {
      const shares = await people.alice.door.shares();
      const { stage, next } = shares.find(({ advice }) => advice === share.advice) ?? {};
      return { stage, next, adviser: (await people.victor.door.request(share.advice)).stage };
    };
    await says('suspended');
    await eventually(async () => {
      expect(await shown()).toEqual({
        stage: 'suspended',
        next: expect.stringMatching(/can read nothing until it is reinstated/) as string,
        adviser: 'suspended',
      });
    });
    await says('reinstated');
    await eventually(async () => {
      expect(await shown()).toMatchObject({ stage: 'decided', adviser: 'decided' });
    });
  });

  test('27: a clearance of a consent that was superseded lets nobody see the picture any more', async () => {
    const room = await opensCase(people.alice, people.bela);
    const thread = await addsPicture(people.alice.door, room, 'superseded');
    await people.alice.door.withdrawConsent(room, thread, 'sharing');
    const cleared = { ...given.payload.threads[0] };
    const known = (await owner.state(room)).threads.get(thread as never);
    if (known?.picture === undefined || known.consent === undefined) throw new Error('no picture');
    const { id, version, hash } = known.consent;
    const threads = [
      {
        ...cleared,
        thread,
        picture: known.picture.entry,
        objects: known.picture.objects.map(({ id: of, size, parts, okc }) => ({ id: of, size, parts, okc })),
        consent: { id, version, hash },
      },
    ];
    const roomHead = (await owner.state(room)).head;
    const decided = await forged(victor, changed({ room: room as LedgerId, roomHead, threads: threads as never }));
    await refusedByAll(decided, /consent-not-for-sharing/, room);
  });
});
