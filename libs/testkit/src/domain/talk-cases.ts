import { takeBackSeconds, type Applied } from '@consilium/domain';
import type { Cases } from './cases';
import { blob, id16, thread } from './names';
import { inRoom, opened, pictured } from './scenes';
import { caseThread, side, world, type World } from './world';

/** Something Bob wrote, and where. */
export function written(story: World = pictured(), by = 'bob', id = caseThread): World {
  story.room.add(story.messageOffer(by, id));
  return story;
}
/** The newest thing that was said. */
export const newestIn = (story: World): string => story.room.state.said.flat().at(-1)?.id ?? id16('none');
const taken = (story: World): World => {
  story.room.add(story.takeBackOffer('bob', caseThread, newestIn(story)));
  return story;
};
const answering = (story: World, replyTo = newestIn(story), id = caseThread): Applied<unknown> =>
  story.room.offer(story.messageOffer('alice', id, { replyTo }));
const taking = (story: World, by = 'bob', id = caseThread, message = newestIn(story)): Applied<unknown> =>
  story.room.offer(story.takeBackOffer(by, id, message));
const rested = (story: World, make: Parameters<typeof inRoom>[1]): Applied<unknown> => {
  const message = newestIn(story);
  story.room.add(make(story));
  return taking(story, 'bob', story.room.state.said.flat().find(({ id }) => id === message)?.thread, message);
};
/** The owner wrote what the decision on a share was about, and more. */
const briefed = (): World => written(world().accepted(), 'alice', side);

export const talkCases: Cases<
  | 'answers-nothing' | 'answers-taken-back' | 'no-such-message' | 'not-the-writer' | 'taken-back-already' | 'too-late-to-take-back'
  | 'opinion-rests-on-it' | 'request-rests-on-it'
> = {
  'answers-nothing': {
    'an answer to what was never said': () => answering(written(), id16('none')),
    'an answer in another thread than what it answers': () => answering(written(), undefined, thread('one')),
    'an answer to a picture outside its thread': () => answering(pictured()),
    'an answer to an entry that says nothing': () => {
      const story = opened();
      story.room.add(story.inThread('alice', 'title', caseThread, { sealed: blob }));
      return answering(story);
    },
  },
  'answers-taken-back': { 'an answer to what was taken back': () => answering(taken(written())) },
  'no-such-message': {
    'what was never said taken back': () => taking(written(), 'bob', caseThread, id16('none')),
    'a message taken back in another thread': () => taking(written(), 'bob', thread('one')),
    'an opinion taken back': () => {
      const story = pictured();
      story.room.add(story.opinionOffer('bob', caseThread));
      return taking(story);
    },
    'a picture taken back': () => taking(pictured(), 'alice', thread('one')),
  },
  'not-the-writer': {
    'a colleague’s message taken back': () => taking(written(), 'alice'),
    'a message of the owner taken back by an outside colleague': () => {
      const story = briefed();
      story.room.add(story.messageOffer('alice', side));
      return taking(story, 'xavier', side);
    },
  },
  'taken-back-already': {
    'a message taken back twice': () => {
      const story = written();
      const message = newestIn(story);
      story.room.add(story.takeBackOffer('bob', caseThread, message));
      return taking(story, 'bob', caseThread, message);
    },
  },
  'too-late-to-take-back': {
    'a message taken back after more than a minute': () => {
      const story = written();
      story.now += takeBackSeconds + 1;
      return taking(story);
    },
  },
  'opinion-rests-on-it': {
    'a message before an opinion in its thread': () => rested(written(), (story) => story.opinionOffer('alice', caseThread)),
    'a message under a picture on which an opinion rests': () =>
      rested(written(pictured(), 'bob', thread('one')), (story) => {
        const picture = story.thread(thread('one')).picture?.entry ?? '';
        return story.opinionOffer('alice', caseThread, [{ thread: thread('one'), picture, rendition: 'view' }]);
      }),
    'a message after which somebody added to their opinion': () => {
      const story = pictured();
      const { id } = story.room.add(story.opinionOffer('alice', caseThread));
      return rested(written(story), (told) =>
        told.inThread('alice', 'addendum', caseThread, { sealed: blob, opinion: id }),
      );
    },
  },
  'request-rests-on-it': { 'the words that a share was decided on': () => taking(briefed(), 'alice', side) },
}; // prettier-ignore
