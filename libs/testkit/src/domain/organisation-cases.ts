import type { Applied, CaptureMode, Profession } from '@consilium/domain';
import type { Cases } from './cases';
import { people } from './gesture-cases';
import type { Offer } from './ledger-builder';
import { hash, id16, joinFor, jws, organisation, person, statedBy, T0, thread } from './names';
import { inRoom, opened, withCarol } from './scenes';
import { caseThread, clinic, defence, hospital, rival, world, type World } from './world';

type Office = 'lead' | 'caldicott-guardian';

/** What an officer, or whoever speaks for an organisation, says of it. */
export const said = {
  name: (story: World, name = 'renamed', of = hospital): Offer =>
    story.by('olga', 'organisation-name', { organisation: of, name }),
  status: (story: World, of = hospital, status: 'good' | 'retired' = 'retired'): Offer =>
    story.by('olga', 'organisation-status', { organisation: of, status }),
  office: (
    story: World,
    name: string,
    held: Office = 'lead',
    state: 'begun' | 'ended' = 'begun',
    of = hospital,
  ): Offer => story.by('olga', 'office', { organisation: of, person: person(name), office: held, state }),
  contacts: (story: World, by: string, of = hospital): Offer =>
    story.by(by, 'contacts', { organisation: of, contacts: [{ kind: 'on-call', reach: '020 7946 0123' }] }),
  policy: (
    story: World,
    by: string,
    version = 1,
    professions: readonly Profession[] = ['doctor'],
    of = hospital,
  ): Offer =>
    story.by(by, 'policy', {
      organisation: of,
      subject: 'leads',
      version,
      professions,
      capture: '',
      words: 'Who leads here.',
    }),
  team: (
    story: World,
    by: string,
    members: readonly string[],
    name = 'Dermatology',
    team = name,
    of = hospital,
  ): Offer => story.by(by, 'team', { organisation: of, team: id16(team), name, members: members.map(person) }),
  capture: (story: World, by: string, capture: CaptureMode, version = 2, of = hospital): Offer =>
    story.by(by, 'policy', {
      organisation: of,
      subject: 'capture',
      version,
      professions: [],
      capture,
      words: 'How we do it.',
    }),
};

/** The people of the story, and these leads of the hospital. */
export function led(...names: readonly string[]): World {
  const story = people();
  for (const name of names) story.register.add(said.office(story, name));
  return story;
}

function retired(of = hospital, story = people()): World {
  story.register.add(said.status(story, of));
  return story;
}

function offered(story: World, offer: (story: World) => Offer): Applied<unknown> {
  return story.register.offer(offer(story));
}

function moved(story: World, name: string): World {
  story.register.add(story.credentialOffer(name, { organisation: clinic }));
  return story;
}

/** What a body says apart from its gesture. */
function bare(body: unknown): object {
  const { asOf: _, signedAt: __, gesture: ___, ...said } = body as Record<string, unknown>;
  return said;
}

/** A register for real use with a third officer, in which Olga has proposed an organisation. */
function proposedByOlga(): World {
  const story = world().people('production');
  story.byTwo(story.credentialOffer('dora', statedBy('dora', 'officer')));
  const sham = { organisation: organisation('sham'), name: 'sham', kind: 'defence', anchor: '' };
  story.register.add(story.by('olga', 'organisation', sham));
  return story;
}

/** Bob’s keys replaced by officers while the case is open. */
export function replacedIn(story: World, name: string): World {
  story.register.add(story.replacementOffer(name));
  return story;
}

const again =
  (by: string, name: string) =>
  (story: World): Offer =>
    story.by(by, 'known-again', { person: person(name) });

/** What is said of organisations, by them, and of people under other keys. */
export const organisationCases: Cases<
  | 'organisation-retired' | 'nothing-changes' | 'office-held' | 'office-taken' | 'office-not-held' | 'policy-forbids' | 'policy-skip' | 'policy-incomplete' | 'team-repeats' | 'team-unknown' | 'team-name-taken' | 'speaks-for-nobody'
  | 'own-keys' | 'known-already' | 'still-announced' | 'proposer-stopped'
