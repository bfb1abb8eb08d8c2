import {
  caseThread,
  clinic,
  closed,
  day,
  expired,
  opened,
  person,
  T0,
  withCarol,
  type World,
} from '@consilium/testkit/domain';
import { entitledTo } from './membership';

test.each([
  ['suspended', (story: World) => story.status('alice', 'suspended')],
  ['struck off', (story: World) => story.status('alice', 'ended')],
  ['no longer registered', (story: World) => expired(story, 365 * day)],
  [
    'at another hospital',
    (story: World) => {
      story.register.add(story.credentialOffer('alice', { organisation: clinic }));
      return story;
    },
  ],
])('a case whose owner is %s is taken over by a colleague inside, who can then do all an owner can', (_why, ends) => {
  const story = withCarol();
  // Bob's registration outlasts Alice's.
  story.register.add(story.credentialOffer('bob', { expires: T0 + 900 * day }));
  ends(story);
  story.room.add(story.by('bob', 'owner', { person: person('bob') }));
  expect(story.room.state.owner).toBe(person('bob'));
  story.room.add(story.removeOffer('bob', 'alice'));
  story.room.add(story.by('bob', 'close', { outcome: 'referred' }));
  expect(story.room.state.closed).toMatchObject({ outcome: 'referred' });
});

test('a closed case is taken over as well, and opened again by who took it', () => {
  const story = closed(opened()).status('alice', 'ended');
  story.room.add(story.by('bob', 'owner', { person: person('bob') }));
  story.room.add(story.by('bob', 'reopen', {}));
  expect([story.room.state.owner, story.room.state.closed]).toEqual([person('bob'), undefined]);
});

test('an owner who is good again is a colleague in the case that was taken over, and not its owner', () => {
  const story = opened().status('alice', 'suspended');
  story.room.add(story.by('bob', 'owner', { person: person('bob') }));
  story.status('alice', 'good');
  expect(story.room.offer(story.by('alice', 'close', { outcome: 'referred' }))).toMatchObject({
    ok: false,
    refusal: { code: 'not-the-owner' },
  });
  story.room.add(story.removeOffer('bob', 'alice'));
  expect(entitledTo(story.room.state, caseThread, story.view, story.now)).toEqual([person('bob')]);
});
