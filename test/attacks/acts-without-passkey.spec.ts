import { randomBytes, toB64 } from '@consilium/bytes';
import { adviceRules, type ActToWrite, type OrganisationId, type PersonId, type RegisterBody } from '@consilium/domain';
import { challenge, confirmedDraft, readClearance, signerFromSeed, type Draft } from '@consilium/ledger';
import { newSealingKey } from '@consilium/sealing';
import { provenJoin, readInLetter, statedBy } from '@consilium/testkit/ledger';
import { clinic, registered, type Clinic, type Someone } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { decidedCase, type SharedCase } from './cases';
import { closeDevices } from './devices';
import { EvilMember } from './evil-member';
import { decisionOf, newId } from './forged-clearances';
import { software, Thief } from './thief';

describe('whoever has an officer’s or an adviser’s open keys, and none of their passkeys', () => {
  let system: System;
  let people: Clinic;
  let winifred: Someone;
  let share: SharedCase;
  let officer: Thief;
  let adviser: Thief;
  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
    winifred = await people.enrol({ ...registered.winifred, role: 'adviser', organisation: people.defence });
    const { alice, victor, xenia, bela } = people;
    share = await decidedCase({ owner: alice, adviser: victor, recipient: xenia, colleagues: [bela] });
    officer = await Thief.of(people.officer);
    adviser = await Thief.of(victor);
  });
  afterEach(closeDevices);

  /** Somebody of the thief's own making as an adviser of the defence organisation. */
  async function credential(): Promise<ActToWrite<'credential'>> {
    const { root, clock } = officer.evil.vault;
    const person = newId() as PersonId;
    const [signer, sealing] = [await signerFromSeed(randomBytes(32)), await newSealingKey()];
    const keys = { signing: signer.public, sealing: sealing.publicKey, recovery: signer.public };
    const passkeys = [{ ...software.passkey, rpId: 'localhost' }];
    const states = statedBy('Magnus Meadowsweet', 'adviser', people.defence as OrganisationId);
    const unproven = { v: 1, root, person, states, ...keys, passkeys, at: clock.now() } as const;
    const join = await provenJoin(unproven, signer, [officer.bySoftwareKey]);
    return {
      person,
      join,
      level: 'V1',
      registration: [],
      staff: [readInLetter(states)],
      why: '',
      expires: clock.now() + 86_400,
    };
  }

  /** What the register says of somebody, said again as if their identity had been checked further. */
  async function raised(person: string): Promise<ActToWrite<'credential'>> {
    const { root } = officer.evil.vault;
    const page = { ledger: root, after: -1, limit: 1000 };
    const { entries } = await officer.evil.transport.call('ledgers', 'entries', page);
    const stated = entries.find(({ body }) => body?.startsWith(`{"person":"${person}"`));
    const {
      asOf: _,
      signedAt: __,
      gesture: ___,
      ...said
    } = JSON.parse(stated?.body ?? '') as RegisterBody<'credential'>;
    return { ...said, level: 'V3' };
  }

  /** Every act an officer's key could be used for. */
  async function officersActs(): Promise<Readonly<Record<string, Draft>>> {
    const checkedAt = officer.evil.vault.clock.now();
    const { alice, defence } = people;
    const says = (status: 'suspended' | 'ended') => ({ person: alice.person, status, source: 'GMC', checkedAt });
    const appointment = { person: winifred.person, organisation: defence, state: 'ended' } as const;
    return {
      'an organisation': await officer.act('organisation', {
        organisation: newId(),
        name: 'Sham',
        kind: 'defence',
        anchor: '',
      }),
      'an adviser': await officer.act('credential', await credential()),
      'a higher level': await officer.act('credential', await raised(alice.person)),
      'a suspension': await officer.act('status', says('suspended')),
      'an end': await officer.act('status', says('ended')),
      'an appointment': await officer.act('appointment', appointment),
      'another name': await officer.act('organisation-name', { organisation: defence, name: 'Sham' }),
      'an organisation retired': await officer.act('organisation-status', { organisation: defence, status: 'retired' }),
      'a lead': await officer.act('office', {
        ...{ organisation: people.hospital, person: alice.person },
        ...{ office: 'lead', state: 'begun' },
      }),
      rules: await officer.act('rules-version', { version: 2 }),
    };
  }

  async function organisationKey(): Promise<ActToWrite<'org-key'>> {
    const { vault } = adviser.evil;
    const gen = (vault.view.orgKey(people.defence as OrganisationId)?.gen ?? 0) + 1;
    const sealing = await newSealingKey();
    const back = { gen: gen - 1, sealed: toB64(randomBytes(60)) };
    const key = { thread: people.defence, gen, kc: toB64(randomBytes(32)), back };
    return { ...key, grants: [], public: sealing.publicKey };
  }

  async function clearanceStatus(status: 'suspended' | 'ended'): Promise<ActToWrite<'clearance-status'>> {
    const { decided, payload } = await decisionOf(await EvilMember.of(people.alice), share.advice);
    const { hash } = await readClearance(adviceRules, decided.clearance);
    return { clearance: payload.id, hash, organisation: payload.org, status };
  }

  async function advisersActs(): Promise<Readonly<Record<string, Draft>>> {
    const onCall = { kind: 'on-call', reach: '0900 000 000' } as const;
    return {
      'a number of the thief’s': await adviser.act('contacts', { organisation: people.defence, contacts: [onCall] }),
      'an organisation’s key': await adviser.act('org-key', await organisationKey()),
      'a suspended clearance': await adviser.act('clearance-status', await clearanceStatus('suspended')),
      'an ended clearance': await adviser.act('clearance-status', await clearanceStatus('ended')),
    };
  }

  /** Without a gesture, by a passkey of the thief's own, and by a sign-in's. */
  async function goesNowhere(thief: Thief, act: Draft): Promise<void> {
    await thief.isRefused(act, /shape|bad-input/, people.alice);
    await thief.isRefused(await thief.confirmedBySoftware(act), /gesture-passkey/, people.alice);
    const nonce = await thief.nonce();
    const signIn = await challenge('consilium/1 sign-in', thief.evil.vault.root, 'localhost', nonce, newId());
    await thief.isRefused(confirmedDraft(act, thief.harvested(signIn, nonce)), /gesture-challenge/, people.alice);
  }

  test('77: an officer’s key alone makes nobody an adviser, renews nobody, suspends nobody, adds, renames and retires no organisation, names no lead, puts no rules in force', async () => {
    const before = officer.evil.vault.register.headSeq;
    for (const act of Object.values(await officersActs())) await goesNowhere(officer, act);
    await officer.evil.vault.register.sync();
    expect(officer.evil.vault.register.headSeq).toBe(before);
  });

  test('77: an adviser’s key alone begins no organisation’s key, says no number of its, and suspends or ends no clearance', async () => {
    const before = adviser.evil.vault.register.headSeq;
    for (const act of Object.values(await advisersActs())) await goesNowhere(adviser, act);
    await adviser.evil.vault.register.sync();
    expect(adviser.evil.vault.register.headSeq).toBe(before);
  });

  test('77: a gesture that was got for one act, from somebody else, or an hour ago, confirms no other, none of theirs, and nothing now', async () => {
    const { victor, alice } = people;
    const [suspends, appoints] = await Promise.all([
      officer.act('status', {
        person: alice.person,
        status: 'suspended',
        source: 'GMC',
        checkedAt: officer.evil.vault.clock.now(),
      }),
      officer.act('organisation', { organisation: newId(), name: 'Sham', kind: 'defence', anchor: '' }),
    ]);
    const nonce = await officer.nonce();
    const overOne = officer.harvested(await officer.asked(suspends, nonce), nonce);
    await officer.isRefused(confirmedDraft(appoints, overOne), /gesture-challenge/, alice);

    const anothers = officer.harvested(await officer.asked(suspends, nonce), nonce, victor);
    await officer.isRefused(confirmedDraft(suspends, anothers), /gesture-passkey/, alice);

    for (const [thief, early] of [
      [
        officer,
        await officer.act(
          'organisation',
          { organisation: newId(), name: 'Sham', kind: 'defence', anchor: '' },
          hourAgo(),
        ),
      ],
      [officer, await officer.act('credential', await credential(), hourAgo())],
      [adviser, await adviser.act('clearance-status', await clearanceStatus('ended'), hourAgo())],
    ] as const) {
      const fresh = await thief.nonce();
      const old = thief.harvested(await thief.asked(early, fresh), fresh);
      await thief.isRefused(confirmedDraft(early, old), /gesture-too-old/, alice);
    }
  });

  const hourAgo = (): { readonly signedAt: number } => ({ signedAt: officer.evil.vault.clock.now() - 3600 });

  test('77: a true gesture that was kept confirms nothing once its matter has moved on', async () => {
    const { officer: olive, bela, alice } = people;
    const suspends = await officer.act('status', {
      person: bela.person,
      status: 'suspended',
      source: 'GMC',
      checkedAt: officer.evil.vault.clock.now(),
    });
    const nonce = await officer.nonce();
    const kept = confirmedDraft(suspends, officer.harvested(await officer.asked(suspends, nonce), nonce));
    await olive.door.setStatus(bela.person, 'good', 'GMC');
    await officer.isRefused(kept, /changed-since-gesture/, alice);
    expect(officer.evil.vault.person(bela.person as PersonId)?.status).toBe('good');
  });
});