> = {
  'proposer-stopped': {
    'what somebody proposed who was suspended since, and is an officer again': () => {
      const story = proposedByOlga();
      story.register.add(story.by('omar', 'status', { person: person('olga'), status: 'suspended', source: 'HR', checkedAt: T0 }));
      story.register.add(story.by('omar', 'status', { person: person('olga'), status: 'good', source: 'HR', checkedAt: T0 }));
      story.untilHeardOf();
      story.register.add(story.officerOffer('dora'));
      return offered(story, () => story.officerOffer('omar'));
    },
    'what somebody proposed whose keys were replaced since': () => {
      const story = proposedByOlga();
      const replaced = { ...story.replacementOffer('olga'), by: person('omar') };
      story.register.add(story.confirmed({ ...replaced, body: bare(replaced.body) }));
      story.register.add(story.officerOffer('dora'));
      return offered(story, () => story.officerOffer('omar'));
    },
  },
  'organisation-retired': {
    'a clinician who joins a retired hospital': () => offered(retired(), (story) => story.credentialOffer('dora')),
    'a clinician of a retired defence organisation': () => offered(retired(rival), (story) => story.credentialOffer('dora', { defence: rival })),
    'an adviser appointed again at a retired organisation': () =>
      offered(retired(defence), (story) => story.by('olga', 'appointment', { person: person('walt'), organisation: defence, state: 'begun' })),
    'a lead of a retired hospital': () => offered(retired(), (story) => said.office(story, 'alice')),
    'another name for a retired hospital': () => offered(retired(), (story) => said.name(story)),
    'contacts of a retired hospital by its lead': () => offered(retired(hospital, led('alice')), (story) => said.contacts(story, 'alice')),
    'a case opened at a retired hospital': () => {
      const story = retired();
      return story.room.offer(
        story.by('alice', 'genesis', { kind: 'room', nonce: id16('n'), org: hospital, thread: caseThread }),
      );
    },
    'a request to a retired organisation': () => {
      const story = retired(defence, people().orgKey());
      return story.advice.offer(
        story.by('alice', 'genesis', { kind: 'advice', nonce: id16('nonce'), org: defence, room: hash('room'), thread: thread('dossier') }),
      );
    },
  },
  'nothing-changes': {
    'the team there is': () => {
      const story = led('alice');
      story.register.add(said.team(story, 'alice', ['bob']));
      return offered(story, () => said.team(story, 'alice', ['bob']));
    },
    'the contacts there are': () => {
      const story = led('alice');
      story.register.add(said.contacts(story, 'alice'));
      return offered(story, () => said.contacts(story, 'alice'));
    },
    'the name it has': () => offered(people(), (story) => said.name(story, 'hospital')),
    'an organisation retired twice': () => offered(retired(), (story) => said.status(story)),
    'an organisation given back that was never retired': () => offered(people(), (story) => said.status(story, hospital, 'good')),
  },
  'office-held': { 'a lead made lead again': () => offered(led('alice'), (story) => said.office(story, 'alice')) },
  'office-taken': {
    'a second Caldicott guardian': () => {
      const story = people();
      story.register.add(said.office(story, 'alice', 'caldicott-guardian'));
      return offered(story, () => said.office(story, 'bob', 'caldicott-guardian'));
    },
  },
  'office-not-held': {
    'the end of an office that nobody has': () => offered(people(), (story) => said.office(story, 'alice', 'lead', 'ended')),
    'the end of another office than theirs': () => offered(led('alice'), (story) => said.office(story, 'alice', 'caldicott-guardian', 'ended')),
  },
  'team-repeats': {
    'a team that names somebody twice': () => offered(led('alice'), (story) => said.team(story, 'alice', ['bob', 'alice', 'bob'])),
  },
  'team-unknown': {
    'the end of a team that never was': () => offered(led('alice'), (story) => said.team(story, 'alice', [])),
    'the end of a team that is over': () => {
      const story = led('alice');
      story.register.add(said.team(story, 'alice', ['bob']));
      story.register.add(said.team(story, 'alice', []));
      return offered(story, () => said.team(story, 'alice', []));
    },
    'the end of a team of before the hospital was retired': () => {
      const story = led('alice');
      story.register.add(said.team(story, 'alice', ['bob']));
      retired(hospital, story).register.add(said.status(story, hospital, 'good'));
      story.register.add(said.office(story, 'alice'));
      return offered(story, () => said.team(story, 'alice', []));
    },
  },
  'team-name-taken': {
    'a second team of one name': () => {
      const story = led('alice');
      story.register.add(said.team(story, 'alice', ['bob']));
      return offered(story, () => said.team(story, 'alice', ['alice'], 'Dermatology', 'other'));
    },
  },
  'policy-forbids': {
    'a lead of a profession that the policy leaves out': () => {
      const story = led('alice');
      story.register.add(said.policy(story, 'alice', 1, ['nurse']));
      return offered(story, () => said.office(story, 'bob'));
    },
  },
  'policy-incomplete': {
    'a policy on leads that names nobody': () => offered(led('alice'), (story) => said.policy(story, 'alice', 1, [])),
    'a policy on pictures that names no mode': () =>
      offered(led('alice'), (story) => story.by('alice', 'policy', { organisation: hospital, subject: 'capture', version: 2, professions: [], capture: '', words: 'So.' })),
    'a policy on pictures that names leads': () =>
      offered(led('alice'), (story) => story.by('alice', 'policy', { organisation: hospital, subject: 'capture', version: 2, professions: ['doctor'], capture: 'managed-device', words: 'So.' })),
  },
  'policy-skip': {
    'a policy on pictures beside that of the trial': () => offered(led('alice'), (story) => said.capture(story, 'alice', 'managed-device', 1)),
    'a second version where there is none': () => offered(led('alice'), (story) => said.policy(story, 'alice', 2)),
    'the same version once more': () => {
      const story = led('alice');
      story.register.add(said.policy(story, 'alice'));
      return offered(story, () => said.policy(story, 'alice'));
    },
  },
  'speaks-for-nobody': {
    'contacts by a clinician without an office': () => offered(people(), (story) => said.contacts(story, 'alice')),
    'contacts of a hospital by an adviser': () => offered(people(), (story) => said.contacts(story, 'vera')),
    'contacts of another defence organisation': () => offered(people(), (story) => said.contacts(story, 'una', defence)),
    'contacts by a lead of another hospital': () => offered(led('alice'), (story) => said.contacts(story, 'alice', clinic)),
    'contacts by a lead who went to another hospital': () => offered(moved(led('alice'), 'alice'), (story) => said.contacts(story, 'alice')),
    'contacts by a lead whose office ended': () => {
      const story = led('alice');
      story.register.add(said.office(story, 'alice', 'lead', 'ended'));
      return offered(story, () => said.contacts(story, 'alice'));
    },
    'contacts by an adviser whose appointment ended': () => {
      const story = people();
      story.register.add(story.by('olga', 'appointment', { person: person('walt'), organisation: defence, state: 'ended' }));
      return offered(story, () => said.contacts(story, 'walt', defence));
    },
    'a policy by a colleague of the lead': () => offered(led('alice'), (story) => said.policy(story, 'bob')),
    'a team by a member of it who leads nothing': () => {
      const story = led('alice');
      story.register.add(said.team(story, 'alice', ['bob']));
      return offered(story, () => said.team(story, 'bob', ['alice', 'bob']));
    },
    'a team of another hospital': () => offered(led('alice'), (story) => said.team(story, 'alice', ['alice'], 'Theirs', 'theirs', clinic)),
    'a policy of another hospital': () => offered(led('alice'), (story) => said.policy(story, 'alice', 1, ['doctor'], clinic)),
  },
  'own-keys': {
    'keys an officer replaces for themselves': () =>
      offered(people(), (story) => story.by('olga', 'key-replacement', { person: person('olga'), join: jws, keyring: 2 })),
  },
  'still-announced': {
    'an officer confirmed a second too early': () => {
      const story = world().people('production');
      story.register.add(story.credentialOffer('dora', statedBy('dora', 'officer')));
      story.untilHeardOf().now -= 1;
      return offered(story, () => story.officerOffer('omar'));
    },
    'rules confirmed on the day they were proposed': () => {
      const story = world().people('production');
      story.register.add(story.by('olga', 'rules-version', { version: 2 }));
      return offered(story, () => story.officerOffer('omar'));
    },
    'a suspended officer given their access back at once': () => {
      const story = world().people('production');
      story.byTwo(story.credentialOffer('dora', statedBy('dora', 'officer'))).status('dora', 'suspended');
      story.register.add(story.by('olga', 'status', { person: person('dora'), status: 'good', source: 'HR', checkedAt: T0 }));
      return offered(story, () => story.officerOffer('omar'));
    },
  },
  'known-already': {
    'a colleague whose keys nobody replaced': () => inRoom(opened(), again('alice', 'bob')),
    'a colleague who is not in the case': () => inRoom(replacedIn(opened(), 'carol'), again('alice', 'carol')),
    'a colleague known again twice': () => {
      const story = replacedIn(opened(), 'bob');
      story.room.add(again('alice', 'bob')(story));
      return inRoom(story, again('alice', 'bob'));
    },
    'a colleague who was removed since': () => {
      const story = replacedIn(withCarol(), 'bob');
      story.room.add(story.removeOffer('alice', 'bob'));
      return inRoom(story, again('alice', 'bob'));
    },
  },
}; // prettier-ignore

