import { caseThread, id16, joinFor, person, side, World, world } from '@consilium/testkit/domain';
import { isEntitled, rotationDue, standingIn } from './membership';

const codeOf = (applied: Parameters<typeof World.codeOf>[0]): string | undefined => World.codeOf(applied);
const standing = ({ room, view, now }: World): string => standingIn(room.state, person('xavier'), view, now);
const isSideDue = ({ room: { state }, view, now }: World): boolean => {
  const thread = state.threads.get(side);
  if (thread === undefined) throw new Error('no side thread');
  return rotationDue(state, thread, view, now);
};
const changed = (story: World): World => {
  story.register.add(story.keyChangeOffer('xavier'));
  return story;
};

test('an outside colleague with other keys is let in by nothing until an adviser confirms them', () => {
  const story = world().accepted();
  expect(standing(story)).toBe('outside');
  changed(story);
  expect(standing(story)).toBe('stranger');
  expect(codeOf(story.room.offer(story.messageOffer('xavier', side)))).toBe('not-a-member');
  story.rekey('xavier');
  expect(standing(story)).toBe('outside');
  expect(isEntitled(story.room.state, side, person('xavier'), story.view, story.now)).toBe(true);
  expect(isEntitled(story.room.state, caseThread, person('xavier'), story.view, story.now)).toBe(false);
});

test('what was sealed to the former key is due once the new one is confirmed', () => {
  const story = changed(world().accepted()).rekey('xavier');
  expect(isSideDue(story)).toBe(true);
  story.rotate('alice', side);
  expect(isSideDue(story)).toBe(false);
  story.room.add(story.messageOffer('xavier', side));
});

test('a decision that was not used yet lets in whose new keys were confirmed, and nobody before', () => {
  const story = world().requested();
  const admission = story.admitOffer();
  changed(story);
  expect(codeOf(story.room.offer(admission))).toBe('recipient-differs');
  story.rekey('xavier');
  expect(codeOf(story.room.offer(admission))).toBeUndefined();
});

test('each change of keys is confirmed by itself', () => {
  const story = changed(world().accepted()).rekey('xavier');
  story.register.add(story.keyChangeOffer('xavier', joinFor('xavier', story.root, 'xavier9'), 3));
  expect(standing(story)).toBe('stranger');
});

test('the keys of another colleague let in nobody', () => {
  const story = changed(world().accepted()).rekey('yara');
  expect(standing(story)).toBe('stranger');
  expect(standingIn(story.room.state, person('yara'), story.view, story.now)).toBe('stranger');
});

test('a suspension outlives new keys, and they it', () => {
  const story = changed(world().accepted()).clearanceStatus('suspended').rekey('xavier');
  expect(standing(story)).toBe('stranger');
  story.clearanceStatus('reinstated');
  expect(standing(story)).toBe('outside');
});

test('what was confirmed of one decision says nothing of another', () => {
  const story = changed(world().accepted());
  story.register.add(story.rekeyOffer('xavier', 'vera', { clearance: id16('second') }));
  expect(standing(story)).toBe('stranger');
});
