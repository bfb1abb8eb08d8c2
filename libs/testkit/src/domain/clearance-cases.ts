import type { Applied, Clearance, VerifiedClearance } from '@consilium/domain';
import type { Cases } from './cases';
import { credentialOf, hash, id16, id32, kid, person, sealing, T0, thread } from './names';
import { defence, rival, world, type Change, type World } from './world';

type Signed = Change<VerifiedClearance>;
const admit = (change: Change<Clearance>, signed: Signed = {}, story = world().requested()): Applied<unknown> =>
  story.room.offer(story.admitOffer(change, signed));
const by = (name: string): VerifiedClearance['first'] => ({ kid: kid(name), credential: credentialOf(name) });
const flagged = (signed: Signed): Applied<unknown> =>
  admit({ flags: ['face'] }, signed, world().requested({ flags: ['face'] }));
const recipient = (change: Change<Clearance['recipient']>): Applied<unknown> => {
  const story = world().requested();
  return story.room.offer(story.admitOffer({ recipient: { ...story.recipient('xavier'), ...change } }));
};
const ended = (name: string): World => {
  const story = world().requested();
  story.register.add(story.by('olga', 'appointment', { person: person(name), organisation: defence, state: 'ended' }));
  return story;
};
const decide = (make: (story: World) => Parameters<World['advice']['offer']>[0]): Applied<unknown> => {
  const story = world().people().asked().assigned();
  return story.advice.offer(make(story));
};

export const clearanceCases: Cases<
  | 'parties-not-distinct' | 'wrong-adviser-key' | 'wrong-passkey' | 'second-adviser-missing' | 'second-adviser-invalid' | 'advised-against' | 'clearance-dates'
  | 'clearance-from-later-register' | 'clearance-of-another-register' | 'clearance-of-another-room' | 'clearance-used' | 'requester-is-not-owner'
  | 'wrong-defence-organisation' | 'recipient-not-active' | 'recipient-differs' | 'recipient-is-internal' | 'already-a-colleague' | 'room-head-ahead'
  | 'not-an-adviser' | 'document-missing' | 'not-a-clinician-here'
