import type { Applied, Clearance, VerifiedClearance } from '@consilium/domain';
import type { Cases } from './cases';
import type { Offer } from './ledger-builder';
import { credentialOf, day, gesture, hash, id16, id32, kid, person, sealing, T0, thread } from './names';
import { defence, hospital, rival, world, type Change, type World } from './world';

const asked = (): World => world().people().asked();
const assigned = (change: Change<Clearance> = {}): World => asked().assigned(change);
const flagged: Change<Clearance> = { flags: ['face'] };
const by = (name: string): VerifiedClearance['first'] => ({ kid: kid(name), credential: credentialOf(name) });
/** A face is in the picture; Vera has signed and waits for another adviser. */
const proposed = (): World => {
  const story = assigned(flagged);
  story.advice.add(story.proposalOffer('vera', flagged));
  return story;
};
const offered = (make: (story: World) => Offer, story = asked()): Applied<unknown> => story.advice.offer(make(story));
const genesis = (by: string, org = defence, story = world().people().orgKey()): Applied<unknown> =>
  story.advice.offer(
    story.by(by, 'genesis', { kind: 'advice', nonce: id16('n'), org, room: id32('room'), thread: thread('dossier') }),
  );
const submitted = (): World => {
  const story = asked();
  story.advice.add(story.dossierOffer());
  story.advice.add(submit(story));
  return story;
};
const submit = (story: World): Offer => story.by('alice', 'submit', { dossier: story.advice.state.dossier?.hash });
const questioned = (): World => {
  const story = assigned();
  story.advice.add(story.inDossier('vera', 'question'));
  return story;
};
/** Vera had it, and gave it back for a conflict of interest. */
const conflicted = (): World => {
  const story = assigned(flagged);
  story.advice.add(story.giveBackOffer('vera', { conflict: true }));
  return story;
};
const decided = (): World => {
  const story = assigned();
  story.advice.add(story.decisionOffer('vera'));
  return story;
};
const withoutWalt = (story: World): World => {
  story.register.add(
    story.by('olga', 'appointment', { person: person('walt'), organisation: defence, state: 'ended' }),
  );
  return story;
};
const differing = (change: (asked: Clearance) => Change<Clearance>): Applied<unknown> => {
  const story = assigned();
  return story.advice.offer(story.decisionOffer('vera', change(story.clearance())));
};
/** Somebody who was a clinician becomes an adviser of the organisation. */
const becomesAdviser = (name: string, story: World): World => story.adviser(name, defence).begun(name);

export const adviceCases: Cases<
  | 'membership-not-confirmed' | 'not-of-this-defence-organisation' | 'org-key-due' | 'not-the-requester' | 'not-assigned' | 'wrong-stage' | 'threads-repeated' | 'dossier-not-newest'
  | 'dossier-not-submitted' | 'only-for-oneself' | 'conflict-declared' | 'own-request' | 'already-assigned' | 'decision-differs' | 'second-adviser-not-due' | 'not-proposed' | 'second-adviser-invalid' | 'org-key-missing' | 'not-an-adviser'
  | 'wrong-organisation-kind' | 'recipient-differs' | 'recipient-not-active' | 'gesture-too-old'
