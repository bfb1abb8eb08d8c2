import {
  clearanceId,
  clinic,
  credentialOf,
  day,
  defence,
  hash,
  hospital,
  id16,
  joinFor,
  kid,
  numberOf,
  organisation,
  person,
  rival,
  sealing,
  T0,
  world,
} from '@consilium/testkit/domain';
import { noFacts } from '../facts';
import { SERVICE } from '../kernel/ids';
import { registerRules } from '../books';
import {
  advisersOf,
  isActiveAdviser,
  isCurrentKey,
  isGood,
  isOrgKeyDue,
  keysOfNow,
  firstChangeAfter,
  ownerOfKey,
  viewAt,
  type Touched,
} from './view';
import type { RegisterState } from './state';

test('a register begins with its officers in good standing and at the highest level, bound without an end', () => {
  const story = world();
  const entry = story.register.add(story.genesisOffer());
  expect(story.root).toBe(entry.hash);
  expect(story.view.people().map(({ id }) => id)).toEqual([person('olga'), person('omar')]);
  expect(story.view.person(person('omar'))).toMatchObject({
    role: 'officer', level: 'V3', status: 'good', statusSource: 'root', kid: kid('omar'), keyring: 1, expires: 7_258_118_400, advises: '', organisation: '',
  }); // prettier-ignore
  expect(story.register.state).toMatchObject({ serviceKid: kid('service'), rpId: 'localhost', hashes: [entry.hash] });
});

test('a credential binds keys, employer, defence organisation and registration; an adviser is appointed by it', () => {
  const story = world().people();
  expect(story.view.person(person('alice'))).toMatchObject({
    role: 'clinician', organisation: hospital, defence, kid: kid('alice'), sealing: sealing('alice'), advises: '', status: 'good', keyring: 1,
    specialty: 'dermatology', level: 'V1', name: 'alice', statusSource: 'register file', statusCheckedAt: T0,
  }); // prettier-ignore
  expect(story.view.person(person('alice'))?.registration?.number).toBe(numberOf('alice'));
  expect(story.view.person(person('vera'))).toMatchObject({
    role: 'adviser',
    advises: defence,
    statusSource: 'credential',
  });
});

test('a renewal keeps keys, passkeys, keyring and a suspension', () => {
  const story = world().people();
  const held = [{ credential: 'AAAA', cose: id16('c'.repeat(21)).repeat(2), rpId: 'localhost' }];
  const kept = joinFor('alice', '').join.passkeys;
  story.register.add(story.keyChangeTo('alice', [...kept, ...held]));
  story.status('alice', 'suspended');
  story.register.add(
    story.credentialOffer(
      'alice',
      { organisation: clinic, expires: T0 + 900 * day },
      joinFor('alice', story.root, 'alice2'),
    ),
  );
  expect(story.view.person(person('alice'))).toMatchObject({
    organisation: clinic, keyring: 2, sealed: hash('keyring'), passkeys: [{ ...kept[0], counts: 0 }, { ...held[0], counts: T0 + day }], status: 'suspended', statusSource: 'officer', expires: T0 + 900 * day,
  }); // prettier-ignore
});

test('a renewal begins no appointment that ended, and keeps one only at the same organisation', () => {
  const story = world().people();
  const renew = (of: typeof defence) => {
    const change = { role: 'adviser', organisation: of, defence: '', registration: [] } as const;
    story.register.add(story.credentialOffer('walt', change));
    return story.view.person(person('walt'))?.advises;
  };
  const appoint = (state: 'begun' | 'ended', of: typeof defence) =>
    story.register.add(story.by('olga', 'appointment', { person: person('walt'), organisation: of, state }));
  const appointed = () => story.view.person(person('walt'))?.appointed;
  expect(renew(defence)).toBe(defence);
  appoint('ended', defence);
  expect(renew(defence)).toBe('');
  appoint('begun', defence);
  expect([renew(defence), appointed()]).toEqual(['', defence]);
  expect([renew(rival), appointed()]).toEqual(['', '']);
  appoint('begun', rival);
  expect([story.view.person(person('walt'))?.advises, appointed()]).toEqual(['', rival]);
  story.member('una', 'walt', rival);
  expect(story.view.person(person('walt'))?.advises).toBe(rival);
});

test('a renewal in good standing takes over the newest look-up', () => {
  const story = world().people().status('alice', 'good');
  story.register.add(story.credentialOffer('alice'));
  expect(story.view.person(person('alice'))?.statusSource).toBe('register file');
});

