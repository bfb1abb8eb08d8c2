import type { Applied, Passkey } from '@consilium/domain';
import type { Cases } from './cases';
import type { Offer } from './ledger-builder';
import { credentialOf, day, hash, id16, id32, joinFor, organisation, person, T0 } from './names';
import { lostOffer } from './restore-cases';
import { clearanceId, defence, hospital, rival, world, type World } from './world';

export const people = (): World => world().people();
export const offered = (make: (story: World) => Offer, story = people()): Applied<unknown> =>
  story.register.offer(make(story));

export const another = (name: string, rpId = 'localhost'): Passkey => ({
  credential: id32(name),
  cose: hash(`cose-${name}`),
  rpId,
});
const holding = (story: World, name: string, ...more: readonly Passkey[]): readonly Passkey[] => [
  ...(story.view.person(person(name))?.passkeys ?? []).map(({ credential, cose, rpId }) => ({
    credential,
    cose,
    rpId,
  })),
  ...more,
];
/** A change of Alice's passkeys that is right in everything but this. */
const confirmedAs = (change: (offer: Offer, story: World) => Offer, story = people()): Applied<unknown> =>
  story.register.offer(
    change(story.passkeysOffer('alice', { passkeys: holding(story, 'alice', another('new')) }), story),
  );
/** Alice's passkey as if its credential had another id. */
const renamed = (story: World): readonly Passkey[] =>
  holding(story, 'alice').map((each) => ({ ...each, credential: id32('renamed') }));
const inBody = (offer: Offer, change: object): Offer => ({ ...offer, body: { ...(offer.body as object), ...change } });
/** Alice's second passkey, added by her first; it counts a day later. */
const withSecond = (): World => {
  const story = people();
  story.register.add(story.passkeysOffer('alice', { passkeys: holding(story, 'alice', another('new')) }));
  return story;
};
const bySecond = (offer: Offer): Offer => ({
  ...offer,
  facts: { ...offer.facts, act: { by: 'passkey', credential: id32('new') } },
});
/** A change of Alice's passkeys confirmed by one of them, and by the recovery words. */
const eachWay = (what: string, change: (offer: Offer, story: World) => Offer) => ({
  [`${what} by a passkey`]: () => confirmedAs(change),
  [`${what} by the recovery words`]: () => confirmedAs((offer, story) => story.byWords(change(offer, story))),
});
const leads = (name: string) => ({ organisation: hospital, person: person(name), office: 'lead', state: 'begun' });
/** Every act of officers, advisers and leads that asks for a gesture, right in everything. */
const acts = {
  'an organisation': (story) =>
    story.by('olga', 'organisation', { organisation: organisation('new'), name: 'new', kind: 'defence', anchor: '' }),
  'an adviser’s credential': (story) =>
    story.credentialOffer('dora', { role: 'adviser', organisation: defence, defence: '' }),
  'a renewal': (story) => story.credentialOffer('alice', { defence: rival }),
  'a suspension': (story) =>
    story.by('olga', 'status', { person: person('alice'), status: 'suspended', source: 'officer', checkedAt: T0 }),
  'the end of an appointment': (story) =>
    story.by('olga', 'appointment', { person: person('walt'), organisation: defence, state: 'ended' }),
  'an adviser’s beginning by the anchor': (story) => story.withGuild('dora').anchoredOffer('dora'),
  'an organisation under another name': (story) =>
    story.by('olga', 'organisation-name', { organisation: rival, name: 'renamed' }),
  'an organisation retired': (story) =>
    story.by('olga', 'organisation-status', { organisation: rival, status: 'retired' }),
  'a lead': (story) => story.by('olga', 'office', leads('alice')),
  'where an organisation is reached': (story) =>
    story.by('vera', 'contacts', { organisation: defence, contacts: [{ kind: 'on-call', reach: '020 7946 0123' }] }),
  'a policy': (story) => {
    story.register.add(story.by('olga', 'office', leads('alice')));
    const policy = { subject: 'leads', version: 1, professions: ['doctor'], capture: '', words: 'Doctors lead.' };
    return story.by('alice', 'policy', { organisation: hospital, ...policy });
  },
  'a team': (story) => {
    story.register.add(story.by('olga', 'office', leads('alice')));
    const team = { team: id16('skin'), name: 'Skin', members: [person('alice')] };
    return story.by('alice', 'team', { organisation: hospital, ...team });
  },
  'other keys for somebody': (story) => story.replacementOffer('bob'),
  'rules put in force': (story) => story.by('olga', 'rules-version', { version: 2 }),
  'what was lost': (story) => lostOffer(story),
  'an organisation’s first key': (story) => story.orgKeyOffer('vera'),
  'new keys for a clearance': (story) => story.rekeyOffer('xavier'),
  'the end of a clearance': (story) =>
    story.by('vera', 'clearance-status', {
      clearance: clearanceId,
      hash: hash('clearance'),
      organisation: defence,
      status: 'ended',
    }),
} as const satisfies Readonly<Record<string, (story: World) => Offer>>;
/** One case for each of these acts, confirmed and then made wrong in one way. */
const eachAct = (
  what: string,
  wrong: (offer: Offer, story: World) => Offer,
): Readonly<Record<string, () => Applied<unknown>>> =>
  Object.fromEntries(
    Object.entries(acts).map(([act, make]) => [
      `${act} ${what}`,
      () => offered((story) => wrong(story.confirmed(make(story)), story)),
    ]),
  );
