import type { Applied } from '@consilium/domain';
import type { Cases } from './cases';
import type { Offer } from './ledger-builder';
import { backTo, blob, day, grantsTo, id16, person, thread } from './names';
import { caseThread, clearanceId, hospital, side, world, type World } from './world';
import { expired, inRoom, opened, outside, pictured, withCarol, withdrawn, withoutBob } from './scenes';

export const keyCases: Cases<
  | 'no-such-thread' | 'case-rotation-due' | 'wrong-readers' | 'opened-by-case' | 'thread-exists' | 'wrong-thread-kind' | 'side-thread-taken' | 'old-generation' | 'rotation-due' | 'not-entitled' | 'wrong-cover'
> = {
  'no-such-thread': {
    'a message in no thread': () => inRoom(opened(), (story) => story.messageOffer('alice', thread('none'))),
    'later keys for no thread': () => inRoom(opened(), (story) => story.rotateOffer('alice', thread('none'), { gen: 2, back: backTo(1) })),
    'keys for another thread than the dossier': () => {
      const story = world().people().asked();
      return story.advice.offer({ ...story.adviceRotateOffer('alice', { thread: thread('x') }), scope: [thread('x')] });
    },
    'a dossier in another thread': () => {
      const story = world().people().asked();
      return story.advice.offer({ ...story.dossierOffer(), body: { ...(story.dossierOffer().body as object), thread: thread('x') } });
    },
    'a decision in another thread': () => {
      const story = world().people().asked().assigned();
      const offer = story.decisionOffer('vera');
      return story.advice.offer({ ...offer, body: { ...(offer.body as object), thread: thread('x') } });
    },
  },
  'case-rotation-due': {
    'a new picture after a member was removed, before the case has new keys': () => inRoom(withoutBob(), (story) => story.rotateOffer('alice', thread('x'))),
    'new keys of a picture after a status fell': () => inRoom(pictured().status('bob', 'suspended'), (story) => story.rotateOffer('alice', thread('one'))),
    'a picture’s key given again after a member changed theirs': () => {
      const story = pictured();
      story.register.add(story.keyChangeOffer('bob'));
      return story.room.offer(story.rewrapOffer('alice', thread('one')));
    },
  },
  'wrong-readers': {
    'keys of the case for some of the inside alone': () =>
      inRoom(opened(), (story) => story.rotateOffer('alice', caseThread, { readers: 'named', grants: grantsTo([person('alice')]) })),
    'keys of the case under themselves': () => inRoom(opened(), (story) => story.rotateOffer('alice', caseThread, { inside: story.wrapped() })),
    'keys of a picture that are not given to the inside': () =>
      inRoom(opened(), (story) => {
        const offer = story.rotateOffer('alice', thread('x'));
        const { inside: _, ...body } = offer.body as { inside: unknown };
        return { ...offer, body };
      }),
    'keys for some, given to the whole inside': () =>
      inRoom(opened(), (story) =>
        story.rotateOffer('alice', thread('x'), { readers: 'named', inside: story.wrapped(), grants: grantsTo([person('alice')]) }),
      ),
    'keys of the case given to the inside under themselves again': () => inRoom(opened(), (story) => story.rewrapOffer('alice', caseThread)),
    'keys for some, given to the whole inside later': () =>
      inRoom(opened().named('alice', thread('x'), ['alice']), (story) => story.rewrapOffer('alice', thread('x'))),
    'earlier keys that were for some, given to the whole inside': () =>
      inRoom(opened().named('alice', thread('x'), ['alice']).rotate('alice', thread('x'), { readers: 'inside' }), (story) =>
        story.rewrapOffer('alice', thread('x'), 1),
      ),
  },
  'opened-by-case': {
    'a grant of a picture to a colleague inside': () => inRoom(withCarol(pictured()), (story) => story.grantOffer('alice', thread('one'), 'carol')),
  },
  'thread-exists': { 'first keys for a thread that has some': () => inRoom(pictured(), (story) => story.rotateOffer('alice', thread('one'), { gen: 1, back: backTo(0) })) },
  'wrong-thread-kind': {
    'a second case thread': () => inRoom(opened(), (story) => story.rotateOffer('alice', thread('x'), { kind: 'case' })),
    'the case thread as a picture': () => {
      const story = world().people();
      story.room.add(story.by('alice', 'genesis', { kind: 'room', nonce: id16('n'), org: hospital, thread: caseThread }));
      return story.room.offer(story.rotateOffer('alice', caseThread));
    },
    'a picture thread with a clearance': () => inRoom(opened(), (story) => story.rotateOffer('alice', thread('x'), { clearance: clearanceId })),
    'a side thread without one': () => inRoom(opened(), (story) => story.rotateOffer('alice', side, { kind: 'side' })),
    'a picture thread that becomes a side thread': () =>
      inRoom(pictured(), (story) => story.rotateOffer('alice', thread('one'), { kind: 'side' })),
    'a picture thread that becomes that of a clearance': () =>
      inRoom(pictured(), (story) => story.rotateOffer('alice', thread('one'), { clearance: clearanceId })),
    'a title in a picture thread': () => inRoom(pictured(), (story) => story.inThread('alice', 'title', thread('one'), { sealed: blob })),
    'a consent in the case thread': () =>
      inRoom(opened(), (story) => ({ ...story.consentOffer('x', { thread: caseThread }), scope: [caseThread] })),
    'a picture in the case thread': () =>
      inRoom(opened(), (story) => ({ ...story.pictureOffer('x', { thread: caseThread }), scope: [caseThread] })),
  },
  'side-thread-taken': {
    'a second side thread of one clearance': () =>
      inRoom(world().requested(), (story) => story.rotateOffer('alice', thread('side2'), { kind: 'side', clearance: clearanceId })),
  },
  'old-generation': {
    'a message under the keys before the last': () => inRoom(opened().rotate('alice', caseThread), (story) => story.messageOffer('bob', caseThread, { gen: 1 })),
    'a grant of an older generation': () =>
      inRoom(withCarol(opened().rotate('bob', caseThread)), (story) =>
        story.inThread('alice', 'grant', caseThread, { gen: 1, recipient: person('carol'), clearance: '', blob }),
      ),
    'a new picture under keys of the case before the last': () =>
      inRoom(opened().rotate('alice', caseThread), (story) => story.rotateOffer('alice', thread('x'), { inside: story.wrapped(1) })),
    'a picture’s key given again under keys of the case before the last': () =>
      inRoom(pictured().rotate('alice', caseThread), (story) => story.rewrapOffer('alice', thread('one'), 1, 1)),
    'a link under keys that are not the newest': () =>
      inRoom(opened().rotate('alice', caseThread).rotate('alice', caseThread), (story) => story.linkOffer('alice', caseThread, 1, 2)),
    'a picture under older keys': () => {
      const story = opened().rotate('alice', thread('one')).rotate('alice', thread('one'));
      story.room.add(story.consentOffer('one'));
      return story.room.offer(story.pictureOffer('one', { gen: 1 }));
    },
    'a dossier under older keys': () => {
      const story = world().people().asked();
      story.advice.add(story.adviceRotateOffer('alice'));
      return story.advice.offer({ ...story.dossierOffer(), body: { ...(story.dossierOffer().body as object), gen: 1 } });
    },
  },
  'rotation-due': {
    'a message after a member was removed': () => inRoom(withoutBob(), (story) => story.messageOffer('alice', caseThread)),
    'a message after a status fell': () => inRoom(opened().status('bob', 'suspended'), (story) => story.messageOffer('alice', caseThread)),
    'a message after a share expired': () => inRoom(expired(world().accepted(), 30 * day), (story) => story.messageOffer('alice', side)),
    'a message after sharing was withdrawn': () => inRoom(withdrawn(world().accepted()), (story) => story.messageOffer('alice', thread('one'))),
    'a message after a version of its consent that allows less': () => {
      const story = world().accepted();
      story.room.add(story.consentOffer('one', { scopes: ['capture', 'internal'] }));
      return story.room.offer(story.messageOffer('alice', thread('one')));
    },
    'a message after the time to join passed': () => inRoom(expired(world().admitted(), 7 * day + 1), (story) => story.messageOffer('alice', side)),
    'a question after the organisation changed its key': () => {
      const story = world().people().asked().assigned().orgKey();
      return story.advice.offer(story.inDossier('vera', 'question'));
    },
  },
  'not-entitled': {
    'a grant to a stranger': () => inRoom(opened(), (story) => story.grantOffer('alice', caseThread, 'carol')),
    'a grant of an uncleared picture': () => outside((story) => story.grantOffer('alice', thread('three'), 'xavier', clearanceId)),
    'a grant of the case thread to an outside colleague': () => outside((story) => story.grantOffer('alice', caseThread, 'xavier', clearanceId)),
    'a message about an uncleared picture': () => outside((story) => story.messageOffer('xavier', thread('three'))),
    'a message about a picture whose sharing was withdrawn': () => inRoom(withdrawn(world().accepted()), (story) => story.messageOffer('xavier', thread('one'))),
    'new keys of a picture by a colleague it does not name': () =>
      inRoom(opened().named('alice', thread('x'), ['alice']), (story) => story.rotateOffer('bob', thread('x'))),
    'an opinion that rests on an uncleared picture': () =>
      outside((story) => story.opinionOffer('xavier', side, [{ thread: thread('three'), picture: story.thread(thread('three')).picture?.entry ?? '', rendition: 'view' }])),
  },
  'wrong-cover': {
    'a grant to an outside colleague as if internal': () => inRoom(ungranted(), (story) => story.grantOffer('alice', side, 'xavier')),
    'a grant to an outside colleague under another clearance': () => inRoom(ungranted(), (story) => story.grantOffer('alice', side, 'xavier', id16('other'))),
    'a grant to an internal under a clearance': () => inRoom(withCarol(), (story) => story.grantOffer('alice', caseThread, 'carol', clearanceId)),
  },
}; // prettier-ignore

