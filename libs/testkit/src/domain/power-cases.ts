import type { Applied } from '@consilium/domain';
import type { Cases } from './cases';
import { people } from './gesture-cases';
import type { Offer } from './ledger-builder';
import { day, hash, joinFor, jws, kid, organisation, person, statedBy, T0 } from './names';
import { lostOffer } from './restore-cases';
import { anchor, clinic, defence, guild, hospital, rival, world, type World } from './world';

/** The people of the story in a register for real use. */
export const production = (): World => world().people('production');

/** Acts of power, each right in everything, by the first officer. */
export const powers = {
  'an organisation': (story) =>
    story.by('olga', 'organisation', { organisation: organisation('new'), name: 'new', kind: 'defence', anchor: '' }),
  'an officer': (story) => story.credentialOffer('dora', statedBy('dora', 'officer')),
  'an adviser': (story) =>
    story.credentialOffer('dora', { role: 'adviser', organisation: defence, defence: '', registration: [] }),
  'a clinician’s defence organisation': (story) => story.credentialOffer('alice', { defence: rival }),
  'the end of a suspension': (story) => {
    story.status('bob', 'suspended');
    return story.by('olga', 'status', { person: person('bob'), status: 'good', source: 'GMC', checkedAt: T0 });
  },
  'an appointment begun again': (story) => {
    story.register.add(
      story.by('olga', 'appointment', { person: person('walt'), organisation: defence, state: 'ended' }),
    );
    return story.by('olga', 'appointment', { person: person('walt'), organisation: defence, state: 'begun' });
  },
  'an organisation under another name': (story) =>
    story.by('olga', 'organisation-name', { organisation: rival, name: 'renamed' }),
  'a retired organisation given back': (story) => {
    story.register.add(story.by('olga', 'organisation-status', { organisation: rival, status: 'retired' }));
    return story.by('olga', 'organisation-status', { organisation: rival, status: 'good' });
  },
  'a lead': (story) =>
    story.by('olga', 'office', { organisation: hospital, person: person('alice'), office: 'lead', state: 'begun' }),
  'other keys for somebody': (story) => story.replacementOffer('vera'),
  'rules put in force': (story) => story.by('olga', 'rules-version', { version: 2 }),
  'what was lost': (story) => lostOffer(story),
} as const satisfies Readonly<Record<string, (story: World) => Offer>>;

/** One of them waits; what is then offered. */
const waiting = (offer: (story: World) => Offer, power: keyof typeof powers = 'an adviser'): Applied<unknown> => {
  const story = production();
  story.register.add(powers[power](story));
  return story.register.offer(offer(story));
};
const eachPower = (what: string, offer: (story: World) => Offer): Readonly<Record<string, () => Applied<unknown>>> =>
  Object.fromEntries(
    Object.keys(powers).map((power) => [`${power} ${what}`, () => waiting(offer, power as keyof typeof powers)]),
  );

/** What two officers, and a person's own organisation, have to say before somebody has power. */
export const powerCases: Cases<
  | 'advisers-left' | 'second-officer-missing' | 'nothing-proposed' | 'confirms-own-act' | 'proposal-lapsed' | 'not-said-to-be-a-member' | 'member-already'
  | 'not-confirmed' | 'anchor-unexpected' | 'no-anchor' | 'adviser-serves' | 'keys-differ'
