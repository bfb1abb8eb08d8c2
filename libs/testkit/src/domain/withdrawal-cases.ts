import type { Applied, Office } from '@consilium/domain';
import type { Cases } from './cases';
import { id16, thread } from './names';
import { said } from './organisation-cases';
import { inRoom, openedAgain, pictured, withdrawn } from './scenes';
import { clearanceId, world, type World } from './world';

/** Bob is the Caldicott guardian; picture one was withdrawn by its patient. */
export function guarded(story: World = pictured(), name = 'bob', office: Office = 'caldicott-guardian'): World {
  story.register.add(said.office(story, name, office));
  story.tick();
  return withdrawn(story, 'capture');
}

/** The same, and Alice proposed that it is destroyed. */
export function proposed(story: World = guarded()): World {
  story.room.add(story.destructionOffer('alice', 'one'));
  return story;
}

export function answered(answer: 'confirmed' | 'kept', story: World = proposed()): World {
  story.room.add(story.destructionAnswerOffer('bob', 'one', answer));
  return story;
}

/** Xavier sees pictures one and two, and one of them no more. */
export const unshared = (story: World = world().accepted()): World => withdrawn(story);

/** Both of them are gone. */
export function over(story: World = unshared()): World {
  story.room.add(story.withdrawalOffer('two', 'capture'));
  return story;
}

const stating = (story: World, name = 'one', by = 'xavier'): Applied<unknown> =>
  story.room.offer(story.statementOffer(by, name, clearanceId));

const withoutUse = (what: 'sharing' | 'capture', used: string): Applied<unknown> => {
  const story = pictured();
  const offer = story.withdrawalOffer('one', what);
  return story.room.offer({ ...offer, body: { ...(offer.body as object), used } });
};

export const withdrawalCases: Cases<
  | 'use-not-said' | 'picture-withdrawn' | 'picture-not-withdrawn' | 'destruction-proposed' | 'destruction-not-proposed' | 'destruction-answered'
  | 'destruction-confirmed' | 'not-the-guardian' | 'own-proposal' | 'already-shown' | 'nothing-to-state' | 'already-stated' | 'sharing-ended'
> = {
  'use-not-said': {
    'a picture withdrawn without a word on its use': () => withoutUse('capture', ''),
    'a use said of sharing alone': () => withoutUse('sharing', 'not-yet-seen'),
  },
  'picture-withdrawn': {
    'a message under a withdrawn picture, by its owner': () => inRoom(guarded(), (story) => story.messageOffer('alice', thread('one'))),
    'a message under it by a colleague': () => inRoom(guarded(), (story) => story.messageOffer('bob', thread('one'))),
    'an opinion under it': () => inRoom(guarded(), (story) => story.opinionOffer('alice', thread('one'))),
    'an opinion that rests on it': () =>
      inRoom(guarded(), (story) => {
        const picture = story.thread(thread('one')).picture?.entry ?? '';
        return story.opinionOffer('alice', story.room.state.caseThread, [{ thread: thread('one'), picture, rendition: 'view' }]);
      }),
  },
  'picture-not-withdrawn': {
    'destruction proposed of a picture that stands': () => inRoom(pictured(), (story) => story.destructionOffer('alice', 'one')),
    'destruction proposed where sharing alone was withdrawn': () => inRoom(withdrawn(pictured()), (story) => story.destructionOffer('alice', 'one')),
    'destruction proposed of what was opened again': () => inRoom(openedAgain(guarded()), (story) => story.destructionOffer('alice', 'one')),
    'destruction proposed of what was recorded anew': () => {
      const story = openedAgain(guarded());
      story.room.add(story.consentOffer('one'));
      return inRoom(story, () => story.destructionOffer('alice', 'one'));
    },
  },
  'destruction-proposed': {
    'destruction proposed twice': () => inRoom(proposed(), (story) => story.destructionOffer('alice', 'one')),
    'destruction proposed after it was confirmed': () => inRoom(answered('confirmed'), (story) => story.destructionOffer('alice', 'one')),
  },
  'destruction-not-proposed': {
    'an answer to nothing': () => inRoom(guarded(), (story) => story.destructionAnswerOffer('bob', 'one')),
    'a picture shown to the guardian who was not asked': () => inRoom(guarded(), (story) => story.shownOffer('alice', 'one', 'bob')),
  },
  'destruction-answered': {
    'an answer twice': () => inRoom(answered('kept'), (story) => story.destructionAnswerOffer('bob', 'one')),
    'a picture shown after the answer': () => inRoom(answered('confirmed'), (story) => story.shownOffer('alice', 'one', 'bob')),
  },
  'destruction-confirmed': {
    'what is to be destroyed opened for a new record': () => inRoom(answered('confirmed'), (story) => story.consentAgainOffer('alice', 'one')),
  },
  'not-the-guardian': {
    'destruction confirmed by a lead': () => inRoom(proposed(guarded(pictured(), 'bob', 'lead')), (story) => story.destructionAnswerOffer('bob', 'one')),
    'destruction confirmed by whoever was the guardian': () => {
      const story = proposed();
      story.register.add(said.office(story, 'bob', 'caldicott-guardian', 'ended'));
      story.tick();
      return inRoom(story, () => story.destructionAnswerOffer('bob', 'one'));
    },
    'a withdrawn picture shown to a colleague': () => inRoom(proposed(guarded(pictured(), 'bob', 'lead')), (story) => story.shownOffer('alice', 'one', 'bob')),
  },
  'own-proposal': {
    'the guardian confirms what they proposed': () => inRoom(proposed(guarded(pictured(), 'alice')), (story) => story.destructionAnswerOffer('alice', 'one')),
  },
  'already-shown': {
    'a withdrawn picture shown twice': () => {
      const story = proposed();
      story.room.add(story.shownOffer('alice', 'one', 'bob'));
      return inRoom(story, () => story.shownOffer('alice', 'one', 'bob'));
    },
  },
  'nothing-to-state': {
    'a statement on a picture still shared': () => stating(unshared(), 'two'),
    'a statement on another share': () =>
      inRoom(unshared(), (story) => story.statementOffer('xavier', 'one', id16('other'))),
  },
  'already-stated': {
    'a statement twice': () => {
      const story = unshared();
      story.room.add(story.statementOffer('xavier', 'one', clearanceId));
      return stating(story);
    },
  },
  'sharing-ended': {
    'an invitation accepted after one of its pictures was withdrawn': () => inRoom(unshared(world().admitted()), (story) => story.acceptOffer()),
    'an invitation accepted after one of its agreements was narrowed': () => {
      const story = world().admitted();
      story.room.add(story.consentOffer('one', { scopes: ['capture', 'internal'] }));
      return inRoom(story, () => story.acceptOffer());
    },
  },
}; // prettier-ignore
