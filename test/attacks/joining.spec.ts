import { Client } from 'pg';
import { startSystem, type System } from '@consilium/testkit/system';
import { asFound, authenticator, joins, officer, touches, type Someone } from '@consilium/testkit/people';
import { closeDevices, deviceOf, emptyDevice, refusal } from './devices';
import { newId } from './forged-clearances';
import { EvilServer } from './evil-server';

const birchwood = { name: 'Bela Birchwood', number: '9990002', specialty: 'General practice' } as const;
const cloudesley = { name: 'Cora Cloudesley', number: '9990003', specialty: 'Dermatology' } as const;
const ashgrove = { name: 'Alice Ashgrove', number: '9990001', specialty: 'General practice' } as const;

describe('a server that lies to the officer about who asks to join', () => {
  let system: System;
  let founder: Someone;
  let alice: Someone;
  let hospital: string;

  beforeAll(async () => {
    system = await startSystem();
    founder = await officer(system.origin);
    hospital = await founder.door.addOrganisation('Northfield Hospital', 'clinical');
  });
  afterEach(closeDevices);

  test('1: an invited clinician whom the server calls an officer stays what they signed', async () => {
    const { link } = await founder.door.invitePerson('clinician', hospital);
    const someone = await joins(link, { ...ashgrove, role: 'clinician', organisation: hospital });
    alice = someone;
    const evil = new EvilServer().on('register', 'requests', ({ requests, ...others }) => ({
      ...others,
      requests: requests.map((request) => ({ ...request, role: 'officer' as const, organisation: '' as const })),
    }));
    const door = await deviceOf(founder, { evil });
    expect(await door.joinRequests()).toMatchObject([
      { person: someone.person, role: 'clinician', organisation: 'Northfield Hospital', proofHolds: true },
    ]);
    evil.on('register', 'requests', ({ requests, ...others }) => ({
      ...others,
      requests: requests.map((request) => ({ ...request, invitation: newId() })),
    }));
    expect(await door.joinRequests()).toMatchObject([{ person: someone.person, proofHolds: false }]);
    expect(await refusal(door.approve(someone.person, asFound))).toMatch(/proof from the invitation link/);
  });

  test('1: a joiner whose own device states another role than the link is for has no proof', async () => {
    const { link } = await founder.door.invitePerson('clinician', hospital);
    const [invitation = '', root = '', secret = ''] = (link.split('/#/join/')[1] ?? '').split('.');
    const evil = new EvilServer().on('register', 'lookAtInvitation', (look) => ({ ...look, role: 'officer' as const }));
    const door = emptyDevice(system.origin, { evil });
    await door.joinLook({ invitation, root, secret });
    const nothing = { profession: '', registerNumber: '', staffNumber: 'S 4711', specialty: '', defence: '' } as const;
    const passkeys = authenticator(system.origin);
    touches(door, passkeys);
    const creation = await door.joinBegin({ name: 'Mallory Marsh', ...nothing, device: 'Modified' });
    await door.passkeyMade(passkeys.create(creation));
    const { words, ask } = await door.recoveryWords();
    const typed = ask.map((position) => words[position - 1] ?? '') as [string, string];
    expect(await refusal(door.confirmWords(typed))).toMatch(/another role or place/);
  });

  test('1, 81: what the officer signs is what the officer was shown, whatever the server says in between', async () => {
    const evil = new EvilServer();
    const door = await deviceOf(founder, { evil });
    const [shown] = await door.joinRequests();
    if (shown === undefined) throw new Error('nobody waits');
    evil.on('register', 'lookUp', (found) => ({ ...found, name: 'Mallory Marsh', number: '6666666' }));
    await door.approve(shown.person, asFound);
    const signed = (await door.register()).people.find(({ person }) => person === shown.person);
    expect(signed).toMatchObject({ name: ashgrove.name, registration: `GMC ${ashgrove.number}` });
  });

  test('81: what a joiner said of themselves cannot be edited where it is kept: the officer’s device sees and refuses', async () => {
    const { link } = await founder.door.invitePerson('clinician', hospital);
    const someone = await joins(link, { ...birchwood, role: 'clinician', organisation: hospital });
    const database = new Client({ connectionString: system.databaseUrl });
    await database.connect();
    const { rows } = await database.query<{ signed_join: string }>(
      'SELECT signed_join FROM join_requests WHERE person = $1',
      [someone.person],
    );
    const stored = rows[0]?.signed_join ?? '';
    const keep = (join: string) =>
      database.query('UPDATE join_requests SET signed_join = $2 WHERE person = $1', [someone.person, join]);
    const [head = '', payload = '', signature = ''] = stored.split('.');
    const said = Buffer.from(payload, 'base64url').toString();
    for (const [from, to] of [
      [birchwood.name, 'Mallory Marsh'],
      [birchwood.number, '6666666'],
      ['"doctor"', '"dentist"'],
      ['"specialty":"General practice"', '"specialty":"Dermatology"'],
    ] as const) {
      expect(said).toContain(from);
      await keep([head, Buffer.from(said.replace(from, to)).toString('base64url'), signature].join('.'));
      // Under another signature than its own it is shown to nobody, and nothing of it can be signed.
      expect((await founder.door.joinRequests()).map(({ person }) => person)).not.toContain(someone.person);
      expect(await refusal(founder.door.approve(someone.person, asFound))).toMatch(/not waiting any more/);
    }
    // A whole statement under somebody else's key is not what the holder of the link vouched for.
    const other = await founder.door.invitePerson('clinician', hospital);
    const mallory = await joins(other.link, { ...cloudesley, role: 'clinician', organisation: hospital });
    const theirs = await database.query<{ signed_join: string }>(
      'SELECT signed_join FROM join_requests WHERE person = $1',
      [mallory.person],
    );
    await keep(theirs.rows[0]?.signed_join ?? '');
    const shown = (await founder.door.joinRequests()).filter(({ name }) => name === cloudesley.name);
    expect(shown.map(({ proofHolds }) => String(proofHolds)).toSorted()).toEqual(['false', 'true']);
    expect(await refusal(founder.door.approve(someone.person, asFound))).toMatch(/Do not sign/);
    await keep(stored);
    await database.end();
    await founder.door.joinRequests();
    await founder.door.approve(someone.person, asFound);
    const signed = (await founder.door.register()).people.find(({ person }) => person === someone.person);
    expect(signed).toMatchObject({ name: birchwood.name, registration: `GMC ${birchwood.number}` });
  });

  test('82: the number of somebody in the register is claimed by nobody else', async () => {
    const { link } = await founder.door.invitePerson('clinician', hospital);
    const again = joins(link, { ...ashgrove, role: 'clinician', organisation: hospital });
    await expect(again).rejects.toThrow(/Somebody here has this number/);
    // Whoever has it is told on their own page, once, and nobody else is.
    const owner = await deviceOf(alice);
    expect((await owner.ownNews()).claims).toHaveLength(1);
    expect((await founder.door.ownNews()).claims).toEqual([]);
    await owner.ownClaimsSeen((await owner.ownNews()).claims[0] ?? 0);
    expect((await owner.ownNews()).claims).toEqual([]);
  });

  test('a register status that allows no practice is not signed, and a name that differs only with the reason', async () => {
    const erased = { name: 'Jemima Jessamine', number: '9990036', specialty: 'Neurology' };
    const first = await founder.door.invitePerson('clinician', hospital);
    const jemima = await joins(first.link, { ...erased, role: 'clinician', organisation: hospital });
    const [seen] = (await founder.door.joinRequests()).filter(({ person }) => person === jemima.person);
    expect(seen?.lookUp).toMatchObject({ status: 'erased', mayPractise: false });
    expect(await refusal(founder.door.approve(jemima.person, asFound))).toMatch(/nobody practises/);
    const byHand = { name: erased.name, status: 'erased', source: 'Looked up by hand' } as const;
    expect(await refusal(founder.door.approve(jemima.person, { ...asFound, byHand }))).toMatch(/nobody practises/);

    const second = await founder.door.invitePerson('clinician', hospital);
    const married = { name: 'Edda Elder', number: '9990005', specialty: 'Emergency medicine' };
    const edda = await joins(second.link, { ...married, role: 'clinician', organisation: hospital });
    const [differs] = (await founder.door.joinRequests()).filter(({ person }) => person === edda.person);
    expect(differs?.nameDiffers).toBe(true);
    expect(await refusal(founder.door.approve(edda.person, asFound))).toMatch(/Write why/);
    await founder.door.approve(edda.person, { ...asFound, why: 'Shorter since her marriage; seen in person' });
    const people = (await founder.door.register()).people.map(({ name }) => name);
    expect(people).toContain('Edda Elder');
    expect(people).not.toContain(erased.name);
  });

  test('95: names that hide something join nobody; those of other alphabets do; what looks alike is marked', async () => {
    const begin = async (name: string) => {
      const { link } = await founder.door.invitePerson('clinician', hospital);
      return joins(link, { name, number: '9990040', specialty: '', role: 'clinician', organisation: hospital });
    };
    for (const name of ['Alice Ash\u00adgrove', 'Alice \u202eevorghsA', 'Alice \u0410shgrove', '\u200b\u200b\u200b']) {
      await expect(begin(name)).rejects.toMatchObject({ kind: 'bad-input' });
    }
    const alike = await begin('Al\u00edce Ashgrove');
    const [shown] = (await founder.door.joinRequests()).filter(({ person }) => person === alike.person);
    expect(shown?.lookAlikes).toEqual(['Alice Ashgrove, GMC 9990001']);
    const hidden = founder.door.addOrganisation('North\u2060field Hospital', 'clinical');
    await expect(hidden).rejects.toThrow(/cannot be seen/);
    for (const name of ['عبد الرحمن', 'Nguyễn Thị Hạnh', 'प्रिया शर्मा']) {
      const other = await begin(name);
      const said = (await founder.door.joinRequests()).map((request) => request.name);
      expect(said).toContain(name.normalize('NFC'));
      await founder.door.refuseRequest(other.person, 'Only a look at the name.');
    }
  });
});
