import { type Applied, type LedgerId, SERVICE } from '@consilium/domain';
import type { Cases } from './cases';
import { another, offered, people } from './gesture-cases';
import type { Offer } from './ledger-builder';
import {
  backTo,
  blob,
  credentialOf,
  day,
  grantsTo,
  hash,
  id16,
  id32,
  joinFor,
  jws,
  kid,
  organisation,
  person,
  sealing,
  statedBy,
  T0,
} from './names';
import { clinic, defence, guild, hospital, rival, world, type World } from './world';

const credential = (change: Parameters<World['credentialOffer']>[1], name = 'dora'): Applied<unknown> =>
  offered((story) => story.credentialOffer(name, change));

const grant = (by: string, recipient: string, gen = 1, thread = defence): Offer => ({
  by: person(by),
  type: 'grant',
  body: { thread, gen, recipient: person(recipient), blob },
});
const standing = (status: string, change: object = {}, by = 'vera'): Offer => ({
  by: person(by),
  type: 'clearance-status',
  body: { clearance: id16('clearance'), hash: hash('clearance'), organisation: defence, status, ...change },
});
const appointment = (name: string, state: 'begun' | 'ended', of = defence): Offer => ({
  by: person('olga'),
  type: 'appointment',
  body: { person: person(name), organisation: of, state },
});
const organisationOffer = (by: string, name: string): Offer => ({
  by: person(by),
  type: 'organisation',
  body: { organisation: organisation(name), name, kind: 'clinical', anchor: '' },
});
const statusOf = (by: string, name: string): Offer => ({
  by: person(by),
  type: 'status',
  body: { person: person(name), status: 'ended', source: 'officer', checkedAt: T0 },
});
const founded = (names: readonly string[], joins: readonly ReturnType<typeof joinFor>[]): Applied<unknown> => {
  const story = world();
  return story.register.offer(story.genesisOffer({ officers: names.map(() => jws) }, joins));
};
/** Vera and Walt hold the key; Wim joins later. */
const withWim = (): World => people().orgKey().adviser('wim', defence);
/** Only Wim is left, and began a second key that links to nothing. */
const wimAlone = (): World => {
  const story = withWim();
  for (const name of ['vera', 'walt']) story.register.add(appointment(name, 'ended'));
  story.register.add(story.orgKeyOffer('wim', { back: backTo(0) }));
  return story;
};
const elsewhere = (name: string) => {
  const { join, kid: key } = joinFor(name, '');
  return { kid: key, join: { ...join, passkeys: join.passkeys.map((passkey) => ({ ...passkey, rpId: 'evil.test' })) } };
};
/** Beside the right passkey, one of another site. */
const alsoElsewhere = (name: string, root: LedgerId | '') => {
  const verified = joinFor(name, root);
  const passkeys = [...verified.join.passkeys, ...elsewhere(name).join.passkeys];
  return { ...verified, join: { ...verified.join, passkeys } };
};

/** With the keys called `keys`, and as the only passkey that of somebody else, under its own id or another one. */
const withPasskeyOf = (
  name: string,
  other: string,
  root: LedgerId | '',
  credential = credentialOf(other),
  keys = name,
) => {
  const verified = joinFor(name, root, keys);
  const passkeys = joinFor(other, root).join.passkeys.map((theirs) => ({ ...theirs, credential }));
  return { ...verified, join: { ...verified.join, passkeys } };
};

export const registerCases: Cases<
  | 'author-unknown' | 'author-not-active' | 'not-an-officer' | 'officer-repeated' | 'officers-incomplete' | 'join-of-another'
  | 'join-for-another-root' | 'passkey-of-another-site' | 'passkey-taken' | 'key-taken' | 'organisation-exists' | 'organisation-unknown'
  | 'own-credential' | 'own-status' | 'credential-expired' | 'organisation-missing' | 'renewal-changes-keys' | 'person-unknown' | 'already-appointed'
  | 'not-appointed' | 'keyring-not-next' | 'already-holder' | 'clearance-ended' | 'already-suspended'
  | 'not-suspended' | 'keys-not-current' | 'rules-skip'
