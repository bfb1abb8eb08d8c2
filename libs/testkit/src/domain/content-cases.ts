import type { Applied, CaptureMode, PictureSource } from '@consilium/domain';
import type { Cases } from './cases';
import type { Offer } from './ledger-builder';
import { consentId, day, id16, id32, objectsOf, person, T0, thread } from './names';
import { addendum, inRoom, opened, openedAgain, outcome, outside, pictured, withdrawn, withOpinion } from './scenes';
import { caseThread, hospital, side, world, type World } from './world';

/** A picture thread that has its consent and awaits its picture. */
const awaiting = (): World => {
  const story = opened().rotate('alice', thread('one'));
  story.room.add(story.consentOffer('one'));
  return story;
};
const postPicture = (change: object, story = awaiting()): Applied<unknown> =>
  story.room.offer(story.pictureOffer('one', change));
/** The same with something of how it was taken changed. */
const posted = (change: Parameters<World['captureNow']>[0], story = awaiting()): Applied<unknown> =>
  postPicture({ capture: story.captureNow(change) }, story);
/** The hospital says with what pictures may be taken. */
const under = (mode: CaptureMode): World => {
  const story = awaiting();
  story.register.add(
    story.by('olga', 'office', { organisation: hospital, person: person('alice'), office: 'lead', state: 'begun' }),
  );
  const policy = {
    organisation: hospital,
    subject: 'capture',
    version: 2,
    professions: [],
    capture: mode,
    words: 'So.',
  };
  story.register.add(story.by('alice', 'policy', policy));
  return story;
};
/** A register for real use, whose hospital published nothing. */
const unpublished = (): World => {
  const story = world().people('production').case().rotate('alice', thread('one'));
  story.room.add(story.consentOffer('one'));
  return story;
};
/** A picture of this source. */
const ofSource = (source: PictureSource | ''): World => {
  const story = awaiting();
  story.room.add(story.pictureOffer('one', { capture: story.captureNow({ source }) }));
  return story;
};
const fromPhone = (): World => ofSource('own-phone');
const pictureOfBob = (): World => {
  const story = awaiting();
  story.room.add({ ...story.pictureOffer('one'), by: person('bob') });
  return story;
};
const consent = (change: Parameters<World['consentOffer']>[1], story = pictured()): Applied<unknown> =>
  story.room.offer(story.consentOffer('one', change));
const reading = (rights: readonly ('answer' | 'opinion' | 'read')[], make: (story: World) => Offer): Applied<unknown> =>
  inRoom(world().accepted({ rights }), make);
const admitOf = (names: readonly string[], change: (story: World) => World = (story) => story): Applied<unknown> => {
  const story = change(world().requested());
  return story.room.offer(story.admitOffer({ threads: names.map((name) => story.clearedThread(name)) }));
};
/** An admission whose first cleared picture differs in one thing. */
const admitDiffering = (change: (cleared: ReturnType<World['clearedThread']>) => object): Applied<unknown> => {
  const story = world().requested();
  const [one, two] = story.clearance().threads;
  if (one === undefined || two === undefined) throw new Error('Two pictures are cleared');
  return story.room.offer(story.admitOffer({ threads: [{ ...one, ...change(one) }, two] }));
};
const objectDiffering = (change: object) => () =>
  admitDiffering(({ objects }) => ({
    objects: objects.map((each, index) => (index === 1 ? { ...each, ...change } : each)),
  }));

export const contentCases: Cases<
  | 'right-missing' | 'only-in-side-thread' | 'picture-already-there' | 'capture-policy-changed' | 'picture-not-allowed' | 'device-attested-when' | 'not-the-poster' | 'source-not-said' | 'copies-not-asked' | 'not-read-back' | 'renditions-wrong' | 'object-reused' | 'picture-missing' | 'picture-differs' | 'next-actor-unknown' | 'no-such-opinion' | 'outcome-of-nothing'