const byPasskeyOf = (name: string, offer: Offer): Offer => ({
  ...offer,
  facts: { ...offer.facts, act: { by: 'passkey', credential: credentialOf(name) } },
});
/** What confirms a change of who may act: a gesture of a passkey that stood before and counts, or the recovery words. */
export const gestureCases: Cases<
  | 'gesture-missing' | 'changed-since-gesture' | 'gesture-too-old' | 'gesture-of-no-passkey' | 'passkeys-only-added'
  | 'confirming-passkey-gone' | 'passkey-waits'
> = {
  'gesture-missing': {
    ...eachAct('without a verified gesture', (offer) => ({ ...offer, facts: { joins: offer.facts?.joins ?? [] } })),
    'passkeys without a verified gesture': () => confirmedAs((offer) => ({ ...offer, facts: {} })),
    'new keys without a verified gesture': () =>
      offered((story) => {
        const offer = story.keyChangeOffer('alice');
        return { ...offer, facts: { joins: offer.facts?.joins ?? [] } };
      }),
  },
  'changed-since-gesture': {
    ...eachAct('confirmed as of an entry that was not the last about it', (offer) =>
      inBody(offer, { asOf: (offer.body as { asOf: number }).asOf + 1 })),
    'a suspension confirmed before the person was restored': () => {
      const story = people().status('alice', 'suspended');
      const offer = story.confirmed(story.by('olga', 'status', { person: person('alice'), status: 'ended', source: 'officer', checkedAt: T0 }));
      return story.status('alice', 'good').register.offer(offer);
    },
    'a clearance ended once more by the gesture that ended it': () => {
      const story = people();
      const offer = story.confirmed(acts['the end of a clearance'](story));
      story.register.add(offer);
      return story.register.offer(offer);
    },
    'an organisation’s key confirmed before another adviser made one': () => {
      const story = people();
      const offer = story.confirmed(story.orgKeyOffer('vera'));
      return story.orgKey('walt').register.offer(offer);
    },
    'passkeys confirmed before the last change of them': () => {
      const story = people();
      const offer = story.passkeysOffer('alice', { passkeys: holding(story, 'alice', another('new')) });
      story.register.add(story.passkeysOffer('alice'));
      return story.register.offer(offer);
    },
    'the same passkeys again by the same gesture': () => {
      const story = people();
      const offer = story.passkeysOffer('alice', { passkeys: holding(story, 'alice', another('new')) });
      story.register.add(offer);
      return story.register.offer(offer);
    },
    'new keys confirmed as of an entry that is not there yet': () =>
      offered((story) => inBody(story.keyChangeOffer('alice'), { asOf: story.lastAbout('alice') + 1 })),
  },
  'gesture-too-old': {
    ...eachAct('confirmed a second too long ago', (offer, story) => {
      story.now += 601;
      return offer;
    }),
    ...eachAct('confirmed after it was written', (offer) => inBody(offer, { signedAt: T0 + 1 })),
    'passkeys confirmed a second too long ago': () =>
      confirmedAs((offer, story) => {
        story.now += 601;
        return offer;
      }),
    'passkeys confirmed after they were changed': () => confirmedAs((offer) => inBody(offer, { signedAt: T0 + 1 })),
  },
  'gesture-of-no-passkey': {
    ...eachAct('confirmed with a passkey of somebody else', (offer) => byPasskeyOf('bob', offer)),
    'a suspension confirmed with the passkey of another officer': () =>
      offered((story) => byPasskeyOf('omar', story.confirmed(acts['a suspension'](story)))),
    'passkeys confirmed with one that was removed an entry earlier': () => {
      const story = withSecond();
      story.now += day;
      story.register.add(bySecond(story.keyChangeTo('alice', [another('new')])));
      return story.register.offer(story.passkeysOffer('alice', { passkeys: holding(story, 'alice', another('third')) }));
    },
    'new keys confirmed with a passkey of somebody else': () =>
      offered((story) => {
        const offer = story.keyChangeOffer('alice');
        return { ...offer, facts: { ...offer.facts, act: { by: 'passkey', credential: credentialOf('bob') } } };
      }),
  },
  'passkeys-only-added': {
    ...eachWay('a passkey taken away', (offer) => inBody(offer, { passkeys: [another('new')] })),
    ...eachWay('a passkey whose key is another', (offer) =>
      inBody(offer, { passkeys: [{ ...another('new'), credential: credentialOf('alice') }] })),
    ...eachWay('a passkey under another id', (offer, story) => inBody(offer, { passkeys: renamed(story) })),
    'one of two passkeys taken away by the recovery words': () => {
      const story = withSecond();
      const [first] = holding(story, 'alice');
      return story.register.offer(story.byWords(story.passkeysOffer('alice', { passkeys: [first ?? another('new'), another('third')] })));
    },
  },
  'confirming-passkey-gone': {
    'new keys without the passkey that confirms': () =>
      offered((story) => ({ ...story.keyChangeOffer('alice'), facts: { ...story.keyChangeOffer('alice').facts, joins: [joinFor('alice', story.root, 'new')] } })),
  },
  'passkey-waits': {
    'somebody signed in with a passkey the officer added a second less than a day ago': () => {
      const story = people();
      story.register.add(story.passkeysOffer('olga', { passkeys: holding(story, 'olga', another('new')) }));
      story.now += day - 1;
      return story.register.offer(bySecond(story.confirmed(story.credentialOffer('dora'))));
    },
    'an organisation’s key by a passkey that its adviser’s recovery words added': () => {
      const story = people();
      story.register.add(story.byWords(story.passkeysOffer('vera', { passkeys: holding(story, 'vera', another('new')) })));
      story.now += 3 * day - 1;
      return story.register.offer(bySecond(story.confirmed(story.orgKeyOffer('vera'))));
    },
    'passkeys confirmed with one that was added a second less than a day ago': () => {
      const story = withSecond();
      story.now += day - 1;
      return story.register.offer(bySecond(story.passkeysOffer('alice')));
    },
    'new keys confirmed with a passkey that the recovery words added a second less than three days ago': () => {
      const story = people();
      story.register.add(story.byWords(story.passkeysOffer('alice', { passkeys: holding(story, 'alice', another('new')) })));
      story.now += 3 * day - 1;
      return story.register.offer(bySecond(story.keyChangeOffer('alice')));
    },
  },
}; // prettier-ignore
