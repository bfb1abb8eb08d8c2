import type { ActToWrite, OrganisationId, Statement } from '@consilium/domain';
import { endpoints } from '@consilium/contracts';
import { joinHash } from '@consilium/ledger';
import { startSystem, type System } from '@consilium/testkit/system';
import type { Home } from './forging-passkey';
import { PlainBrowser } from './plain-browser';
import { b64, doctorAt, joinRequest, now, PlainOfficer, PlainPerson } from './plain-person';

const table = endpoints.register;
const code = 'first-run-code';
const clinic = b64(16);
const defence = b64(16);

describe('joining the register', () => {
  let system: System;
  let home: Home;
  let officer: PlainOfficer;
  let office: PlainBrowser;

  const newBrowser = (): PlainBrowser => new PlainBrowser(system.address, system.origin);

  async function invited(
    role: 'clinician' | 'adviser' | 'officer' = 'clinician',
    organisation = clinic,
  ): Promise<string> {
    const invitation = b64(16);
    await office.ask(table.invite, { invitation, role, organisation });
    return invitation;
  }

  async function requestFor(invitation: string, browser: PlainBrowser, person?: PlainPerson) {
    const { nonce } = await browser.ask(table.joinBegin, { invitation });
    const joiner = person ?? (await PlainPerson.make());
    return {
      joiner,
      request: await joinRequest(joiner, invitation, { nonce, root: officer.root, organisation: clinic }, home),
    };
  }

  beforeAll(async () => {
    system = await startSystem({ SETUP_CODE: code });
    home = { origin: system.origin, rpId: 'localhost' };
    office = newBrowser();
    officer = new PlainOfficer(await PlainPerson.make());
    await officer.setUp(office, home, code);
    await officer.append(office, 'organisation', {
      organisation: clinic,
      name: 'Northside Clinic',
      kind: 'clinical',
      anchor: '',
    });
    await officer.append(office, 'organisation', {
      organisation: defence,
      name: 'Guardian Defence',
      kind: 'defence',
      anchor: '',
    });
  });

  test('an act’s gesture is for a nonce of this service’s, once, of that very person’s, and its passkey’s counter grows', async () => {
    const says = { organisation: b64(16), name: 'Eastside Clinic', kind: 'clinical', anchor: '' } as const;
    const sends = async (wrong: Parameters<PlainOfficer['entry']>[3]) => {
      const entry = await officer.entry(office, 'organisation', { ...says, organisation: b64(16) }, wrong);
      const sent = { kind: 'register', ledger: officer.root, entries: [entry] } as const;
      const { status, title } = await office.call(endpoints.ledgers.append, { ...sent, entries: [entry] });
      if (status === 200) await officer.follow(entry);
      return status === 200 ? 200 : `${String(status)} ${title}`;
    };
    const stale = expect.stringContaining(
      '409 The confirmation with the passkey is too old or was used before',
    ) as string;
    expect(await sends({ nonce: b64(32) })).toEqual(stale);
    const { nonce } = await office.ask(endpoints.signIn.stepUpBegin, { act: 'register' });
    expect(await sends({ nonce })).toBe(200);
    expect(await sends({ nonce })).toEqual(stale);
    const decision = await office.ask(endpoints.signIn.stepUpBegin, { act: 'decision' });
    expect(await sends(decision)).toEqual(stale);
    expect(await sends({ forged: { counter: 1 } })).toEqual(stale);
    expect(await sends({ forged: { flags: 0x01 } })).toMatch(/^403/);
    expect(await sends({ forged: { origin: 'https://evil.test' } })).toMatch(/^403/);
    expect(await sends({})).toBe(200);
  });

  test('an invitation says what it is for, and which defence organisations there are', async () => {
    const invitation = await invited();
    expect(await newBrowser().ask(table.lookAtInvitation, { invitation })).toEqual({
      role: 'clinician',
      organisation: { id: clinic, name: 'Northside Clinic', kind: 'clinical' },
      defence: [{ id: defence, name: 'Guardian Defence', kind: 'defence' }],
      root: officer.root,
      rpId: 'localhost',
    });
  });

  test('an adviser is invited to a defence organisation only, a clinician to a clinical one', async () => {
    const wrong = await office.call(table.invite, { invitation: b64(16), role: 'adviser', organisation: clinic });
    expect([wrong.status, wrong.title]).toEqual([400, expect.stringContaining('defence organisation')]);
    const other = await office.call(table.invite, { invitation: b64(16), role: 'clinician', organisation: defence });
    expect(other.status).toBe(400);
  });

  test('unknown, used and expired invitations are answered alike, with the next step', async () => {
    const used = await invited();
    const { request } = await requestFor(used, newBrowser());
    await newBrowser().ask(table.joinFinish, request);
    const old = await invited();
    const unknown = await newBrowser().call(table.lookAtInvitation, { invitation: b64(16) });
    const usedAnswer = await newBrowser().call(table.lookAtInvitation, { invitation: used });
    system.clock.forward(7 * 24 * 3600 + 1);
    const expired = await newBrowser().call(table.lookAtInvitation, { invitation: old });
    system.clock.forward(-(7 * 24 * 3600 + 1));
    expect(unknown.title).toContain('Ask your registration officer for a new link');
    expect([usedAnswer.status, usedAnswer.body]).toEqual([unknown.status, unknown.body]);
    expect([expired.status, expired.body]).toEqual([unknown.status, unknown.body]);
  });

  test('a joiner waits, is seen by the officer with the register’s answer, and is active once the credential is signed', async () => {
    const browser = newBrowser();
    const stating = await PlainPerson.make();
    stating.states = { ...doctorAt(clinic, '9990001'), defence: defence as OrganisationId };
    const { joiner, request } = await requestFor(await invited(), browser, stating);
    const me = await browser.ask(table.joinFinish, request);
    expect(me).toMatchObject({ person: joiner.id, standing: 'waiting', role: 'clinician' });
    expect(await browser.ask(table.myRequest, {})).toMatchObject({
      state: 'waiting',
      organisation: 'Northside Clinic',
      role: 'clinician',
    });
    const { requests } = await office.ask(table.requests, {});
    const seen = requests.find(({ person }) => person === joiner.id);
    expect(seen).toMatchObject({ join: request.join, proof: request.proof, organisation: clinic });
    expect(await office.ask(table.lookUp, { body: 'GMC', number: '9990001' })).toMatchObject({
      ...{ found: true, status: 'with-licence', name: 'Dr Alice Ashgrove', specialty: 'General practice' },
      source: 'Synthetic register for trials',
    });
    await officer.append(office, 'credential', credentialFor(joiner, request.join));
    expect(await browser.ask(table.myRequest, {})).toMatchObject({ state: 'active' });
    const session = await browser.ask(endpoints.signIn.session, {});
    expect(session.me).toMatchObject({ standing: 'active', role: 'clinician' });
    const after = await office.ask(table.requests, {});
    expect(after.requests.map(({ person }) => person)).not.toContain(joiner.id);
  });

  function credentialFor(joiner: PlainPerson, join: string): ActToWrite<'credential'> {
    return {
      person: joiner.id,
      join,
      level: 'V1',
      registration: [
        {
          ...{ body: 'GMC', number: '9990001', name: 'Dr Alice Ashgrove', status: 'with-licence' },
          ...{ source: 'Synthetic register for trials', checkedAt: now() },
        },
      ],
      staff: [],
      why: '',
      expires: now() + 365 * 24 * 3600,
    };
  }

  test('an open invitation is taken back: its link joins nobody, not even who began; a used one is not', async () => {
    const invitation = await invited();
    const { request } = await requestFor(invitation, newBrowser());
    expect((await office.ask(table.invitations, {})).invitations.map((each) => each.invitation)).toContain(invitation);
    await office.ask(table.revoke, { invitation });
    expect((await office.ask(table.invitations, {})).invitations.map((each) => each.invitation)).not.toContain(
      invitation,
    );
    expect((await newBrowser().call(table.lookAtInvitation, { invitation })).status).toBe(409);
    const late = await newBrowser().call(table.joinFinish, request);
    expect([late.status, late.title]).toEqual([409, expect.stringContaining('new link')]);
    const again = await office.call(table.revoke, { invitation });
    expect([again.status, again.title]).toEqual([409, expect.stringContaining('taken back already')]);
    const used = await invited();
    const other = await requestFor(used, newBrowser());
    await newBrowser().ask(table.joinFinish, other.request);
    expect((await office.call(table.revoke, { invitation: used })).status).toBe(409);
    expect((await newBrowser().call(table.revoke, { invitation: await invited() })).status).toBe(401);
  });

  test('an invitation joins one person: the second to finish is told to ask for a new link', async () => {
    const invitation = await invited();
    const first = await requestFor(invitation, newBrowser());
    const second = await requestFor(invitation, newBrowser());
    await newBrowser().ask(table.joinFinish, first.request);
    const answer = await newBrowser().call(table.joinFinish, second.request);
    expect([answer.status, answer.title]).toEqual([409, expect.stringContaining('new link')]);
  });

  test('of two people finishing with one invitation at once exactly one joins', async () => {
    const invitation = await invited();
    const both = await Promise.all([requestFor(invitation, newBrowser()), requestFor(invitation, newBrowser())]);
    const answers = await Promise.all(both.map(({ request }) => newBrowser().call(table.joinFinish, request)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('a statement for another register, another person or another passkey joins nobody', async () => {
    const invitation = await invited();
    const other = await PlainPerson.make();
    other.passkey.create(b64(32), other.id, home);
    const wrong = [
      async (joiner: PlainPerson) => ({ join: await joiner.join(b64(32), home, now()) }),
      async () => ({ join: await other.join(officer.root, home, now()) }),
      async (joiner: PlainPerson) => ({ join: await joiner.join(officer.root, home, now(), other.passkey) }),
      async () => Promise.resolve({ person: other.id }),
    ];
    for (const change of wrong) {
      const { joiner, request } = await requestFor(invitation, newBrowser());
      const answer = await newBrowser().call(table.joinFinish, { ...request, ...(await change(joiner)) });
      expect(answer.status).toBe(400);
    }
    expect((await newBrowser().call(table.lookAtInvitation, { invitation })).status).toBe(200);
  });

  test('a passkey made for another invitation joins nobody', async () => {
    const [one, other] = [await invited(), await invited()];
    const { nonce } = await newBrowser().ask(table.joinBegin, { invitation: one });
    const joiner = await PlainPerson.make();
    const request = await joinRequest(joiner, other, { nonce, root: officer.root, organisation: clinic }, home);
    expect((await newBrowser().call(table.joinFinish, request)).status).toBe(409);
    const bound = await joinRequest(joiner, other, { nonce, root: officer.root, organisation: clinic }, home);
    expect((await newBrowser().call(table.joinFinish, { ...bound, invitation: one })).status).toBe(400);
  });

  test('what no officer could sign is said to the joiner, who can mend it', async () => {
    const doctor = doctorAt(clinic);
    const wrong: readonly (readonly [Partial<Statement>, string])[] = [
      [{ register: [], profession: '' }, 'your number'],
      [{ register: [{ body: 'GMC', number: '12345678' }] }, 'seven digits'],
      [{ profession: 'physician-associate' }, 'an A and seven digits'],
      [{ profession: '' }, 'Choose your profession'],
      [{ name: 'Alice Ash­grove' }, 'cannot be seen'],
      [{ role: 'adviser' }, 'another role or place'],
      [{ organisation: defence as OrganisationId }, 'another role or place'],
      [{ defence: clinic as OrganisationId }, 'from the list'],
      [{ register: [{ body: 'GMC', number: '9990001' }] }, 'Somebody here has this number'],
      [{ staff: 'S4711' }, 'gives no staff number'],
    ];
    for (const [change, says] of wrong) {
      const joiner = await PlainPerson.make();
      joiner.states = { ...doctor, ...change };
      const { request } = await requestFor(await invited(), newBrowser(), joiner);
      const { status, title } = await newBrowser().call(table.joinFinish, request);
      expect([status, title]).toEqual([says.startsWith('Somebody') ? 409 : 400, expect.stringContaining(says)]);
    }
  });

  test('a refused joiner reads why, and cannot be refused twice', async () => {
    const browser = newBrowser();
    const { joiner, request } = await requestFor(await invited(), browser);
    await browser.ask(table.joinFinish, request);
    const reason = 'The register shows another name.';
    const statement = await joinHash(request.join);
    const other = await office.call(table.refuse, { person: joiner.id, statement: b64(32), reason });
    expect([other.status, (await browser.ask(table.myRequest, {})).state]).toEqual([409, 'waiting']);
    await office.ask(table.refuse, { person: joiner.id, statement, reason });
    expect(await browser.ask(table.myRequest, {})).toMatchObject({ state: 'refused', reason });
    expect((await office.call(table.refuse, { person: joiner.id, statement, reason })).status).toBe(409);
  });

  test.each([
    { number: '9990001', found: true, status: 'with-licence' },
    { number: '9990027', found: true, status: 'conditions' },
    { number: '9990032', found: true, status: 'suspended' },
    { number: '9990036', found: true, status: 'erased' },
    { number: '1234567', found: false, status: 'not-found' },
  ])('the synthetic register answers for $number: found $found, $status', async ({ number, found, status }) => {
    const answer = await office.ask(table.lookUp, { body: 'GMC', number });
    expect(answer).toMatchObject({ found, status, number, source: 'Synthetic register for trials' });
    expect([answer.next === '', answer.name !== '', answer.specialty !== '']).toEqual([found, found, found]);
    expect(await office.ask(table.lookUp, { body: 'GDC', number })).toMatchObject({ found: false });
  });

  test('each of the forty doctors made up for trials is found under their number, with a name, a specialty and a standing', async () => {
    const found = [];
    for (let number = 9_990_001; number <= 9_990_040; number += 1) {
      found.push(await office.ask(table.lookUp, { body: 'GMC', number: String(number) }));
    }
    expect(found.filter((each) => !each.found || !/^Dr \w+ \w+$/.test(each.name) || each.specialty === '')).toEqual([]);
    expect(new Set(found.map(({ name }) => name)).size).toBe(40);
    const standings = found.map(({ status }) => status);
    const counted = [...new Set(standings)].map((each) => standings.filter((status) => status === each).length);
    expect(counted).toEqual([28, 2, 3, 4, 3]);
  });

  test('somebody who waits may neither invite nor read requests', async () => {
    const browser = newBrowser();
    const { request } = await requestFor(await invited(), browser);
    await browser.ask(table.joinFinish, request);
    expect((await browser.call(table.requests, {})).status).toBe(403);
    expect(
      (await browser.call(table.invite, { invitation: b64(16), role: 'clinician', organisation: clinic })).status,
    ).toBe(403);
  });
});