> = {
  'right-missing': {
    'a message by an outside colleague who may only read': () => reading(['read'], (story) => story.messageOffer('xavier', side)),
    'a message by one who may only give an opinion': () => reading(['opinion', 'read'], (story) => story.messageOffer('xavier', side)),
    'an opinion by one who may only answer': () => reading(['answer', 'read'], (story) => story.opinionOffer('xavier', side)),
  },
  'only-in-side-thread': { 'an outside opinion in the thread of a picture': () => outside((story) => story.opinionOffer('xavier', thread('one'))) },
  'picture-already-there': { 'a second picture in one thread': () => postPicture({ objects: objectsOf('two') }, pictured()) },
  'capture-policy-changed': {
    'a picture under a version that is no more': () => postPicture({ capture: awaiting().captureNow() }, under('personal-device')),
    'a picture under a version that says something else': () => posted({ says: 'medical-photography' }),
    'a picture under no policy where one is published': () => posted({ policy: 'not-found', version: 0, says: '' }),
    'a picture under one found elsewhere where one is published': () => posted({ policy: 'found', version: 0 }),
    'a picture under a published policy where none is': () => posted({ policy: 'published', version: 1, says: 'managed-device' }, unpublished()),
    'a policy found that says nothing': () => posted({ policy: 'found' }, unpublished()),
    'a policy not found that says something': () => posted({ says: 'personal-device' }, unpublished()),
  },
  'picture-not-allowed': {
    'a picture with an own device where only managed ones may': () => posted({ device: 'own' }, under('managed-device')),
    'a picture with an own device where no policy was found': () => posted({ device: 'own' }, unpublished()),
    'a picture with an own device where the policy found lets only managed ones': () =>
      posted({ policy: 'found', says: 'managed-device', device: 'own' }, unpublished()),
    'a picture of somebody’s own where medical photography takes them': () => posted({}, under('medical-photography')),
    'a picture with a device of which nobody spoke for 90 days': () => posted({ attestedAt: T0 - 90 * day }),
  },
  'device-attested-when': { 'a picture with a device that is spoken for only later': () => posted({ attestedAt: T0 + 3600 }) },
  'not-the-poster': {
    'a colleague who says where it came from': () => inRoom(pictured(), (story) => story.sourceOffer('one', 'pacs', 'bob')),
    'a colleague who says that it was deleted': () => inRoom(fromPhone(), (story) => story.deletedOffer('one', ['original'], 'bob')),
    'the owner, of a colleague’s picture': () => inRoom(pictureOfBob(), (story) => story.sourceOffer('one', 'pacs')),
  },
  'source-not-said': { 'a deletion before anybody said where it came from': () => inRoom(ofSource(''), (story) => story.deletedOffer('one', ['original'])) },
  'copies-not-asked': {
    'the phone of the patient': () => inRoom(pictured(), (story) => story.deletedOffer('one', ['original'])),
    'the original in PACS': () => inRoom(ofSource('pacs'), (story) => story.deletedOffer('one', ['original'])),
    'what was deleted, once more': () => {
      const story = fromPhone();
      story.room.add(story.deletedOffer('one', ['original']));
      return story.room.offer(story.deletedOffer('one', ['cloud-copy', 'original']));
    },
  },
  'not-read-back': {
    'a deletion after the small copy was read': () => inRoom(fromPhone(), (story) => story.deletedOffer('one', ['original'], 'alice', objectsOf('one')[1]?.id)),
    'a deletion after another picture was read': () => inRoom(fromPhone(), (story) => story.deletedOffer('one', ['original'], 'alice', objectsOf('two')[0]?.id)),
  },
  'renditions-wrong': {
    'a picture with its copies in another order': () => postPicture({ objects: [...objectsOf('one')].reverse() }),
    'a picture with one copy twice': () => postPicture({ objects: objectsOf('one').map((each) => ({ ...each, rendition: 'view' })) }),
  },
  'object-reused': {
    'a picture whose copies are one file': () => postPicture({ objects: objectsOf('one').map((each) => ({ ...each, id: id16('same') })) }),
    'a file of another picture': () => {
      const story = pictured().rotate('alice', thread('two'));
      story.room.add(story.consentOffer('two'));
      const [original, ...rest] = objectsOf('two');
      const taken = { ...original, id: objectsOf('one')[2]?.id };
      return story.room.offer(story.pictureOffer('two', { objects: [taken, ...rest] }));
    },
  },
  'picture-missing': {
    'an opinion that rests on no picture': () =>
      inRoom(opened(), (story) => story.opinionOffer('bob', caseThread, [{ thread: caseThread, picture: id16('x'), rendition: 'view' }])),
    'an opinion that rests on a thread which is not there': () =>
      inRoom(opened(), (story) => story.opinionOffer('bob', caseThread, [{ thread: thread('none'), picture: id16('x'), rendition: 'view' }])),
    'a share of a thread without a picture': () => inRoom(awaiting(), (story) => story.requestOffer(['one'], id32('advice'))),
    'a share of no thread': () => inRoom(opened(), (story) => story.requestOffer(['none'], id32('advice'))),
    'a clearance for a picture that is not here': () => admitOf(['one', 'nine']),
    'a clearance for a thread without a picture': () => {
      const story = world().requested().rotate('alice', thread('nine'));
      return story.room.offer(story.admitOffer({ threads: [story.clearedThread('nine')] }));
    },
  },
  'picture-differs': {
    'an opinion that names another picture': () =>
      inRoom(pictured(), (story) => story.opinionOffer('bob', caseThread, [{ thread: thread('one'), picture: id16('x'), rendition: 'view' }])),
    'a clearance for another picture entry': () => admitDiffering(() => ({ picture: id16('other') })),
    'a clearance for another object': objectDiffering({ id: id16('other') }),
    'a clearance for an object of another size': objectDiffering({ size: 999 }),
    'a clearance for other bytes': objectDiffering({ parts: [id32('other')] }),
    'a clearance for one part more': objectDiffering({ parts: [id32('other'), id32('other')] }),
    'a clearance for another picture key': objectDiffering({ okc: id32('other') }),
  },
  'next-actor-unknown': {
    'an opinion that names somebody who is not of the case': () => inRoom(pictured(), (story) => story.opinionOffer('bob', caseThread, [], { next: 'here', nextBy: person('carol') })),
    'an opinion that names somebody of the case, and says that they are outside': () => inRoom(pictured(), (story) => story.opinionOffer('bob', caseThread, [], { next: 'patient', nextBy: person('alice') })),
    'an opinion that says somebody of the case, and names nobody': () => inRoom(pictured(), (story) => story.opinionOffer('bob', caseThread, [], { next: 'here', nextBy: '' })),
    'an opinion of a colleague inside that names one outside': () => outside((story) => story.opinionOffer('bob', caseThread, [], { next: 'here', nextBy: person('xavier') })),
  },
  'outcome-of-nothing': {
    'what became of no opinion': () => inRoom(pictured(), (story) => outcome(story, 'alice')),
    'what became of an opinion, said in another thread': () => inRoom(withOpinion(), (story) => outcome(story, 'alice', caseThread)),
  },
  'no-such-opinion': {
    'an addition to no opinion': () => inRoom(pictured(), (story) => addendum(story, 'bob')),
    'an addition to the opinion of another': () => inRoom(withOpinion(), (story) => addendum(story, 'alice')),
    'an addition in another thread': () => inRoom(withOpinion(), (story) => addendum(story, 'bob', caseThread)),
  },
}; // prettier-ignore