/** The picture is for Alice alone from its second keys on. */
function withNarrowed(): World {
  const grants = grantsTo([person('alice')]);
  return pictured().rotate('alice', thread('one'), { readers: 'named', grants });
}

/** Only Carol is left, whom the first keys never reached, and began others that link to nothing. */
function carolAlone(): World {
  const story = withCarol().status('alice', 'suspended').status('bob', 'suspended');
  return story.rotate('carol', caseThread, { back: backTo(0) });
}

/** Bob reported the second keys and was given them again. */
function regranted(): World {
  const story = opened().rotate('alice', caseThread).bad('bob', caseThread);
  story.room.add(story.grantOffer('alice', caseThread, 'bob'));
  return story;
}

function ungranted(): World {
  const story = world().requested();
  story.room.add(story.admitOffer());
  return story;
}

export const roomSharedCases: Cases<'wrong-generation' | 'wrong-back' | 'wrong-recipients' | 'not-a-holder' | 'already-holder' | 'not-reported' | 'held-by-another' | 'internals-only'> = {
  'wrong-generation': {
    'a generation left out': () => inRoom(pictured(), (story) => story.rotateOffer('alice', thread('one'), { gen: 3, back: backTo(1) })),
    'a generation of a request left out': () => inAdvice((story) => story.adviceRotateOffer('alice', { gen: 3 })),
    'a complaint about keys that are not there yet': () => inRoom(opened(), (story) => story.badOffer('bob', caseThread, 2)),
    'keys given again that are not there yet': () => inRoom(pictured(), (story) => story.rewrapOffer('alice', thread('one'), 2)),
    'the newest keys linked under themselves': () => inRoom(opened(), (story) => story.linkOffer('bob', caseThread, 1)),
  },
  'wrong-back': {
    'first keys with a link back': () => inRoom(opened(), (story) => story.rotateOffer('alice', thread('one'), { back: backTo(1) })),
    'later keys whose link has no key': () => inRoom(pictured(), (story) => story.rotateOffer('alice', thread('one'), { back: { gen: 1, sealed: '' } })),
    'later keys that link to themselves': () => inRoom(pictured(), (story) => story.rotateOffer('alice', thread('one'), { back: backTo(2) })),
    'later keys that link to nothing with a key': () =>
      inRoom(pictured(), (story) => story.rotateOffer('alice', thread('one'), { back: { ...backTo(1), gen: 0 } })),
    'keys that link to some which never reached their author': () =>
      inRoom(carolAlone().bad('carol', caseThread), (story) => story.rotateOffer('carol', caseThread, { back: backTo(1) })),
    'earlier keys passed on by a member whom they never reached': () => inRoom(carolAlone(), (story) => story.linkOffer('carol', caseThread, 1)),
    'later keys of a request without a link back': () => inAdvice((story) => story.adviceRotateOffer('alice', { back: backTo(0) })),
    'later keys of a request whose link has no key': () => inAdvice((story) => story.adviceRotateOffer('alice', { back: { gen: 1, sealed: '' } })),
  },
  'wrong-recipients': {
    'keys that leave a member out': () => inRoom(opened(), (story) => story.rotateOffer('alice', caseThread, { grants: grantsTo([person('alice')]) })),
    'keys for a stranger': () =>
      inRoom(opened(), (story) => story.rotateOffer('alice', caseThread, { grants: grantsTo(['alice', 'bob', 'carol'].map(person)) })),
    'keys for a removed member': () => {
      const story = opened();
      const offer = story.rotateOffer('alice', caseThread);
      return withoutBob(story).room.offer(offer);
    },
    'keys in another order': () => inRoom(opened(), (story) => story.rotateOffer('alice', caseThread, { grants: grantsTo(['bob', 'alice'].map(person)) })),
    'keys by a member for another outside colleague': () =>
      outside((story) => story.rotateOffer('bob', side, { grants: grantsTo(['xavier', 'yara'].map(person)) })),
    'keys of a picture granted to a member as well': () =>
      inRoom(opened(), (story) => story.rotateOffer('alice', thread('x'), { grants: grantsTo([person('alice')]) })),
    'keys that leave an outside colleague out': () => outside((story) => story.rotateOffer('bob', side, { grants: [] })),
    'keys for some that leave out whoever begins them': () =>
      inRoom(opened(), (story) => story.rotateOffer('alice', thread('x'), { readers: 'named', grants: grantsTo([person('bob')]) })),
    'keys for some that name somebody more later': () =>
      inRoom(opened().named('alice', thread('x'), ['alice']), (story) =>
        story.rotateOffer('alice', thread('x'), { grants: grantsTo(['alice', 'bob'].map(person)) }),
      ),
    'keys of a request for an adviser alone': () => inAdvice((story) => story.adviceRotateOffer('alice', { grants: grantsTo([person('vera')]) })),
  },
  'not-a-holder': {
    'a message by a member who was not granted the key': () => inRoom(withCarol(), (story) => story.messageOffer('carol', caseThread)),
    'a grant by a member who was not': () => inRoom(withCarol(), (story) => story.grantOffer('carol', caseThread, 'carol')),
    'new keys by a member who was not': () => inRoom(withCarol(), (story) => story.rotateOffer('carol', caseThread)),
    'a new picture by a member who was not granted the case’s key': () => inRoom(withCarol(), (story) => story.rotateOffer('carol', thread('x'))),
    'a picture’s key given again by a member who was not': () => inRoom(withCarol(pictured()), (story) => story.rewrapOffer('carol', thread('one'))),
    'a message about a picture by a member who was not': () => inRoom(withCarol(pictured()), (story) => story.messageOffer('carol', thread('one'))),
    'a message about a picture by a colleague it does not name': () =>
      inRoom(withNarrowed(), (story) => story.messageOffer('bob', thread('one'))),
    'a complaint about a picture’s key by a member who was not': () => inRoom(withCarol(pictured()), (story) => story.badOffer('carol', thread('one'))),
    'the same complaint about a picture’s key again': () =>
      inRoom(pictured().bad('bob', thread('one')), (story) => story.badOffer('bob', thread('one'))),
    'a complaint by a member who was not': () => inRoom(withCarol(), (story) => story.badOffer('carol', caseThread)),
    'the same complaint again': () => inRoom(opened().bad('bob', caseThread), (story) => story.badOffer('bob', caseThread)),
    'a link by a member who was not': () =>
      inRoom(withCarol(opened().rotate('alice', caseThread)), (story) => story.linkOffer('carol', caseThread, 1)),
  },
  'not-reported': {
    'keys skipped without a word': () => inRoom(opened().rotate('alice', caseThread), (story) => story.rotateOffer('bob', caseThread, { back: backTo(1) })),
    'keys skipped on the word of somebody else': () =>
      inRoom(opened().rotate('alice', caseThread).bad('bob', caseThread), (story) => story.rotateOffer('alice', caseThread, { back: backTo(1) })),
    'two keys skipped, of which one was reported': () =>
      inRoom(opened().rotate('alice', caseThread).rotate('alice', caseThread).bad('bob', caseThread), (story) =>
        story.rotateOffer('bob', caseThread, { back: backTo(1) }),
      ),
    'keys skipped that were given again since the report': () =>
      inRoom(regranted(), (story) => story.rotateOffer('bob', caseThread, { back: backTo(1) })),
  },
  'held-by-another': {
    'keys skipped by a newcomer while a colleague holds them': () => inRoom(withCarol(), (story) => story.rotateOffer('carol', caseThread, { back: backTo(0) })),
    'keys skipped by a newcomer, one of two of which nobody holds any more': () =>
      inRoom(withCarol(opened().rotate('alice', caseThread).bad('alice', caseThread).bad('bob', caseThread)), (story) =>
        story.rotateOffer('carol', caseThread, { back: backTo(0) }),
      ),
  },
  'internals-only': {
    'keys skipped by an outside colleague, whatever they report': () => {
      const story = world().accepted().rotate('alice', side).bad('xavier', side);
      return inRoom(story.status('alice', 'suspended').status('bob', 'suspended'), () => story.rotateOffer('xavier', side, { back: backTo(1) }));
    },
    'later keys by an outside colleague, though no colleague of the room is left': () =>
      inRoom(world().accepted().status('alice', 'suspended').status('bob', 'suspended'), (story) => story.rotateOffer('xavier', side)),
    'later keys of a picture by an outside colleague': () => outside((story) => story.rotateOffer('xavier', thread('one'))),
    'a key given again by an outside colleague': () => outside((story) => story.rewrapOffer('xavier', thread('one'))),
    'earlier keys passed on by an outside colleague': () => outside((story) => story.linkOffer('xavier', side, 1)),
  },
  'already-holder': { 'a grant to a holder': () => inRoom(opened(), (story) => story.grantOffer('alice', caseThread, 'bob')) },
}; // prettier-ignore

function inAdvice(make: (story: World) => Offer): Applied<unknown> {
  const story = world().people().asked();
  return story.advice.offer(make(story));
}