test('whoever is late with their renewal may still tend their own keys', () => {
  const story = world().people();
  story.now = T0 + 365 * day;
  story.register.add(story.keyChangeOffer('alice'));
  expect(story.view.person(person('alice'))).toMatchObject({
    kid: kid('alice2'),
    keyring: 2,
    sealing: sealing('alice2'),
  });
  expect(story.view.person(person('alice'))?.passkeys).toMatchObject([
    { credential: credentialOf('alice'), counts: 0 },
    { credential: credentialOf('alice2'), counts: story.now + day },
  ]);
});

test('a key is usable exactly while it is its person’s current key', () => {
  const story = world().people();
  const before = story.view.seq;
  story.register.add(story.keyChangeOffer('alice'));
  const { state } = story.register;
  expect(ownerOfKey(state, kid('alice'), before)).toBe(person('alice'));
  expect(ownerOfKey(state, kid('alice'), before + 1)).toBeUndefined();
  expect(ownerOfKey(state, kid('alice2'), before)).toBeUndefined();
  expect(ownerOfKey(state, kid('alice2'), before + 1)).toBe(person('alice'));
  expect(ownerOfKey(state, kid('nobody'), before)).toBeUndefined();
  expect(ownerOfKey(state, kid('service'), 0)).toBe(SERVICE);
});

test('a view shows the register as it stood, not as it is', () => {
  const { state } = world().people().orgKey().clearanceStatus('suspended').status('bob', 'ended').register;
  const early = viewAt(state, 1);
  expect(early.organisation(hospital)?.name).toBe('hospital');
  expect(early.organisation(rival)).toBeUndefined();
  expect(early.organisation(organisation('none'))).toBeUndefined();
  expect(early.person(person('alice'))).toBeUndefined();
  expect(early.orgKey(defence)).toBeUndefined();
  expect(early.clearance(clearanceId)).toBe('good');
  expect(early.hash).toBe(state.hashes[1]);
  const late = viewAt(state, state.head.seq);
  expect(late.organisation(rival)?.kind).toBe('defence');
  expect(late.person(person('bob'))?.status).toBe('ended');
  expect(viewAt(state, state.head.seq - 1).person(person('bob'))?.status).toBe('good');
  expect(late.clearance(clearanceId)).toBe('suspended');
  expect(late.clearance(clearanceId, hash('clearance'))).toBe('suspended');
  expect(late.clearance(clearanceId, hash('another'))).toBe('good');
  expect(() => viewAt(state, state.head.seq + 1)).toThrow(RangeError);
});

test('good means good in status and before the end, to the second', () => {
  const story = world().people().status('bob', 'suspended');
  const alice = story.view.person(person('alice'));
  expect(isGood(alice, T0 + 365 * day - 1)).toBe(true);
  expect(isGood(alice, T0 + 365 * day)).toBe(false);
  expect(isGood(story.view.person(person('bob')), T0)).toBe(false);
  expect(isGood(undefined, T0)).toBe(false);
});

test('an adviser’s new keys make the organisation’s key due; it may be granted to them once more until it changed', () => {
  const story = world().people().orgKey();
  const grant = () => {
    const body = { thread: defence, gen: 1, recipient: person('walt'), blob: { hash: hash('b'), size: 9 } };
    return story.by('vera', 'grant', body);
  };
  const due = () => {
    const key = story.view.orgKey(defence);
    return key && isOrgKeyDue(story.view, defence, key, story.now);
  };
  story.register.add(story.keyChangeOffer('walt'));
  expect(due()).toBe(true);
  story.register.add(grant());
  expect([due(), story.view.orgKey(defence)?.holders]).toEqual([true, [person('vera'), person('walt')]]);
  expect(story.register.offer(grant())).toMatchObject({ ok: false, refusal: { code: 'already-holder' } });
  story.orgKey();
  expect(due()).toBe(false);
});