/** Refusals that other tables name too, reached from here. */
export const organisationSharedCases: Cases<
  'wrong-organisation-kind' | 'organisation-unknown' | 'not-a-clinician-here' | 'person-unknown' | 'statement-changed' | 'keyring-not-next' | 'key-taken' | 'passkey-taken'
  | 'name-unusable' | 'not-the-owner' | 'not-a-member'
> = {
  'wrong-organisation-kind': {
    'a lead of a defence organisation': () => offered(people(), (story) => said.office(story, 'alice', 'lead', 'begun', defence)),
  },
  'organisation-unknown': {
    'another name for nobody': () => offered(people(), (story) => said.name(story, 'new', organisation('nowhere'))),
    'nobody retired': () => offered(people(), (story) => said.status(story, organisation('nowhere'))),
  },
  'not-a-clinician-here': {
    'a lead who works elsewhere': () => offered(people(), (story) => said.office(story, 'xavier')),
    'a lead who is an adviser': () => offered(people(), (story) => said.office(story, 'vera')),
    'a lead who is suspended': () => offered(people().status('alice', 'suspended'), (story) => said.office(story, 'alice')),
    'a team with somebody who works elsewhere': () => offered(led('alice'), (story) => said.team(story, 'alice', ['alice', 'xavier'])),
    'a team with somebody who is suspended': () => offered(led('alice').status('bob', 'suspended'), (story) => said.team(story, 'alice', ['bob'])),
    'a team with an adviser': () => offered(led('alice'), (story) => said.team(story, 'alice', ['vera'])),
  },
  'person-unknown': { 'keys replaced of nobody': () => offered(people(), (story) => story.replacementOffer('dora')) },
  'statement-changed': {
    'keys replaced together with what somebody is': () =>
      offered(people(), (story) => {
        const offer = story.replacementOffer('bob');
        const join = joinFor('bob', story.root, 'bob3');
        const states = { ...join.join.states, specialty: 'something else' };
        return { ...offer, facts: { ...offer.facts, joins: [{ ...join, join: { ...join.join, states } }] } };
      }),
  },
  'keyring-not-next': {
    'keys replaced under a version far ahead': () => offered(people(), (story) => story.replacementOffer('bob', undefined, { keyring: 4 })),
    'keys replaced under a version that leaves one out': () => offered(people(), (story) => story.replacementOffer('bob', undefined, { keyring: 3 })),
  },
  'key-taken': { 'keys replaced by the ones there were': () => offered(people(), (story) => story.replacementOffer('bob', joinFor('bob', story.root))) },
  'passkey-taken': {
    'keys replaced with somebody else’s passkey': () =>
      offered(people(), (story) => {
        const made = joinFor('bob', story.root, 'bob3');
        const passkeys = joinFor('carol', story.root).join.passkeys;
        return story.replacementOffer('bob', { ...made, join: { ...made.join, passkeys } });
      }),
  },
  'name-unusable': {
    'a name with something hidden in it': () => offered(people(), (story) => said.name(story, 'hos\u200bpital')),
    'a team whose name has something hidden in it': () => offered(led('alice'), (story) => said.team(story, 'alice', ['bob'], 'Derma\u200btology', 'skin')),
  },
  'not-the-owner': {
    'a colleague known again by another than the owner': () => inRoom(replacedIn(withCarol(), 'bob'), again('carol', 'bob')),
  },
  'not-a-member': {
    'a message under keys that nobody in the case knows': () => inRoom(replacedIn(opened(), 'bob'), (story) => story.messageOffer('bob', caseThread)),
    'a colleague who knows themselves again': () => inRoom(replacedIn(opened(), 'bob'), again('bob', 'bob')),
  },
}; // prettier-ignore