> = {
  'author-unknown': {
    'an entry by somebody the register does not know': () => offered(() => organisationOffer('nobody', 'new')),
    'an entry by the service': () => offered(() => ({ ...organisationOffer('olga', 'new'), by: SERVICE })),
    'passkeys of somebody the register does not know': () => offered((story) => ({ ...story.passkeysOffer('alice'), by: person('nobody') })),
    'a register not begun by its first officer': () => {
      const story = world();
      return story.register.offer({ ...story.genesisOffer(), by: person('omar') });
    },
  },
  'author-not-active': {
    'an entry by a suspended officer': () => offered(() => organisationOffer('omar', 'new'), people().status('omar', 'suspended')),
    'passkeys of somebody suspended': () => offered((story) => story.passkeysOffer('alice'), people().status('alice', 'suspended')),
    'an entry by an adviser at the second their registration ends': () => {
      const story = people().orgKey();
      story.now = T0 + 365 * day;
      return story.register.offer(standing('suspended'));
    },
  },
  'not-an-officer': {
    'an organisation named by a clinician': () => offered(() => organisationOffer('alice', 'new')),
    'a credential by a clinician': () => offered((story) => ({ ...story.credentialOffer('dora'), by: person('alice') })),
    'a status set by an adviser': () => offered(() => statusOf('vera', 'alice')),
    'what the anchor signed handed over by an adviser': () =>
      offered((story) => ({ ...story.anchoredOffer('dora'), by: person('vera') }), people().withGuild('dora')),
    'an appointment by an adviser': () => offered(() => ({ ...appointment('walt', 'ended'), by: person('vera') })),
    'rules activated by a clinician': () => offered((story) => story.by('alice', 'rules-version', { version: 2 })),
    'a register begun by an adviser': () => founded(['olga'], [joinFor('olga', '', 'olga', statedBy('olga', 'adviser'))]),
  },
  'officer-repeated': {
    'one person as two first officers': () => founded(['olga', 'omar'], [joinFor('olga', ''), joinFor('olga', '', 'omar')]),
    'one key for two first officers': () => founded(['olga', 'omar'], [joinFor('olga', ''), joinFor('omar', '', 'olga')]),
  },
  'officers-incomplete': {
    'fewer verified officers than named': () => founded(['olga', 'omar'], [joinFor('olga', '')]),
    'more verified officers than named': () => founded(['olga'], [joinFor('olga', ''), joinFor('omar', '')]),
    'no verified officer': () => {
      const story = world();
      return story.register.offer({ ...story.genesisOffer(), facts: {} });
    },
  },
  'join-of-another': {
    'a credential around keys of somebody else': () => offered((story) => story.credentialOffer('dora', {}, joinFor('eve', story.root))),
    'a change to keys of somebody else': () => offered((story) => story.keyChangeOffer('alice', joinFor('bob', story.root, 'new'))),
  },
  'join-for-another-root': {
    'a join made for another register': () => offered((story) => story.credentialOffer('dora', {}, joinFor('dora', ''))),
    'a first officer with a join for a register that exists': () => founded(['olga'], [joinFor('olga', people().root)]),
    'a second officer with a join for a register that exists': () => founded(['olga', 'omar'], [joinFor('olga', ''), joinFor('omar', people().root)]),
  },
  'passkey-of-another-site': {
    'passkeys of another address': () => offered((story) => story.passkeysOffer('alice', { passkeys: [another('new', 'evil.test')] })),
    'a join with a passkey of another address': () => {
      const story = people();
      const { join, kid: key } = elsewhere('dora');
      return story.register.offer(story.credentialOffer('dora', {}, { kid: key, join: { ...join, root: story.root } }));
    },
    'a first officer with a passkey of another address': () => founded(['olga'], [elsewhere('olga')]),
    'a second officer with a passkey of another address': () => founded(['olga', 'omar'], [joinFor('olga', ''), elsewhere('omar')]),
    'a first officer with one good passkey and one of another address': () => founded(['olga'], [alsoElsewhere('olga', '')]),
    'a join with one good passkey and one of another address': () => offered((story) => story.credentialOffer('dora', {}, alsoElsewhere('dora', story.root))),
    'passkeys of which one is of another address': () =>
      offered((story) => story.passkeysOffer('alice', { passkeys: alsoElsewhere('alice', '').join.passkeys })),
  },
  'passkey-taken': {
    'a newcomer with the passkey of another': () => offered((story) => story.credentialOffer('dora', {}, withPasskeyOf('dora', 'alice', story.root))),
    'a newcomer with the COSE key of another under an id of their own': () =>
      offered((story) => story.credentialOffer('dora', {}, withPasskeyOf('dora', 'alice', story.root, credentialOf('dora')))),
    'a newcomer with a passkey that another took away': () => {
      const story = people();
      story.register.add(story.passkeysOffer('alice', { passkeys: [...joinFor('alice', '').join.passkeys, ...joinFor('spare', '').join.passkeys] }));
      story.register.add(story.keyChangeTo('alice', joinFor('alice', '').join.passkeys));
      return story.register.offer(story.credentialOffer('dora', {}, withPasskeyOf('dora', 'spare', story.root)));
    },
    'the passkey of another beside the own': () =>
      offered((story) => story.passkeysOffer('alice', { passkeys: [...joinFor('alice', '').join.passkeys, ...joinFor('bob', '').join.passkeys] })),
    'new keys with the passkey of another': () => offered((story) => story.keyChangeOffer('alice', withPasskeyOf('alice', 'bob', story.root, credentialOf('bob'), 'alice2'))),
    'two first officers with one passkey': () => founded(['olga', 'omar'], [joinFor('olga', ''), withPasskeyOf('omar', 'olga', '')]),
  },
  'key-taken': {
    'a newcomer with the key of another': () => offered((story) => story.credentialOffer('dora', {}, joinFor('dora', story.root, 'alice'))),
    'a change to a key another holds': () => offered((story) => story.keyChangeOffer('alice', joinFor('alice', story.root, 'bob'))),
    'a change to the key one has': () => offered((story) => story.keyChangeOffer('alice', joinFor('alice', story.root))),
    'a newcomer with the key of the service': () =>
      offered((story) => story.credentialOffer('dora', {}, { ...joinFor('dora', story.root), kid: kid('service') })),
    'a return to an old key': () => {
      const story = people();
      story.register.add(story.keyChangeOffer('alice'));
      return story.register.offer(story.keyChangeOffer('alice', joinFor('alice', story.root), 3));
    },
  },
  'organisation-exists': { 'an organisation named twice': () => offered(() => organisationOffer('olga', 'hospital')) },
  'organisation-unknown': {
    'a clinician of an unknown organisation': () => credential({ organisation: organisation('nowhere') }),
    'a clinician of an unknown defence organisation': () => credential({ defence: organisation('nowhere') }),
  },
  'own-credential': { 'an officer confirming themselves': () => offered((story) => story.credentialOffer('olga')) },
  'own-status': { 'an officer changing their own status': () => offered(() => statusOf('olga', 'olga')) },
  'credential-expired': { 'a credential that ends the second it is given': () => credential({ expires: T0 }) },
  'organisation-missing': {
    'a clinician without an organisation': () => credential({ organisation: '' }),
    'an adviser without an organisation': () => credential({ role: 'adviser', organisation: '' }),
  },
  'renewal-changes-keys': {
    'a renewal with other keys': () => offered((story) => story.credentialOffer('alice', {}, joinFor('alice', story.root, 'new'))),
    'a renewal with another signing key': () => offered((story) => story.credentialOffer('alice', {}, { ...joinFor('alice', story.root), kid: kid('new') })),
    'a renewal with another sealing key': () =>
      offered((story) => {
        const verified = joinFor('alice', story.root);
        return story.credentialOffer('alice', {}, { ...verified, join: { ...verified.join, sealing: sealing('new') } });
      }),
  },
  'person-unknown': {
    'the status of nobody': () => offered(() => statusOf('olga', 'nobody')),
    'the appointment of nobody': () => offered(() => appointment('nobody', 'begun')),
    'nobody confirmed as a member': () => offered((story) => story.membershipOffer('vera', 'nobody')),
    'nobody by the anchor': () => offered((story) => story.anchoredOffer('nobody'), people().withGuild()),
  },
  'already-appointed': { 'an appointment begun twice': () => offered(() => appointment('vera', 'begun')) },
  'not-appointed': {
    'an appointment of a clinician': () => offered(() => appointment('alice', 'begun', hospital)),
    'an appointment to another organisation': () => offered(() => appointment('vera', 'begun', rival)),
    'an appointment ended twice': () => {
      const story = people();
      story.register.add(appointment('vera', 'ended'));
      return story.register.offer(appointment('vera', 'ended'));
    },
  },
  'keyring-not-next': {
    'new keys in the same keyring version': () => {
      const story = people();
      story.register.add(story.keyChangeOffer('alice'));
      return story.register.offer(story.keyChangeOffer('alice', joinFor('alice', story.root, 'alice3')));
    },
    'new keys under a version that leaves one out': () => offered((story) => story.keyChangeOffer('alice', undefined, 3)),
    'new keys under a version far ahead': () => offered((story) => story.keyChangeOffer('alice', undefined, 2_147_483_647)),
  },
  'already-holder': { 'a second grant of the organisation key': () => offered(() => grant('vera', 'walt'), people().orgKey()) },
  'clearance-ended': {
    'an ended clearance reinstated': () => offered(() => standing('reinstated'), people().clearanceStatus('ended')),
    'an ended clearance suspended': () => offered(() => standing('suspended'), people().clearanceStatus('ended')),
    'new keys for an ended clearance': () => offered((story) => story.rekeyOffer('xavier'), people().clearanceStatus('ended')),
    'an ended clearance ended': () => offered(() => standing('ended'), people().clearanceStatus('ended')),
  },
  'already-suspended': { 'a clearance suspended twice': () => offered(() => standing('suspended'), people().clearanceStatus('suspended')) },
  'keys-not-current': {
    'a clearance for keys of nobody': () => offered((story) => story.rekeyOffer('xavier', 'vera', { kid: kid('other') })),
    'a clearance for one key of somebody and one of another': () => offered((story) => story.rekeyOffer('xavier', 'vera', { sealing: sealing('yara') })),
    'a clearance for keys that were changed since': () => {
      const story = people();
      const offer = story.rekeyOffer('xavier');
      story.register.add(story.keyChangeOffer('xavier'));
      return story.register.offer(offer);
    },
  },
  'not-suspended': {
    'a clearance reinstated that was never suspended': () => offered(() => standing('reinstated')),
    'a clearance reinstated twice': () =>
      offered(() => standing('reinstated'), people().clearanceStatus('suspended').clearanceStatus('reinstated')),
  },
  'rules-skip': {
    'the version in force activated again': () => offered((story) => story.by('olga', 'rules-version', { version: 1 })),
    'a version left out': () => offered((story) => story.by('olga', 'rules-version', { version: 3 })),
  },
}; // prettier-ignore