test('an appointment ends and begins again; the organisation’s key is due while a leaver holds it', () => {
  const story = world().people().orgKey();
  const appoint = (state: 'begun' | 'ended') =>
    story.register.add(story.by('olga', 'appointment', { person: person('walt'), organisation: defence, state }));
  const due = () => {
    const key = story.view.orgKey(defence);
    return key && isOrgKeyDue(story.view, defence, key, story.now);
  };
  expect(advisersOf(story.view, defence, story.now)).toEqual([person('vera'), person('walt')]);
  expect(due()).toBe(false);
  appoint('ended');
  expect(advisersOf(story.view, defence, story.now)).toEqual([person('vera')]);
  expect(isActiveAdviser(story.view.person(person('walt')), defence, story.now)).toBe(false);
  expect(due()).toBe(true);
  story.orgKey();
  expect(story.view.orgKey(defence)).toMatchObject({
    gen: 2,
    holders: [person('vera')],
    public: sealing('org'),
    kc: hash('kc-2'),
  });
  appoint('begun');
  story.member('vera', 'walt');
  expect(due()).toBe(false);
  story.register.add(
    story.by('vera', 'grant', {
      thread: defence,
      gen: 2,
      recipient: person('walt'),
      blob: { hash: hash('b'), size: 9 },
    }),
  );
  expect(story.view.orgKey(defence)).toMatchObject({ gen: 2, holders: [person('vera'), person('walt')] });
});

test('a suspended clearance is reinstated, an ended one never', () => {
  const story = world().people().clearanceStatus('suspended').clearanceStatus('reinstated', 'walt');
  expect(story.view.clearance(clearanceId, hash('clearance'))).toBe('good');
  story.clearanceStatus('suspended').clearanceStatus('ended');
  expect(story.view.clearance(clearanceId)).toBe('ended');
});

test('a word on a clearance counts for that very decision of that very organisation, and keeps nobody else from theirs', () => {
  const story = world().people();
  const word = (change: object, by: string, status: string) =>
    story.register.add(
      story.by(by, 'clearance-status', {
        clearance: clearanceId,
        hash: hash('clearance'),
        organisation: defence,
        status,
        ...change,
      }),
    );
  word({ organisation: rival }, 'una', 'ended');
  word({ hash: hash('other') }, 'walt', 'ended');
  expect(story.view.clearance(clearanceId, hash('clearance'), defence)).toBe('good');
  expect(story.view.clearance(clearanceId, hash('clearance'), rival)).toBe('ended');
  word({}, 'vera', 'ended');
  expect(story.view.clearance(clearanceId, hash('clearance'), defence)).toBe('ended');
});

test('rules are activated one by one, also such as this build does not know, and entries may name them from then on', () => {
  const story = world().people();
  const offer = story.confirmed(story.by('olga', 'rules-version', { version: registerRules.knows + 1 }));
  const applied = registerRules.apply(story.register.state, story.register.entryFor(offer), offer.body, {
    facts: offer.facts ?? noFacts,
  });
  expect(applied.ok).toBe(true);
  if (!applied.ok) return;
  const seq = story.register.state.head.seq;
  expect(viewAt(applied.state, seq).rules).toBe(1);
  expect(viewAt(applied.state, seq + 1).rules).toBe(2);
  expect(applied.state.rules).toBe(1);
});

test('an act is confirmed as of the last word about its matter, and what has another matter does not outdate it', () => {
  const story = world().people().orgKey();
  const { state } = story.register;
  const asOf = (type: string, body: object) => registerRules.lastAbout(state, { type, by: person('olga'), rules: 1 }, body);
  const alice = story.lastAbout('alice');
  expect(asOf('organisation', { organisation: hospital })).toBe(1);
  expect(asOf('organisation', { organisation: organisation('new') })).toBe(-1);
  expect(asOf('credential', { person: person('alice') })).toBe(alice);
  expect(asOf('credential', { person: person('dora') })).toBe(-1);
  expect(asOf('status', { person: person('alice') })).toBe(alice);
  expect(asOf('appointment', { person: person('vera') })).toBe(story.lastAbout('vera'));
  expect(asOf('org-key', { thread: defence })).toBe(state.head.seq);
  expect(asOf('org-key', { thread: rival })).toBe(state.organisations.get(rival)?.at(-1)?.seq);
  expect(asOf('rules-version', { version: 2 })).toBe(0);
  const of = { clearance: clearanceId, hash: hash('clearance'), organisation: defence };
  expect(asOf('clearance-status', of)).toBe(-1);
  expect(asOf('passkeys', {})).toBe(story.lastAbout('olga'));
  expect(asOf('grant', { thread: defence })).toBeUndefined();
  const suspension = story.confirmed(story.by('olga', 'status', { person: person('bob'), status: 'suspended', source: 'GMC', checkedAt: T0 }));
  story.clearanceStatus('suspended').status('alice', 'suspended');
  const told = story.view.seq - 1;
  expect(registerRules.lastAbout(story.register.state, { type: 'clearance-status', by: person('vera'), rules: 1 }, of)).toBe(told);
  const another = { ...of, organisation: rival };
  expect(registerRules.lastAbout(story.register.state, { type: 'clearance-status', by: person('una'), rules: 1 }, another)).toBe(-1);
  expect(story.register.offer(suspension).ok).toBe(true);
}); // prettier-ignore