export const consentCases: Cases<
  | 'consent-not-accepted' | 'consent-contradicts' | 'consent-taker-unknown' | 'consent-out-of-order' | 'consent-missing' | 'consent-not-current' | 'consent-withdrawn' | 'consent-not-withdrawn' | 'consent-taken-when' | 'already-withdrawn'
  | 'no-defence-organisation' | 'consent-not-for-sharing' | 'picture-not-for-sharing' | 'purpose-fixed' | 'share-not-requested' | 'side-thread-missing' | 'consent-differs' | 'flags-missing'
> = {
  'purpose-fixed': {
    'a share for learning after one for care': () =>
      inRoom(
        opened().picture('one', { scopes: ['capture', 'internal', 'named-external', 'teaching', 'via-platform'] }),
        (story) => {
          story.room.add(story.requestOffer(['one'], id32('advice')));
          return story.requestOffer(['one'], id32('later'), 'peer-learning');
        },
      ),
    'a decision for learning where care was asked for': () => {
      const story = world().requested();
      return story.room.offer(story.admitOffer({ purpose: 'peer-learning' }));
    },
  },
  'consent-not-accepted': {
    'a picture agreed to for making alone, for everybody inside': () => consent({ scopes: ['capture'] }),
    'a photograph without consent to make it': () => consent({ authority: 'not-needed-to-make', scopes: [] }),
    'a photograph without the scope to make it': () => consent({ scopes: ['internal'] }),
    'an intimate picture of a child': () => consent({ authority: 'child-understands', flags: ['intimate'], ruledOut: [] }),
  },
  'consent-contradicts': {
    'an answer that is asked of another authority': () => consent({ facts: ['mother'] }),
    'two answers to one question': () => consent({ authority: 'parental-responsibility', facts: ['father', 'mother'] }),
    'a face that can be seen and cannot': () => consent({ flags: ['face'], ruledOut: ['face'] }),
  },
  'consent-taker-unknown': {
    'a consent taken by nobody': () => consent({ takenBy: person('nobody') }),
    'a consent taken by an adviser': () => consent({ takenBy: person('vera') }),
  },
  'consent-out-of-order': {
    'a first consent of version 2': () => consent({ version: 2 }, opened().rotate('alice', thread('one'))),
    'the same version again': () => consent({ version: 1 }),
    'a version left out': () => consent({ version: 3 }),
    'another consent for the same picture': () => consent({ consent: consentId('other') }),
  },
  'consent-missing': {
    'a picture without consent': () => postPicture({}, opened().rotate('alice', thread('one'))),
    'a withdrawal of nothing': () => inRoom(opened().rotate('alice', thread('one')), (story) => story.withdrawalOffer('one', 'sharing')),
  },
  'consent-not-current': {
    'a picture under another consent': () => postPicture({ consent: { id: consentId('other'), version: 1 } }),
    'a picture under another version': () => postPicture({ consent: { id: consentId('consent-one'), version: 2 } }),
    'a withdrawal of another version': () => inRoom(pictured(), (story) => story.withdrawalOffer('one', 'sharing', 2)),
    'another version opened again': () =>
      inRoom(withdrawn(pictured()), (story) => story.consentAgainOffer('alice', 'one', { version: 2 })),
    'another consent opened again': () =>
      inRoom(withdrawn(pictured()), (story) => story.consentAgainOffer('alice', 'one', { consent: consentId('other') })),
    'a withdrawal of another consent': () =>
      inRoom(pictured(), (story) => ({ ...story.withdrawalOffer('two', 'sharing'), scope: [thread('one')] })),
  },
  'consent-withdrawn': {
    'a picture after consent to make it was withdrawn': () => postPicture({}, withdrawn(awaiting(), 'capture')),
    'a new version after sharing was withdrawn': () => inRoom(withdrawn(pictured()), (story) => story.consentOffer('one')),
    'a new version after it was withdrawn again': () =>
      inRoom(withdrawn(openedAgain(withdrawn(pictured())), 'capture'), (story) => story.consentOffer('one')),
    'a new version in the name of who withdrew it': () =>
      inRoom(withdrawn(pictured()), (story) => story.consentOffer('one', { takenBy: person('bob') })),
  },
  'consent-not-withdrawn': {
    'what was not withdrawn opened again': () => inRoom(pictured(), (story) => story.consentAgainOffer('alice', 'one')),
    'what was opened again opened twice': () =>
      inRoom(openedAgain(withdrawn(pictured())), (story) => story.consentAgainOffer('alice', 'one')),
    'what was recorded anew opened once more': () => {
      const story = openedAgain(withdrawn(pictured()));
      story.room.add(story.consentOffer('one'));
      return inRoom(story, () => story.consentAgainOffer('alice', 'one'));
    },
  },
  'consent-taken-when': {
    'a consent taken after it is signed': () => consent({ takenAt: T0 + 3600 }),
    'a consent taken before there was a case': () => consent({ takenAt: T0 - 3600 }),
    'a report of what is taken only later': () => consent({ takenBy: person('bob'), takenAt: T0 + 3600 }),
  },
  'already-withdrawn': {
    'sharing withdrawn twice': () => inRoom(withdrawn(pictured()), (story) => story.withdrawalOffer('one', 'sharing')),
    'capture withdrawn twice': () => inRoom(withdrawn(pictured(), 'capture'), (story) => story.withdrawalOffer('one', 'capture')),
    'sharing withdrawn after capture': () => inRoom(withdrawn(pictured(), 'capture'), (story) => story.withdrawalOffer('one', 'sharing')),
  },
  'no-defence-organisation': {
    'a share by somebody whom nobody defends': () => {
      const story = pictured();
      story.register.add(story.credentialOffer('alice', { defence: '' }));
      return story.room.offer(story.requestOffer(['one'], id32('advice')));
    },
  },
  'consent-not-for-sharing': {
    'a share without the scopes for it': () =>
      inRoom(opened().picture('one', { scopes: ['capture', 'internal'] }), (story) => story.requestOffer(['one'], id32('advice'))),
    'a share after its withdrawal': () => inRoom(withdrawn(pictured()), (story) => story.requestOffer(['one'], id32('advice'))),
    'an admission after sharing was withdrawn': () => admitOf(['one', 'two'], (story) => withdrawn(story)),
    'an admission after capture was withdrawn': () => admitOf(['one', 'two'], (story) => withdrawn(story, 'capture')),
  },
  'picture-not-for-sharing': {
    'a share before anybody said where it came from': () => inRoom(ofSource(''), (story) => story.requestOffer(['one'], id32('advice'))),
    'a share while the original is on a phone': () => inRoom(fromPhone(), (story) => story.requestOffer(['one'], id32('advice'))),
    'a share while one copy of three is left': () => {
      const story = fromPhone();
      story.room.add(story.deletedOffer('one', ['cloud-copy', 'original']));
      return story.room.offer(story.requestOffer(['one'], id32('advice')));
    },
    'a share of a picture under no published policy': () => {
      const story = unpublished();
      story.room.add(story.pictureOffer('one'));
      return story.room.offer(story.requestOffer(['one'], id32('advice')));
    },
    'a share of what was taken with an own phone against the policy': () => {
      const story = under('managed-device');
      story.room.add(story.pictureOffer('one', { capture: story.captureNow({ source: 'own-phone' }) }));
      story.room.add(story.deletedOffer('one', ['cloud-copy', 'original', 'recently-deleted']));
      return story.room.offer(story.requestOffer(['one'], id32('advice')));
    },
    'an admission after it was said to be from a phone': () =>
      admitOf(['one', 'two'], (story) => {
        story.room.add(story.sourceOffer('one', 'own-phone'));
        return story;
      }),
  },
  'share-not-requested': {
    'a clearance for a picture nobody asked about': () => admitOf(['one', 'three']),
    'a clearance from another request': () => inRoom(world().requested(), (story) => story.admitOffer({ advice: id32('other') })),
  },
  'side-thread-missing': {
    'an admission before its side thread exists': () => inRoom(world().requested(), (story) => story.admitOffer({}, {}, thread('elsewhere'))),
    'an admission into an uncleared picture': () => inRoom(world().requested(), (story) => story.admitOffer({}, {}, thread('three'))),
    'an admission into the side thread of another': () => inRoom(world().requested(), (story) => story.admitOffer({ id: id16('other') })),
  },
  'consent-differs': {
    'a clearance on an older consent': () => {
      const story = world().requested();
      const { threads } = story.clearance();
      story.room.add(story.consentOffer('one'));
      return story.room.offer(story.admitOffer({ threads }));
    },
    'a clearance on another consent': () => admitDiffering(({ consent: given }) => ({ consent: { ...given, id: consentId('other') } })),
    'a clearance on another version': () => admitDiffering(({ consent: given }) => ({ consent: { ...given, version: 2 } })),
    'a clearance on other words': () => admitDiffering(({ consent: given }) => ({ consent: { ...given, hash: id32('other') } })),
  },
  'flags-missing': {
    'a clearance that keeps quiet about a face': () => inRoom(world().requested({ flags: ['face'] }), (story) => story.admitOffer()),
    'a clearance that keeps quiet about a child': () => inRoom(world().requested({ authority: 'child-understands' }), (story) => story.admitOffer()),
  },
}; // prettier-ignore

