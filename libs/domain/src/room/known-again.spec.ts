import {
  caseThread,
  defence,
  hospital,
  joinFor,
  led,
  person,
  replacedIn,
  world,
  type World,
} from '@consilium/testkit/domain';
import { roomRules } from '../books';
import { mayReadAdvice } from '../advice/reading';
import { advisersOf } from '../register/view';
import { entitledTo, isActiveInternal, rotationDue, standingIn } from './membership';

const inside = (story: World, name: string) => isActiveInternal(story.room.state, person(name), story.view, story.now);
const entitled = (story: World) => entitledTo(story.room.state, caseThread, story.view, story.now);
const may = (story: World, by: string, name: string) =>
  roomRules.mayAct(story.room.state, story.view, story.now, person(by), { act: 'known-again', other: person(name) })
    ?.code;
const opened = () => world().people().case();

test('whose keys two officers replaced is given no key of a case until its owner knows them again', () => {
  const story = opened();
  expect([inside(story, 'bob'), entitled(story)]).toEqual([true, [person('alice'), person('bob')]]);
  replacedIn(story, 'bob');
  expect([inside(story, 'bob'), entitled(story)]).toEqual([false, [person('alice')]]);
  expect(standingIn(story.room.state, person('bob'), story.view, story.now)).toBe('stranger');
  const thread = story.room.state.threads.get(caseThread);
  expect(thread && rotationDue(story.room.state, thread, story.view, story.now)).toBe(true);
  expect(may(story, 'alice', 'bob')).toBeUndefined();
  story.room.add(story.by('alice', 'known-again', { person: person('bob') }));
  expect([inside(story, 'bob'), entitled(story)]).toEqual([true, [person('alice'), person('bob')]]);
});

test('keys replaced once more are unknown once more', () => {
  const story = replacedIn(opened(), 'bob');
  story.room.add(story.by('alice', 'known-again', { person: person('bob') }));
  story.register.add(story.replacementOffer('bob', joinFor('bob', story.root, 'bob4')));
  expect(inside(story, 'bob')).toBe(false);
});

test('an owner under other keys owns the case no more: a colleague takes it over, or knows them again', () => {
  const story = replacedIn(opened(), 'alice');
  expect(inside(story, 'alice')).toBe(false);
  expect(may(story, 'bob', 'alice')).toBeUndefined();
  story.room.add(story.by('bob', 'owner', { person: person('bob') }));
  story.room.add(story.by('bob', 'known-again', { person: person('alice') }));
  expect(standingIn(story.room.state, person('alice'), story.view, story.now)).toBe('internal');
  const kept = replacedIn(opened(), 'alice');
  kept.room.add(kept.by('bob', 'known-again', { person: person('alice') }));
  expect(standingIn(kept.room.state, person('alice'), kept.view, kept.now)).toBe('owner');
});

test('an adviser under other keys serves no more, a member is none, an officer is suspended', () => {
  const story = world().people();
  for (const name of ['vera', 'alice', 'omar']) replacedIn(story, name);
  const now = (name: string) => story.view.person(person(name));
  expect(now('vera')).toMatchObject({ appointed: '', advises: '', status: 'good', keyring: 2 });
  expect(advisersOf(story.view, defence, story.now)).toEqual([person('walt')]);
  expect(now('alice')).toMatchObject({ memberOf: '', defence, status: 'good' });
  expect(now('omar')).toMatchObject({ status: 'suspended', statusSource: 'keys replaced' });
  for (const name of ['vera', 'alice', 'omar']) {
    expect(now(name)?.replaced).toBe(story.register.state.people.get(person(name))?.at(-1)?.seq);
    for (const passkey of now(name)?.passkeys ?? []) expect(passkey.counts).toBe(story.now + 86_400);
  }
});

test('an adviser under other keys confirms nobody, also once their passkey counts', () => {
  const story = replacedIn(world().people(), 'vera');
  story.register.add(story.credentialOffer('dora'));
  story.now += 86_400;
  const credential = story.view.person(person('vera'))?.passkeys[0]?.credential ?? '';
  const offer = story.confirmed(story.membershipOffer('vera', 'dora'));
  const facts = { act: { by: 'passkey', credential } } as const;
  expect(story.register.offer({ ...offer, facts })).toMatchObject({ ok: false, refusal: { code: 'not-an-adviser' } });
});

test('an outside colleague under other keys is let in by no decision made before', () => {
  const story = world().accepted();
  replacedIn(story, 'xavier');
  expect(standingIn(story.room.state, person('xavier'), story.view, story.now)).toBe('stranger');
});

test('a requester under other keys reads their request once their organisation knows them again', () => {
  const story = world().people().asked();
  const reads = () => mayReadAdvice(story.advice.state, person('alice'), story.view, story.now);
  expect(reads()).toBe(true);
  replacedIn(story, 'alice');
  expect(reads()).toBe(false);
  story.member('vera', 'alice');
  expect(reads()).toBe(true);
});

test('what is asked under the other keys is the requester’s own as any request is, also when their membership ends', () => {
  const story = replacedIn(world().people(), 'alice').member('vera', 'alice').asked();
  story.register.add(story.membershipOffer('vera', 'alice', defence, 'ended'));
  expect(mayReadAdvice(story.advice.state, person('alice'), story.view, story.now)).toBe(true);
});

test('an office is not kept under other keys, and an officer whose access had ended has none again', () => {
  const story = led('alice');
  replacedIn(story, 'alice');
  expect(story.view.organisation(hospital)?.offices).toEqual([]);
  story.status('omar', 'ended');
  replacedIn(story, 'omar');
  expect(story.view.person(person('omar'))?.status).toBe('ended');
});