/** Codes that other ledgers share, as the register reaches them. */
export const registerSharedCases: Cases<
  'not-an-adviser' | 'wrong-organisation-kind' | 'wrong-generation' | 'wrong-back' | 'wrong-recipients' | 'not-a-holder' | 'org-key-missing' | 'document-missing'
  | 'not-reported' | 'held-by-another' | 'old-generation'
> = {
  'not-an-adviser': {
    'new keys for a clearance of another organisation': () => offered((story) => story.rekeyOffer('xavier', 'una')),
    'an organisation key by an adviser of another': () => offered((story) => story.orgKeyOffer('una')),
    'an organisation key by an officer': () => offered((story) => story.orgKeyOffer('olga')),
    'a grant by an adviser of another organisation': () => offered(() => grant('una', 'wim'), withWim()),
    'the status of a clearance by an adviser of another organisation': () => offered(() => standing('ended', {}, 'una')),
    'a clearance suspended after the appointment ended': () => {
      const story = people();
      story.register.add(appointment('vera', 'ended'));
      return story.register.offer(standing('suspended'));
    },
  },
  'wrong-organisation-kind': {
    'a clinician employed by a defence organisation': () => credential({ organisation: defence }),
    'a clinician defended by a hospital': () => credential({ defence: clinic }),
    'an adviser of a hospital': () => credential({ role: 'adviser', organisation: clinic }),
  },
  'wrong-generation': {
    'a first organisation key of generation 2': () => offered((story) => story.orgKeyOffer('vera', { gen: 2, back: backTo(1) })),
    'the same generation again': () => offered((story) => story.orgKeyOffer('vera', { gen: 1, back: backTo(0) }), people().orgKey()),
    'a grant of another generation': () => offered(() => grant('vera', 'wim', 2), withWim()),
    'a report of an organisation key that is not there yet': () => offered((story) => story.badKeyOffer('vera', 2), people().orgKey()),
    'the newest organisation key linked under itself': () => offered((story) => story.keyLinkOffer('vera', 1), people().orgKey()),
  },
  'wrong-back': {
    'a first generation with a link back': () => offered((story) => story.orgKeyOffer('vera', { back: backTo(1) })),
    'a second generation whose link has no key': () => offered((story) => story.orgKeyOffer('vera', { back: { gen: 1, sealed: '' } }), people().orgKey()),
    'a link back to what does not exist yet': () => offered((story) => story.orgKeyOffer('vera', { back: backTo(2) }), people().orgKey()),
    'a link back to a key that never reached its author': () => offered((story) => story.orgKeyOffer('wim', { back: backTo(1) }), wimAlone().badKey('wim')),
    'an earlier organisation key linked by an adviser it never reached': () => offered((story) => story.keyLinkOffer('wim', 1), wimAlone()),
  },
  'wrong-recipients': {
    'an organisation key without one adviser': () => offered((story) => story.orgKeyOffer('vera', { grants: grantsTo([person('vera')]) })),
    'an organisation key in another order': () =>
      offered((story) => story.orgKeyOffer('vera', { grants: grantsTo([person('walt'), person('vera')]) })),
    'an organisation key for an adviser who left': () => {
      const story = people();
      const offer = story.orgKeyOffer('vera');
      story.register.add(appointment('walt', 'ended'));
      return story.register.offer(offer);
    },
    'a grant to an adviser of another organisation': () => offered(() => grant('vera', 'una'), withWim()),
  },
  'not-a-holder': {
    'a grant by an adviser who was not granted the key': () => offered(() => grant('wim', 'vera'), withWim()),
    'the next organisation key by an adviser who was not': () => offered((story) => story.orgKeyOffer('wim'), withWim()),
    'a report by an adviser who was not': () => offered((story) => story.badKeyOffer('wim'), withWim()),
    'a link by an adviser who was not': () => offered((story) => story.keyLinkOffer('wim', 1), people().orgKey().orgKey().adviser('wim', defence)),
  },
  'org-key-missing': {
    'a grant of a key that does not exist': () => offered(() => grant('vera', 'walt')),
    'a report of a key that does not exist': () => offered((story) => story.badKeyOffer('vera')),
    'a link of a key that does not exist': () => offered((story) => story.keyLinkOffer('vera', 1)),
  },
  'not-reported': {
    'an organisation key skipped without a word': () => offered((story) => story.orgKeyOffer('walt', { back: backTo(1) }), people().orgKey().orgKey()),
    'an organisation key skipped on the word of another adviser': () =>
      offered((story) => story.orgKeyOffer('vera', { back: backTo(1) }), people().orgKey().orgKey().badKey('walt')),
  },
  'held-by-another': {
    'an organisation key skipped by a newcomer while an adviser holds it': () => offered((story) => story.orgKeyOffer('wim', { back: backTo(0) }), withWim()),
  },
  'old-generation': {
    'an organisation key linked under one that is not the newest': () => offered((story) => story.keyLinkOffer('vera', 1, 2), people().orgKey().orgKey().orgKey()),
  },
  'document-missing': {
    'an adviser by the anchor without a verified signature': () =>
      offered((story) => story.anchoredOffer('dora', guild, {}), people().withGuild('dora')),
    'an adviser by the anchor of another organisation': () =>
      offered((story) => story.anchoredOffer('dora', guild, { anchored: id32('other') }), people().withGuild('dora')),
    'a credential without a verified join': () => offered((story) => ({ ...story.credentialOffer('dora'), facts: {} })),
    'a credential with two joins': () =>
      offered((story) => ({ ...story.credentialOffer('dora'), facts: { joins: [joinFor('dora', story.root), joinFor('eve', story.root)] } })),
  },
}; // prettier-ignore