> = {
  'not-of-this-defence-organisation': {
    'a request by a member of another': () => genesis('xavier'),
    'a request by an adviser': () => genesis('vera'),
    'a request by somebody suspended': () => genesis('alice', defence, world().people().orgKey().status('alice', 'suspended')),
  },
  'membership-not-confirmed': {
    'a request by somebody whom only the officers call a member': () => {
      const story = world().people().orgKey();
      story.register.add(story.credentialOffer('dora'));
      return genesis('dora', defence, story);
    },
    'a request by a member whose membership ended': () => {
      const story = world().people().orgKey();
      story.register.add(story.membershipOffer('walt', 'alice', defence, 'ended'));
      return genesis('alice', defence, story);
    },
  },
  'wrong-organisation-kind': {
    'a request to a hospital the register calls a defence organisation': () => genesis('alice', hospital, mislabelled()),
  },
  'org-key-missing': { 'a request before the organisation has a key': () => genesis('alice', defence, world().people()) },
  'org-key-due': {
    'a request while an adviser who left holds the key': () => genesis('alice', defence, withoutWalt(world().people().orgKey())),
    'a dossier after an adviser left': () => offered((story) => story.dossierOffer(), withoutWalt(asked())),
    'keys under an older generation of the organisation': () => offered((story) => story.adviceRotateOffer('alice', { orgGen: 1 }), asked().orgKey()),
    'keys while an adviser who left holds the key': () => offered((story) => story.adviceRotateOffer('alice'), withoutWalt(asked())),
  },
  'not-the-requester': {
    'a dossier by an adviser': () => offered((story) => ({ ...story.dossierOffer(), by: person('vera') })),
    'a withdrawal by an adviser': () => offered((story) => story.by('vera', 'withdraw', {})),
    'an answer by an adviser': () => offered((story) => story.inDossier('vera', 'answer'), questioned()),
    'a dossier by a requester who was suspended': () => offered((story) => story.dossierOffer(), asked().status('alice', 'suspended')),
  },
  'not-assigned': {
    'a question by another adviser': () => offered((story) => story.inDossier('walt', 'question'), assigned()),
    'a decision by another adviser': () => offered((story) => story.decisionOffer('walt', { by: person('walt') }), assigned()),
    'a decision sent by the assigned adviser but made by another': () => offered((story) => story.decisionOffer('vera', { by: person('walt') }), assigned()),
    'a request given back by another adviser': () => offered((story) => story.giveBackOffer('walt'), assigned()),
    'a request given back by its requester': () => offered((story) => story.giveBackOffer('alice'), assigned()),
    'a proposal by another adviser': () => offered((story) => story.proposalOffer('walt', { flags: ['face'] }), assigned(flagged)),
    'a second signature before anything was proposed': () => offered((story) => story.secondOffer('walt', flagged), assigned(flagged)),
    'a second signature after a question ended the proposal': () => {
      const story = proposed();
      story.advice.add(story.inDossier('vera', 'question'));
      story.advice.add(story.inDossier('alice', 'answer'));
      return story.advice.offer(story.secondOffer('walt', flagged));
    },
    'a second signature after another adviser took over': () => {
      const story = proposed();
      story.register.add(story.by('olga', 'appointment', { person: person('vera'), organisation: defence, state: 'ended' }));
      story.advice.add(story.assignOffer('walt'));
      return story.advice.offer(story.secondOffer('walt', flagged));
    },
  },
  'second-adviser-not-due': {
    'a proposal about nothing that needs two': () => offered((story) => story.proposalOffer('vera'), assigned()),
    'a proposal to advise against': () => offered((story) => story.proposalOffer('vera', { ...flagged, outcome: 'advised-against' }), assigned(flagged)),
  },
  'not-proposed': {
    'a second signature under another decision': () => offered((story) => story.secondOffer('walt', flagged, { hash: hash('other') }), proposed()),
    'a second signature beside another gesture of the first': () => offered((story) => {
      const offer = story.secondOffer('walt', flagged);
      return { ...offer, body: { ...(offer.body as object), gesture: { ...gesture, nonce: id32('other') } } };
    }, proposed()),
  },
  'second-adviser-invalid': {
    'a second signature sent by somebody else': () => offered((story) => story.secondOffer('walt', flagged, { second: by('vera') }), proposed()),
    'the second signature of an adviser sent by a third': () => {
      const story = proposed().adviser('wim', defence);
      return story.advice.offer({ ...story.secondOffer('walt', flagged), by: person('wim') });
    },
    'a proposal sent on without a second signature': () => offered((story) => story.decisionOffer('walt', { ...flagged, by: person('vera') }), proposed()),
    'the first adviser signing their own proposal': () => offered((story) => story.secondOffer('vera', flagged), proposed()),
  },
  'gesture-too-old': {
    'a decision signed eleven minutes ago': () => offered((story) => story.decisionOffer('vera', { at: story.now - 660 }), assigned()),
    'a decision signed a second too long ago': () => offered((story) => story.decisionOffer('vera', { at: story.now - 601 }), assigned()),
    'a decision dated ahead': () => offered((story) => story.decisionOffer('vera', { at: story.now + 1 }), assigned()),
    'a proposal signed a second too long ago': () => offered((story) => story.proposalOffer('vera', { ...flagged, at: story.now - 601 }), assigned(flagged)),
  },
  'not-an-adviser': {
    'a decision by an adviser whose appointment ended': () => {
      const story = assigned();
      story.register.add(story.by('olga', 'appointment', { person: person('vera'), organisation: defence, state: 'ended' }));
      return story.advice.offer(story.decisionOffer('vera'));
    },
    'a second signature by an adviser of another organisation': () => offered((story) => story.secondOffer('una', flagged), proposed()),
    'a request taken before it was submitted': () => offered((story) => story.assignOffer('vera')),
    'keys of a draft by an adviser': () => offered((story) => story.adviceRotateOffer('vera')),
    'keys by a stranger': () => offered((story) => story.adviceRotateOffer('xavier')),
    'a request handed on to somebody who advises another organisation': () => offered((story) => story.giveBackOffer('vera', { to: person('una') }), assigned()),
    'a request handed on to a clinician': () => offered((story) => story.giveBackOffer('vera', { to: person('bob') }), assigned()),
    'a request handed on to whoever gives it back': () => offered((story) => story.giveBackOffer('vera', { to: person('vera') }), assigned()),
    'a revocation by a stranger': () => offered((story) => story.by('xavier', 'revoke', {}), decided()),
  },
  'wrong-stage': {
    'a second signature after the request was given back': () => {
      const story = proposed();
      story.advice.add(story.giveBackOffer('vera'));
      return story.advice.offer(story.secondOffer('walt', flagged));
    },
    'a request submitted twice': () => offered((story) => submit(story), submitted()),
    'a dossier changed after it was submitted': () => offered((story) => story.dossierOffer(), submitted()),
    'a proposal while a question is open': () => offered((story) => story.proposalOffer('vera'), questioned()),
    'a decision made twice': () => offered((story) => story.decisionOffer('vera'), decided()),
    'a decision withdrawn': () => offered((story) => story.by('alice', 'withdraw', {}), decided()),
    'a decision while a question is open': () => offered((story) => story.decisionOffer('vera'), questioned()),
    'an expired decision revoked': () => {
      const story = decided();
      story.now = T0 + 30 * day;
      return story.advice.offer(story.by('alice', 'revoke', {}));
    },
  },
  'threads-repeated': { 'a dossier that names a picture twice': () => offered((story) => story.dossierOffer({ threads: ['one', 'one'].map((name) => story.clearedThread(name)) })) },
  'recipient-differs': { 'a dossier for an older key': () => offered((story) => story.dossierOffer({ recipient: { ...story.recipient('xavier'), kid: kid('old') } })) },
  'recipient-not-active': { 'a dossier for nobody': () => offered((story) => story.dossierOffer({ recipient: story.recipient('nobody') })) },
  'dossier-not-newest': {
    'a dossier submitted that is not there': () => offered((story) => story.by('alice', 'submit', { dossier: hash('x') })),
    'an older dossier submitted': () => {
      const story = asked();
      story.advice.add(story.dossierOffer());
      const offer = submit(story);
      story.advice.add(story.dossierOffer());
      return story.advice.offer(offer);
    },
  },
  'dossier-not-submitted': {
    'an answer beside a dossier that was not submitted': () => {
      const story = questioned();
      story.advice.add(story.dossierOffer());
      return story.advice.offer(story.inDossier('alice', 'answer'));
    },
  },
  'only-for-oneself': { 'a request given to another adviser': () => offered((story) => story.assignOffer('vera', { adviser: person('walt') }), submitted()) },
  'conflict-declared': {
    'a request taken despite a conflict': () => offered((story) => story.assignOffer('vera', { noConflict: false }), submitted()),
    'a request taken again by who gave it back for a conflict': () => offered((story) => story.assignOffer('vera'), conflicted()),
    'a request handed on to who gave it back for a conflict': () => {
      const story = conflicted();
      story.advice.add(story.assignOffer('walt'));
      return story.advice.offer(story.giveBackOffer('walt', { to: person('vera') }));
    },
    'a second signature by who gave it back for a conflict': () => {
      const story = conflicted();
      story.advice.add(story.assignOffer('walt'));
      const of = { ...flagged, by: person('walt') };
      story.advice.add(story.proposalOffer('walt', of, { first: by('walt') }));
      return story.advice.offer(story.secondOffer('vera', of, { first: by('walt') }));
    },
  },
  'own-request': {
    'a request taken by its requester': () => offered((story) => story.assignOffer('alice'), becomesAdviser('alice', submitted())),
    'a request handed on to the outside colleague it names': () => offered((story) => story.giveBackOffer('vera', { to: person('xavier') }), becomesAdviser('xavier', assigned())),
    'a request taken by the outside colleague it names': () => offered((story) => story.assignOffer('xavier'), becomesAdviser('xavier', submitted())),
  },
  'already-assigned': { 'a request taken from an active adviser': () => offered((story) => story.assignOffer('walt'), assigned()) },
  'decision-differs': {
    'a decision for another request ledger': () => differing(() => ({ advice: id32('x') })),
    'a decision on another submission': () => differing(() => ({ request: id16('x') })),
    'a decision on another dossier': () => differing(() => ({ dossier: hash('x') })),
    'a decision for another room': () => differing(() => ({ room: id32('x') })),
    'a decision on another state of the room': () => differing(() => ({ roomHead: { seq: 1, hash: hash('room-0') } })),
    'a decision on another history of the room': () => differing(() => ({ roomHead: { seq: 0, hash: hash('x') } })),
    'a decision by another organisation': () => differing(() => ({ org: rival })),
    'a decision for another requester': () => differing(() => ({ requester: person('bob') })),
    'a decision for another colleague': () => differing(({ recipient }) => ({ recipient: { ...recipient, person: person('yara') } })),
    'a decision for another number': () => differing(({ recipient }) => ({ recipient: { ...recipient, number: 'x' } })),
    'a decision for another key': () => differing(({ recipient }) => ({ recipient: { ...recipient, kid: kid('x') } })),
    'a decision for another sealing key': () => differing(({ recipient }) => ({ recipient: { ...recipient, sealing: sealing('x') } })),
    'a decision for another purpose': () => differing(() => ({ purpose: 'peer-learning' })),
    'a decision on another brief': () => differing(() => ({ brief: hash('x') })),
    'a decision on fewer pictures': () => differing(({ threads }) => ({ threads: threads.slice(1) })),
    'a decision on other facts': () => differing(() => ({ flags: ['rare'] })),
  },
}; // prettier-ignore

/** A clinician whose defence organisation turns out to be a hospital: the register itself refuses that, so it is forged here. */
function mislabelled(): World {
  const story = world().people().orgKey();
  const { view } = story;
  const forged = {
    ...view,
    person: (id: Parameters<typeof view.person>[0]) => {
      const known = view.person(id);
      return known && { ...known, defence: hospital };
    },
  };
  Object.defineProperty(story, 'view', { get: () => forged });
  return story;
}