export const acceptCases: Cases<'not-invited' | 'already-answered' | 'join-by-passed' | 'clearance-not-standing' | 'member-until-passed'> = {
  'not-invited': {
    'an acceptance by somebody else': () => inRoom(world().admitted(), (story) => story.acceptOffer('yara')),
    'an acceptance before the admission': () => inRoom(world().requested(), (story) => story.acceptOffer()),
  },
  'already-answered': {
    'an invitation accepted twice': () => inRoom(world().accepted(), (story) => story.acceptOffer()),
    'an acceptance after declining': () => {
      const story = world().admitted();
      story.room.add(story.acceptOffer('xavier', true));
      return story.room.offer(story.acceptOffer());
    },
    'an acceptance after the removal': () => {
      const story = world().admitted();
      story.room.add(story.removeOffer('alice', 'xavier', story.acceptOffer().scope));
      return story.room.offer(story.acceptOffer());
    },
  },
  'join-by-passed': {
    'an acceptance a second after join-by': () => {
      const story = world().admitted();
      story.now = T0 + 7 * day + 1;
      return story.room.offer(story.acceptOffer());
    },
    'an admission a second after join-by': () => {
      const story = world().requested();
      story.now = T0 + 7 * day + 1;
      return story.room.offer(story.admitOffer());
    },
  },
  'clearance-not-standing': {
    'an acceptance under a suspended clearance': () => inRoom(world().admitted().clearanceStatus('suspended'), (story) => story.acceptOffer()),
    'an admission under an ended clearance': () => inRoom(world().requested().clearanceStatus('ended'), (story) => story.admitOffer()),
    'an acceptance by somebody suspended': () => inRoom(world().admitted().status('xavier', 'suspended'), (story) => story.acceptOffer()),
  },
  'member-until-passed': {
    'an admission at the second membership ends': () => inRoom(world().requested(), (story) => story.admitOffer({ joinBy: T0, memberUntil: T0 })),
  },
}; // prettier-ignore
