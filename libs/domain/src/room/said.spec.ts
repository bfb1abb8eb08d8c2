import {
  blob,
  caseThread,
  id16,
  newestIn,
  opened,
  person,
  pictured,
  replicaOf,
  side,
  thread,
  withdrawn,
  world,
  written,
  type World,
} from '@consilium/testkit/domain';
import { roomRules } from '../books';
import type { EntryId, ThreadId } from '../kernel/ids';
import { mayOpen } from './may';
import { takeBackSeconds } from './said';

const may = (story: World, name: string, message = newestIn(story), id: ThreadId = caseThread): string | undefined =>
  roomRules.mayAct(story.room.state, story.view, story.now, person(name), {
    act: 'take-back',
    thread: id,
    message: message as EntryId,
  })?.code;

test('everything said may be answered in its thread: a message, an opinion, a picture, the question', () => {
  const story = written();
  const answered = (id: string, where: ThreadId) =>
    story.room.offer(story.messageOffer('alice', where, { replyTo: id })).ok;
  expect(answered(newestIn(story), caseThread)).toBe(true);
  story.room.add(story.inThread('alice', 'form', caseThread, { sealed: blob }));
  expect(answered(newestIn(story), caseThread)).toBe(true);
  const opinion = story.room.add(story.opinionOffer('bob', caseThread));
  expect(answered(opinion.id, caseThread)).toBe(true);
  const picture = story.thread(thread('one')).picture?.entry ?? '';
  expect(answered(picture, thread('one'))).toBe(true);
});

test('a message is found among hundreds, and one more costs only its run', () => {
  const story = opened();
  const first = story.room.add(story.messageOffer('bob', caseThread));
  for (let count = 0; count < 200; count++) story.room.add(story.messageOffer('alice', caseThread));
  const { said } = story.room.state;
  expect(said.map((run) => run.length)).toEqual([64, 64, 64, 9]);
  story.room.add(story.messageOffer('alice', caseThread, { replyTo: first.id }));
  expect(story.room.state.said.slice(0, 3).every((run, index) => run === said[index])).toBe(true);
  expect(story.room.state.said.flat().map(({ seq }) => seq)).toEqual(
    story.room.state.said
      .flat()
      .map(({ seq }) => seq)
      .toSorted((one, other) => one - other),
  );
});

test('whoever wrote it takes a message back for sixty seconds, and not a second longer', () => {
  const story = written();
  expect(may(story, 'bob')).toBeUndefined();
  expect(may(story, 'alice')).toBe('not-the-writer');
  story.now += takeBackSeconds;
  expect(may(story, 'bob')).toBeUndefined();
  story.now += 1;
  expect(may(story, 'bob')).toBe('too-late-to-take-back');
});

test('its words go to nobody from then on, not to its author either; what else was said does', () => {
  const story = written();
  const entry = story.room.kept.at(-1)?.entry;
  const before = story.room.add(story.messageOffer('bob', caseThread));
  if (entry === undefined) throw new Error('nothing was written');
  const opens = (name: string, of: typeof entry) => mayOpen(story.room.state, of, person(name), story.view, story.now);
  expect(['alice', 'bob'].map((name) => opens(name, entry))).toEqual([true, true]);
  story.room.add(story.takeBackOffer('bob', caseThread, entry.id));
  expect(['alice', 'bob'].map((name) => opens(name, entry))).toEqual([false, false]);
  expect(opens('alice', before)).toBe(true);
});

test('an outside colleague takes back their own, and follows what was taken back in threads they do not read', () => {
  const story = world().accepted();
  story.room.add(story.messageOffer('alice', side));
  const own = story.room.add(story.messageOffer('xavier', side));
  const hidden = story.room.add(story.messageOffer('bob', caseThread));
  expect(may(story, 'xavier', own.id, side)).toBeUndefined();
  story.room.add(story.takeBackOffer('bob', caseThread, hidden.id));
  const replica = replicaOf(story, 'xavier');
  expect(replica.head).toEqual(story.room.state.head);
  expect(replica.said).toEqual(story.room.state.said);
  expect(replica.takenBack.size).toBe(0);
  story.room.add(story.takeBackOffer('xavier', side, own.id));
  expect(replicaOf(story, 'xavier').takenBack).toEqual(new Set([own.seq]));
});

test('the first words of a share stay, later ones do not have to', () => {
  const story = world().accepted();
  const brief = story.room.add(story.messageOffer('alice', side));
  const later = story.room.add(story.messageOffer('alice', side));
  expect(may(story, 'alice', brief.id, side)).toBe('request-rests-on-it');
  expect(may(story, 'alice', later.id, side)).toBeUndefined();
});

test('an opinion filed before it, or about another picture, rests on nothing of it', () => {
  const story = pictured().picture('two');
  story.room.add(story.opinionOffer('alice', thread('two')));
  written(story, 'bob', thread('one'));
  const message = newestIn(story);
  const picture = story.thread(thread('two')).picture?.entry ?? '';
  story.room.add(story.opinionOffer('alice', caseThread, [{ thread: thread('two'), picture, rendition: 'view' }]));
  expect(may(story, 'bob', message, thread('one'))).toBeUndefined();
  expect(may(story, 'bob', id16('none'), thread('one'))).toBe('no-such-message');
});

test('under a withdrawn picture nothing is taken back', () => {
  const story = written(pictured(), 'bob', thread('one'));
  const message = newestIn(story);
  withdrawn(story, 'capture');
  expect(may(story, 'bob', message, thread('one'))).toBe('picture-withdrawn');
});