> = {
  'advisers-left': {
    'an adviser whose colleagues an officer ended between the proposal and its confirmation': () =>
      waiting((story) => {
        for (const name of ['vera', 'walt']) {
          story.register.add(story.by('olga', 'appointment', { person: person(name), organisation: defence, state: 'ended' }));
        }
        return story.officerOffer('omar');
      }),
  },
  'second-officer-missing': {
    'a register for real use with one officer': () => {
      const story = world();
      return story.register.offer(story.genesisOffer({ mode: 'production', officers: [jws] }, [joinFor('olga', '')]));
    },
  },
  'nothing-proposed': {
    'the confirmation of nothing': () => production().confirmedNothing(),
    'a confirmation of other words than those proposed': () =>
      waiting((story) => {
        const offer = story.officerOffer('omar');
        return { ...offer, body: { ...(offer.body as object), bodyHash: hash('other') } };
      }),
    'what was confirmed already': () => {
      const story = production();
      story.byTwo(powers['an adviser'](story));
      return story.confirmedNothing();
    },
    'what was declined': () => {
      const story = production();
      story.register.add(powers['an adviser'](story));
      const confirmation = story.confirmed(story.officerOffer('omar'));
      story.register.add(story.officerOffer('omar', 'decline'));
      return story.register.offer({ ...confirmation, body: { ...(confirmation.body as object), asOf: -1 } });
    },
    'nothing declined': () => production().confirmedNothing('decline'),
  },
  'confirms-own-act': eachPower('confirmed by who proposed it', (story) => story.officerOffer('olga')),
  'proposal-lapsed': {
    'a confirmation a second too late': () =>
      waiting((story) => {
        story.now += 7 * day + 1;
        return story.officerOffer('omar');
      }),
  },
  'not-said-to-be-a-member': {
    'a member of another organisation': () => {
      const story = people();
      return story.register.offer(story.membershipOffer('una', 'alice', rival));
    },
    'an adviser of another organisation': () => {
      const story = people();
      return story.register.offer(story.membershipOffer('una', 'walt', rival));
    },
    'a colleague of no organisation': () => {
      const story = people();
      story.register.add(story.credentialOffer('dora', { defence: '', organisation: clinic }));
      return story.register.offer(story.membershipOffer('vera', 'dora'));
    },
    'an officer': () => {
      const story = people();
      return story.register.offer(story.membershipOffer('vera', 'omar'));
    },
    'an adviser of another organisation by the anchor': () => {
      const story = people().withGuild();
      return story.register.offer(story.anchoredOffer('walt'));
    },
    'an adviser by the anchor after their appointment ended': () => {
      const story = people().withGuild('dora');
      story.register.add(story.by('olga', 'appointment', { person: person('dora'), organisation: guild, state: 'ended' }));
      return story.register.offer(story.anchoredOffer('dora'));
    },
  },
  'member-already': {
    'a member confirmed twice': () => {
      const story = people();
      return story.register.offer(story.membershipOffer('walt', 'alice'));
    },
    'an adviser who serves already': () => {
      const story = people();
      return story.register.offer(story.membershipOffer('vera', 'walt'));
    },
    'the same adviser confirming twice where two have to': () => {
      const story = people().adviser('wim', defence);
      story.register.add(story.credentialOffer('dora', { role: 'adviser', organisation: defence, defence: '', registration: [] }));
      story.member('vera', 'dora');
      return story.register.offer(story.membershipOffer('vera', 'dora'));
    },
    'an adviser who serves already by the anchor': () => {
      const story = people().withGuild('dora').anchored('dora');
      return story.register.offer(story.anchoredOffer('dora'));
    },
  },
  'anchor-unexpected': {
    'a hospital with an anchor': () => {
      const story = people();
      return story.register.offer(story.by('olga', 'organisation', { organisation: organisation('new'), name: 'new', kind: 'clinical', anchor }));
    },
  },
  'no-anchor': {
    'an adviser by the anchor of an organisation that has none': () => {
      const story = people();
      story.register.add(story.credentialOffer('dora', statedBy('dora', 'adviser', defence)));
      return story.register.offer(story.anchoredOffer('dora', defence));
    },
  },
  'adviser-serves': {
    'a second adviser by the anchor while the first one serves': () => {
      const story = people().withGuild('dora', 'daniel').anchored('dora');
      return story.register.offer(story.anchoredOffer('daniel'));
    },
  },
  'keys-differ': {
    'an adviser by the anchor under keys that are not theirs': () => {
      const story = people().withGuild('dora');
      const offer = story.anchoredOffer('dora');
      return story.register.offer({ ...offer, body: { ...(offer.body as object), kid: kid('sham') } });
    },
    'an adviser by the anchor after they changed their keys': () => {
      const story = people().withGuild('dora');
      const offer = story.anchoredOffer('dora');
      story.register.add(story.keyChangeOffer('dora'));
      return story.register.offer(offer);
    },
  },
  'not-confirmed': {
    'the end of a membership that nobody confirmed': () => {
      const story = people();
      story.register.add(story.credentialOffer('dora'));
      return story.register.offer(story.membershipOffer('vera', 'dora', defence, 'ended'));
    },
    'the end of an adviser as a member': () => {
      const story = people();
      return story.register.offer(story.membershipOffer('vera', 'walt', defence, 'ended'));
    },
  },
}; // prettier-ignore