> = {
  'parties-not-distinct': {
    'a clearance by the requester': () => admit({ by: person('alice') }),
    'a clearance by the outside colleague': () => admit({ by: person('xavier') }),
    'a clearance for the requester': () => {
      const story = world().requested();
      return story.room.offer(story.admitOffer({ recipient: story.recipient('alice') }));
    },
    'a decision against a share by its requester': () => {
      const story = world().people().asked();
      return story.advice.offer(story.dossierOffer({ recipient: story.recipient('alice') }));
    },
  },
  'wrong-adviser-key': {
    'a clearance signed with the key of another adviser': () => admit({}, { first: { ...by('vera'), kid: kid('walt') } }),
    'a decision against a share signed with the key of another adviser': () =>
      decide((story) => story.decisionOffer('vera', { outcome: 'advised-against' }, { first: { ...by('vera'), kid: kid('walt') } })),
  },
  'wrong-passkey': {
    'a gesture with the passkey of another adviser': () => admit({}, { first: { ...by('vera'), credential: credentialOf('walt') } }),
    'a second gesture with a passkey of nobody': () => flagged({ second: { ...by('walt'), credential: credentialOf('x') } }),
  },
  'second-adviser-missing': {
    'a face decided on by one adviser': () => flagged({}),
    'something rare decided on by one adviser': () => admit({ flags: ['rare'] }, {}, world().requested({ flags: ['rare'] })),
    'a decision on a face by one adviser': () => {
      const story = world().people().asked().assigned({ flags: ['face'] });
      return story.advice.offer(story.decisionOffer('vera', { flags: ['face'] }));
    },
  },
  'second-adviser-invalid': {
    'the first adviser signing twice': () => flagged({ second: by('vera') }),
    'the requester signing second': () => flagged({ second: by('alice') }),
    'the outside colleague signing second': () => flagged({ second: by('xavier') }),
    'the outside colleague, an adviser by now, signing second': () => {
      const story = world().requested({ flags: ['face'] });
      const { recipient } = story.clearance();
      return admit({ flags: ['face'], recipient }, { second: by('xavier') }, story.adviser('xavier', defence).begun('xavier'));
    },
    'nobody signing second': () => flagged({ second: by('nobody') }),
    'an adviser of another organisation signing second': () => flagged({ second: by('una') }),
    'an officer signing second': () => flagged({ second: by('olga') }),
    'two people with one passkey': () => flagged({ second: { ...by('walt'), credential: credentialOf('vera') } }),
    'a second adviser who is not needed and not one': () => admit({}, { second: by('una') }),
    'a second adviser whose appointment ended': () => {
      const story = world().requested({ flags: ['face'] });
      story.register.add(story.by('olga', 'appointment', { person: person('walt'), organisation: defence, state: 'ended' }));
      return admit({ flags: ['face'] }, { second: by('walt') }, story);
    },
  },
  'advised-against': { 'an admission on advice against it': () => admit({ outcome: 'advised-against' }) },
  'clearance-dates': { 'a clearance to join after membership ended': () => admit({ joinBy: T0 + 11, memberUntil: T0 + 10 }) },
  'clearance-from-later-register': { 'a clearance made with a newer register': () => admit({ register: { seq: 999, hash: hash('x') } }) },
  'clearance-of-another-register': {
    'an admission on a clearance of another register': () => admit({ root: id32('other') }),
    'a decision against a share under another register': () =>
      decide((story) => story.decisionOffer('vera', { root: id32('other'), outcome: 'advised-against' })),
    'a decision under another register': () => decide((story) => story.decisionOffer('vera', { root: id32('other') })),
  },
  'clearance-of-another-room': { 'an admission on a clearance for another room': () => admit({ room: id32('other') }) },
  'clearance-used': {
    'a clearance used twice': () => admit({}, {}, world().admitted()),
    'a clearance used again after the removal': () => {
      const story = world().admitted();
      story.room.add(story.removeOffer('alice', 'xavier', story.acceptOffer().scope));
      return admit({}, {}, story);
    },
  },
  'requester-is-not-owner': { 'a clearance somebody else asked for': () => admit({ requester: person('bob') }) },
  'wrong-defence-organisation': {
    'a clearance by the defence organisation of somebody else': () => admit({ by: person('una'), org: rival }, { first: by('una') }),
    'a clearance after the requester went to another': () => {
      const story = world().requested();
      story.register.add(story.credentialOffer('alice', { defence: rival }));
      return admit({}, {}, story);
    },
  },
  'recipient-not-active': {
    'a clearance for a suspended colleague': () => admit({}, {}, world().requested().status('xavier', 'suspended')),
    'a clearance for an adviser': () => {
      const story = world().requested();
      return story.room.offer(story.admitOffer({ recipient: story.recipient('walt') }));
    },
    'a clearance for nobody': () => recipient({ person: person('nobody') }),
  },
  'recipient-differs': {
    'a clearance for an older key': () => recipient({ kid: kid('old') }),
    'a clearance for another sealing key': () => recipient({ sealing: sealing('old') }),
    'a clearance for another register number': () => recipient({ number: 'other' }),
  },
  'recipient-is-internal': {
    'a clearance for somebody of the same hospital': () => {
      const story = world().requested();
      return story.room.offer(story.admitOffer({ recipient: story.recipient('carol') }));
    },
  },
  'already-a-colleague': {
    'a second clearance for a colleague who is in': () => second(world().accepted()),
    'a second clearance for a colleague who is invited': () => second(world().admitted()),
  },
  'room-head-ahead': { 'a clearance on a room that is not there yet': () => admit({ roomHead: { seq: 999, hash: hash('x') } }) },
  'not-an-adviser': {
    'a clearance by a clinician': () => admit({ by: person('bob') }, { first: by('bob') }),
    'a clearance by an adviser of another organisation': () => admit({ by: person('una') }, { first: by('una') }),
    'a clearance by nobody': () => admit({ by: person('nobody') }),
    'a clearance by an adviser whose appointment ended': () => admit({}, {}, ended('vera')),
    'a clearance by a suspended adviser': () => admit({}, {}, world().requested().status('vera', 'suspended')),
    'a request taken by an adviser of another organisation': () => {
      const story = world().people().asked();
      return story.advice.offer(story.assignOffer('una'));
    },
  },
  'document-missing': {
    'an admission without a verified clearance': () => {
      const story = world().requested();
      return story.room.offer({ ...story.admitOffer(), facts: {} });
    },
    'a proposal without a verified clearance': () => decide((story) => ({ ...story.proposalOffer('vera'), facts: {} })),
    'a decision without a verified clearance': () => decide((story) => ({ ...story.decisionOffer('vera'), facts: {} })),
  },
  'not-a-clinician-here': {
    'a decision for a requester who is no clinician any more': () => {
      const story = world().people().asked().assigned();
      story.register.add(story.credentialOffer('alice', { role: 'officer', organisation: '', registration: [] }));
      return story.advice.offer(story.decisionOffer('vera'));
    },
  },
}; // prettier-ignore

/** Another clearance for Xavier, with a side thread of its own. */
function second(story: World): Applied<unknown> {
  story.rotate('alice', thread('side2'), { kind: 'side', clearance: id16('second') });
  return story.room.offer(story.admitOffer({ id: id16('second') }, {}, thread('side2')));
}
