import { endpoints } from '@consilium/contracts';
import type { Statement } from '@consilium/domain';
import { joinHash, signerFromSeed } from '@consilium/ledger';
import { startSystem, type System } from '@consilium/testkit/system';
import { randomBytes } from 'node:crypto';
import { ownerSql } from '../owner-sql';
import { PlainBrowser } from './plain-browser';
import { PlainClinic, type Member } from './plain-clinic';
import { b64, doctorAt, joinRequest, now, PlainPerson } from './plain-person';

const table = endpoints.register;
const defence = b64(16);

/** What people of the register, and those who wait for it, say of themselves anew; and what an officer is answered. */
describe('statements', () => {
  let system: System;
  let clinic: PlainClinic;
  let anna: Member;
  let ben: Member;
  let office: PlainBrowser;

  beforeAll(async () => {
    system = await startSystem({ PROFESSIONAL_REGISTER: 'manual' });
    clinic = await PlainClinic.open(system);
    office = clinic.office;
    await clinic.register('organisation', { organisation: defence, name: 'Guardian', kind: 'defence', anchor: '' });
    anna = await clinic.clinician();
    ben = await clinic.clinician();
  });

  /** Newer than whatever they said before, by as many seconds. */
  const joinOf = ({ person }: Member, change: Partial<Statement>, ahead: number, root: string = clinic.root) => {
    person.states = { ...person.states, ...change };
    return person.join(root, clinic.home, now() + ahead);
  };

  async function restates({ browser }: Member, join: string): Promise<string> {
    const { status, title } = await browser.call(table.restate, { join });
    return status === 200 ? 'taken' : `${String(status)} ${title}`;
  }

  const refuses = async ({ person }: Member, join: string, reason: string): Promise<string> => {
    const input = { person: person.id, statement: await joinHash(join), reason };
    const { status, title } = await office.call(table.refuse, input);
    return status === 200 ? 'refused' : `${String(status)} ${title}`;
  };

  const renewals = async () => (await office.ask(table.requests, {})).renewals;
  const own = ({ browser }: Member) => browser.ask(table.myRequest, {});
  const decided = '409 This was decided already, or they said something else since you looked. Reload the list.';

  test('what waits is listed by when it came, each person’s newest alone, and refused by exactly what was said', async () => {
    const annas = await joinOf(anna, { specialty: 'Dermatology' }, 10);
    expect(await restates(anna, annas)).toBe('taken');
    system.clock.forward(5);
    const bens = await joinOf(ben, { specialty: 'Oncology' }, 10);
    expect(await restates(ben, bens)).toBe('taken');
    const at = expect.any(Number) as number;
    expect(await renewals()).toEqual([
      { person: anna.person.id, join: annas, at },
      { person: ben.person.id, join: bens, at },
    ]);
    expect(await own(anna)).toMatchObject({ state: 'active', renewal: 'waiting', join: annas });
    system.clock.forward(5);
    const newer = await joinOf(anna, { specialty: 'Neurology' }, 20);
    expect(await restates(anna, newer)).toBe('taken');
    expect((await renewals()).map(({ join }) => join)).toEqual([bens, newer]);
    expect(await refuses(anna, annas, 'Not this one')).toBe(decided);
    expect(await refuses(anna, bens, 'Not theirs')).toBe(decided);
    expect(await refuses(anna, newer, 'Ask your clinic')).toBe('refused');
    expect(await refuses(anna, newer, 'Once more')).toBe(decided);
    expect(await own(anna)).toMatchObject({ renewal: 'refused', reason: 'Ask your clinic', join: newer });
    expect(await own(ben)).toMatchObject({ renewal: 'waiting', reason: '', join: bens });
    expect((await renewals()).map(({ join }) => join)).toEqual([bens]);
    // Said once more, it waits again.
    const again = await joinOf(anna, { specialty: 'Cardiology' }, 30);
    expect(await restates(anna, again)).toBe('taken');
    expect(await own(anna)).toMatchObject({ renewal: 'waiting', reason: '', join: again });
    system.clock.forward(-10);
  });

  test('what nobody could sign is not taken, and each time it is said what is wrong', async () => {
    const before = await renewals();
    const states = { ...anna.person.states };
    const other = Object.assign(await PlainPerson.make(), { id: ben.person.id, states });
    other.passkey.create(b64(32), other.id, clinic.home);
    const wrong: readonly [string, () => Promise<string>][] = [
      ['400 The statement is somebody else’s', () => other.join(clinic.root, clinic.home, now())],
      ['400 The statement is somebody else’s', () => joinOf(anna, {}, 40, b64(32))],
      ['409 The clock of this device is ahead', () => joinOf(anna, {}, 610)],
      ['409 What stands of you in the register is newer', () => joinOf(anna, {}, -1000)],
      ['400 Choose the organisation you work for', () => joinOf(anna, { organisation: b64(16) as never }, 40)],
      ['400 Choose the organisation you work for', () => joinOf(anna, { organisation: '' }, 40)],
      ['400 Choose the organisation you work for', () => joinOf(anna, { organisation: defence as never }, 40)],
      ['400 Choose your defence organisation', () => joinOf(anna, { ...states, defence: b64(16) as never }, 40)],
      [
        '409 Somebody here has this number',
        () => joinOf(anna, { ...states, register: ben.person.states.register }, 40),
      ],
    ];
    for (const [says, join] of wrong) expect(await restates(anna, await join())).toContain(says);
    anna.person.states = states;
    expect(await renewals()).toEqual(before);
    expect(await restates(anna, await joinOf(anna, {}, 590))).toBe('taken');
  });

  test('what the officer signed waits no more, for whoever said it, and stands in the register’s tables', async () => {
    const [waiting] = (await renewals()).filter(({ person }) => person === ben.person.id);
    const [number] = ben.person.states.register;
    if (waiting === undefined || number === undefined) throw new Error('nothing waits');
    const found = { ...number, name: 'Alice Ashgrove', status: 'with-licence', source: 'By hand' } as const;
    const expires = now() + 86_400 * 365;
    await clinic.register('credential', {
      ...{ person: ben.person.id, join: waiting.join, level: 'V1' },
      ...{ registration: [{ ...found, checkedAt: now() }], staff: [], why: '', expires },
    });
    expect((await renewals()).map(({ person }) => person)).toEqual([anna.person.id]);
    expect(await own(ben)).toMatchObject({ state: 'active', renewal: 'none', reason: '', join: waiting.join });
    expect(await own(anna)).toMatchObject({ renewal: 'waiting' });
    // Of what is said at the same second the register has it already; of a second later it has not.
    const { at } = JSON.parse(Buffer.from(waiting.join.split('.')[1] ?? '', 'base64url').toString()) as { at: number };
    const saidAt = (when: number): Promise<string> => ben.person.join(clinic.root, clinic.home, when);
    expect(await restates(ben, await saidAt(at))).toContain('409 What stands of you in the register is newer');
    expect(await own(ben)).toMatchObject({ renewal: 'none' });
    const stored = await ownerSql(system.databaseUrl, 'SELECT person FROM statements WHERE done');
    expect(stored).toEqual([{ person: ben.person.id }]);
    expect(await refuses(ben, waiting.join, 'Too late')).toBe(decided);
    const { organisation } = clinic;
    const rows = await ownerSql(system.databaseUrl, 'SELECT * FROM people WHERE person = $1', [ben.person.id]);
    expect(rows).toMatchObject([{ role: 'clinician', status: 'good', organisation, defence: '', keyring: 1 }]);
    expect(rows).toMatchObject([{ expires: String(expires), changed: (await clinic.registerHead()).seq }]);
    const places = await ownerSql(system.databaseUrl, 'SELECT * FROM organisations ORDER BY name');
    expect(places).toMatchObject([
      { organisation: defence, name: 'Guardian', kind: 'defence', key_changed: -1 },
      { organisation, name: 'Northside Clinic', kind: 'clinical', key_changed: -1 },
      { organisation: clinic.otherOrganisation, name: 'Southside Clinic' },
    ]);
  });

  test('whose number others state is told when, newest first and once a day, and nobody else is', async () => {
    const states = async (): Promise<void> => {
      const { browser, person } = await clinic.waiting();
      const register = ben.person.states.register;
      expect(await restates({ browser, person }, await joinOf({ browser, person }, { register }, 1))).toContain('409');
    };
    const claims = async (): Promise<readonly number[]> => (await ben.browser.ask(table.claims, {})).claims;
    const before = await claims();
    expect(before).toHaveLength(1);
    system.clock.forward(86_400);
    await clinic.officer.person.signIn(office, clinic.home);
    await ben.person.signIn(ben.browser, clinic.home);
    await states();
    await states();
    const after = await claims();
    expect(after).toEqual([expect.any(Number), before[0]]);
    expect(after[0]).toBeGreaterThan(before[0] ?? 0);
    system.clock.forward(-86_400);
    await anna.person.signIn(anna.browser, clinic.home);
    expect((await anna.browser.ask(table.claims, {})).claims).toEqual([]);
    await ownerSql(system.databaseUrl, 'UPDATE number_claims SET at = at - 31 * 86400');
    expect(await claims()).toEqual([]);
  });

  test('a joiner corrects what they said, refused or not, but neither keys, role nor place; the first ones asked for nothing', async () => {
    const joiner = await clinic.waiting();
    const corrected = await joinOf(joiner, { specialty: 'Psychiatry' }, 5);
    expect(await refuses(joiner, joiner.join, 'Another specialty?')).toBe('refused');
    const listed = async () =>
      (await office.ask(table.requests, {})).requests.find(({ person }) => person === joiner.person.id);
    expect(await listed()).toBeUndefined();
    expect(await own(joiner)).toMatchObject({ state: 'refused', reason: 'Another specialty?', join: joiner.join });
    expect(await restates(joiner, corrected)).toBe('taken');
    expect(await own(joiner)).toMatchObject({ state: 'waiting', reason: '', join: corrected, renewal: 'none' });
    expect(await listed()).toMatchObject({ join: corrected, first: joiner.join });
    const { signer } = joiner.person;
    joiner.person.signer = await signerFromSeed(randomBytes(32));
    expect(await restates(joiner, await joinOf(joiner, {}, 6))).toContain(
      '400 The statement is signed with other keys',
    );
    joiner.person.signer = signer;
    const elsewhere = await joinOf(joiner, { organisation: clinic.otherOrganisation as never }, 7);
    expect(await restates(joiner, elsewhere)).toContain(
      '400 The statement is for another role or place than your link',
    );
    expect(await own(joiner)).toMatchObject({ join: corrected });
    expect(await office.ask(table.myRequest, {})).toMatchObject({
      ...{ state: 'active', reason: '', name: '', organisation: '', join: '', standing: 'good', renewal: 'none' },
      organisations: expect.arrayContaining([
        expect.objectContaining({ id: clinic.organisation, name: 'Northside Clinic' }),
      ]) as unknown,
    });
  });

  test('whoever joins under the id of somebody who is here is told to sign in, and the link stays', async () => {
    const invitation = b64(16);
    await office.ask(table.invite, { invitation, role: 'clinician', organisation: clinic.organisation });
    const browser = new PlainBrowser(system.address, system.origin);
    const { nonce } = await browser.ask(table.joinBegin, { invitation });
    const twin = Object.assign(await PlainPerson.make(), { id: anna.person.id, states: doctorAt(clinic.organisation) });
    const begun = { nonce, root: clinic.root, organisation: clinic.organisation };
    const answer = await browser.call(table.joinFinish, await joinRequest(twin, invitation, begun, clinic.home));
    expect([answer.status, answer.title]).toEqual([409, 'This account is there already. Sign in with your passkey.']);
    expect((await browser.call(table.lookAtInvitation, { invitation })).status).toBe(200);
  });

  test('an invitation is made once, for a role in its place, newest first, and other keys for somebody else of the register', async () => {
    const invites = async (said: object): Promise<string> => {
      const input = { invitation: b64(16), role: 'officer', organisation: '', ...said } as const;
      const { status, title } = await office.call(table.invite, input);
      return status === 200 ? input.invitation : `${String(status)} ${title}`;
    };
    const place = { organisation: clinic.organisation };
    const first = await invites({});
    expect(await invites({ invitation: first })).toBe('409 This invitation was made already. Make a new one.');
    const needs = (what: string) => `400 An invitation for this role needs ${what}. Choose again.`;
    expect(await invites(place)).toBe(needs('no organisation'));
    expect(await invites({ role: 'clinician' })).toBe(needs('a clinical organisation'));
    expect(await invites({ role: 'adviser', ...place })).toBe(needs('a defence organisation'));
    expect(await invites({ person: clinic.officer.person.id })).toBe(
      '403 Nobody gives themselves other keys. Ask another officer.',
    );
    expect(await invites({ person: b64(16) })).toBe(
      '400 Other keys are for somebody in the register. Choose them there.',
    );
    system.clock.forward(60);
    const second = await invites({ role: 'clinician', ...place });
    const third = await invites({ person: anna.person.id });
    system.clock.forward(60);
    const last = await invites({ role: 'clinician', ...place });
    const listed = (await office.ask(table.invitations, {})).invitations.filter(({ used }) => !used);
    expect(listed.map(({ invitation }) => invitation).slice(0, 1)).toEqual([last]);
    expect(listed.find(({ invitation }) => invitation === third)).toMatchObject({ role: 'clinician', ...place });
    expect(listed.at(-1)?.expiresAt).toBe(Math.min(...listed.map(({ expiresAt }) => expiresAt)));
    const visitor = new PlainBrowser(system.address, system.origin);
    expect(await visitor.ask(table.lookAtInvitation, { invitation: third })).toMatchObject({
      organisation: { id: clinic.organisation },
      replaces: { person: anna.person.id, keyring: 2 },
    });
    expect(await visitor.ask(table.lookAtInvitation, { invitation: first })).not.toHaveProperty('organisation');
    system.clock.forward(7 * 86_400 - 10);
    expect((await visitor.call(table.lookAtInvitation, { invitation: last })).status).toBe(200);
    expect((await visitor.call(table.lookAtInvitation, { invitation: second })).status).toBe(409);
    system.clock.forward(-(7 * 86_400 + 110));
    await ownerSql(
      system.databaseUrl,
      `UPDATE invitations SET organisation = '${b64(16)}' WHERE invitation = '${last}'`,
    );
    expect(await visitor.call(table.lookAtInvitation, { invitation: last })).toMatchObject({
      status: 409,
      title:
        'The organisation this invitation is for takes nobody in any more. Ask whoever invited you for another one.',
    });
  });

  test('where numbers are looked up by hand, the officer is sent to the register’s own pages', async () => {
    expect(await office.ask(table.lookUp, { body: 'GMC', number: '7654321' })).toEqual({
      ...{ found: false, body: 'GMC', number: '7654321', name: '', status: 'not-found', specialty: '' },
      ...{ source: 'Looked up by hand', checkedAt: expect.any(Number) as number },
      next: 'Look this number up on the register’s own website, and fill in what it says.',
    });
  });
});