/** By asking for one change after another. */
function newestChange(state: RegisterState, touched: Touched): number {
  let newest = -1;
  for (let next: number | undefined = -1; next !== undefined; next = firstChangeAfter(state, touched, newest))
    newest = next;
  return newest;
}

test('the changes of what a ledger touches are found one after another, and of nothing is none', () => {
  const story = world().people().orgKey();
  const key = story.view.seq;
  story.clearanceStatus('suspended').status('bob', 'suspended');
  const { state } = story.register;
  const none = { people: new Set<never>(), organisations: new Set<never>(), clearances: new Set<never>() };
  expect(newestChange(state, none)).toBe(-1);
  expect(newestChange(state, { ...none, organisations: new Set([defence]) })).toBe(key);
  expect(newestChange(state, { ...none, clearances: new Set([clearanceId]) })).toBe(key + 1);
  expect(newestChange(state, { ...none, people: new Set([person('bob'), person('alice')]) })).toBe(key + 2);
  expect(newestChange(state, { ...none, people: new Set([person('nobody')]) })).toBe(-1);
  expect(newestChange(state, { ...none, organisations: new Set([rival]) })).toBe(
    state.organisations.get(rival)?.at(-1)?.seq,
  );
  expect(newestChange(state, { ...none, organisations: new Set([organisation('nowhere')]) })).toBe(-1);
  expect(newestChange(state, { ...none, clearances: new Set([id16<typeof clearanceId>('other')]) })).toBe(-1);
  story.status('bob', 'good').status('bob', 'suspended');
  expect(newestChange(story.register.state, { ...none, people: new Set([person('bob')]) })).toBe(key + 4);
});

test('nobody has keys whom the register does not know', () => {
  const { view } = world().people();
  expect(keysOfNow(view, [person('nobody'), person('alice')])).toEqual([
    { person: person('alice'), kid: kid('alice') },
  ]);
  expect(isCurrentKey(view, { person: person('nobody'), kid: kid('nobody') })).toBe(false);
});

test('two people who join at once keep their own keys', () => {
  const story = world().people();
  story.register.add(story.credentialOffer('dora', {}, joinFor('dora', story.root)));
  expect(story.register.state.kids.get(kid('dora'))).toBe(person('dora'));
  expect(story.register.state.people.size).toBe(11);
});

test('a passkey added by one that counts waits a day, one added by the recovery words three days, and then both act', () => {
  const another = (name: string) => ({ credential: credentialOf(name), cose: hash(name), rpId: 'localhost' });
  const story = world().people();
  const own = joinFor('alice', '').join.passkeys;
  story.register.add(story.passkeysOffer('alice', { passkeys: [...own, another('spare')] }));
  story.register.add(
    story.byWords(story.passkeysOffer('alice', { passkeys: [...own, another('spare'), another('new')] })),
  );
  const counts = story.view.person(person('alice'))?.passkeys.map((each) => each.counts);
  expect(counts).toEqual([0, T0 + day, T0 + 3 * day]);
  story.now = T0 + 3 * day;
  const lost = story.keyChangeTo('alice', [another('new')]);
  story.register.add({ ...lost, facts: { ...lost.facts, act: { by: 'passkey', credential: credentialOf('new') } } });
  expect(story.view.person(person('alice'))?.passkeys).toEqual([{ ...another('new'), counts: T0 + 3 * day }]);
});

test('while a passkey that the recovery words added waits, any that was there before takes it away', () => {
  const story = world().people();
  const own = joinFor('alice', '').join.passkeys;
  const thief = { credential: credentialOf('thief'), cose: hash('thief'), rpId: 'localhost' };
  story.register.add(story.byWords(story.passkeysOffer('alice', { passkeys: [...own, thief] })));
  story.now += 2 * day;
  story.register.add(story.keyChangeTo('alice', own));
  expect(story.view.person(person('alice'))?.passkeys).toEqual([{ ...own[0], counts: 0 }]);
});
