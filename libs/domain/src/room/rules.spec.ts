import {
  addendum,
  blob,
  caseThread,
  clearanceId,
  clinic,
  day,
  grantsTo,
  hash,
  id16,
  kid,
  objectsOf,
  opened,
  openedAgain,
  person,
  pictured,
  side,
  T0,
  thread,
  withCarol,
  withdrawn,
  withOpinion,
  world,
} from '@consilium/testkit/domain';
import { roomRules } from '../books';
import { SERVICE } from '../kernel/ids';
import { mayRead } from './may';
import { entitledTo, rotationDue, scopeOfShare } from './membership';

const people = (...names: readonly string[]) => names.map(person);

test('a case begins with its owner as the only member', () => {
  const story = world().people();
  const entry = story.room.add(
    story.by('alice', 'genesis', {
      kind: 'room',
      nonce: id16('n'),
      org: story.view.person(person('alice'))?.organisation,
      thread: caseThread,
    }),
  );
  expect(story.room.state).toMatchObject({
    id: entry.hash,
    owner: person('alice'),
    caseThread,
    openedAt: T0,
    closed: undefined,
  });
  expect([...story.room.state.internals.values()]).toEqual([
    { kind: 'internal', person: person('alice'), since: T0, removedAt: undefined, known: story.view.seq },
  ]);
});

test('a thread begins at generation 1 with exactly its holders, and each rotation moves both', () => {
  const story = opened();
  expect(story.thread(caseThread)).toEqual({
    id: caseThread, kind: 'case', clearance: '', gen: 1, kc: hash('kc-1'), begunBy: person('alice'), asOf: story.register.state.head.seq, opens: [], before: [], holders: people('alice', 'bob'), sealedTo: ['alice', 'bob'].map((name) => ({ person: person(name), kid: kid(name) })), readers: 'inside', named: [], reach: [{ gen: 1, seq: 2, readers: 'inside', unders: [], reporters: [] }], last: '', picture: undefined, consent: undefined, requested: [],
  }); // prettier-ignore
  story.rotate('bob', caseThread);
  expect(story.thread(caseThread)).toMatchObject({ gen: 2, kc: hash('kc-2'), holders: people('alice', 'bob') });
});

test('what is written last is remembered in its own thread only', () => {
  const story = pictured();
  const entry = story.room.add(story.messageOffer('bob', thread('one')));
  expect(story.thread(thread('one')).last).toBe(entry.id);
  expect(story.thread(caseThread).last).toBe('');
  for (const type of ['title', 'form'] as const) {
    const written = story.room.add(story.inThread('alice', type, caseThread, { sealed: blob }));
    expect(story.thread(caseThread).last).toBe(written.id);
  }
  const opinion = story.room.add(story.opinionOffer('bob', thread('one')));
  const added = story.room.add(addendum(story, 'bob'));
  expect(story.room.state.opinions.get(opinion.id)).toEqual({
    ...{ by: person('bob'), thread: thread('one'), on: [], upTo: added.seq },
  });
  expect(story.thread(thread('one')).last).toBe(added.id);
});

test('a picture keeps its objects and the consent it was posted under', () => {
  const story = opened().picture('one');
  const { picture, consent } = story.thread(thread('one'));
  expect(picture).toMatchObject({
    by: person('alice'),
    objects: objectsOf('one'),
    consent: { id: consent?.id, version: 1 },
  });
  expect(consent).toMatchObject({
    version: 1,
    withdrawn: 'no',
    thread: thread('one'),
    facts: [],
    takenBy: person('alice'),
    authority: 'said-yes',
  });
  story.room.add(story.consentOffer('one', { authority: 'signed', flags: ['rare'] }));
  expect(story.thread(thread('one')).consent).toMatchObject({ version: 2, authority: 'signed', flags: ['rare'] });
});

test('sharing withdrawn leaves the picture to the colleagues; a new version has to be opened again and starts afresh', () => {
  const story = withdrawn(pictured());
  expect(story.thread(thread('one')).consent?.withdrawn).toBe('sharing');
  story.room.add(story.messageOffer('bob', thread('one')));
  story.room.add(story.withdrawalOffer('one', 'capture'));
  expect(story.thread(thread('one')).consent).toMatchObject({ withdrawn: 'capture', withdrawnBy: person('bob') });
  openedAgain(story);
  expect(story.thread(thread('one')).consent).toMatchObject({ withdrawn: 'capture', isOpenAgain: true });
  story.room.add(story.consentOffer('one'));
  expect(story.thread(thread('one')).consent).toMatchObject({ version: 2, withdrawn: 'no', isOpenAgain: false });
});

test('a withdrawn consent is opened again by the owner and by whoever recorded the withdrawal, by nobody else', () => {
  const story = withCarol(withdrawn(pictured()));
  const may = (by: string) =>
    roomRules.mayAct(story.room.state, story.view, story.now, person(by), {
      act: 'consent-again',
      thread: thread('one'),
    })?.code;
  expect([may('alice'), may('bob'), may('carol')]).toEqual([undefined, undefined, 'not-the-owner']);
});

test('consent is taken by who signs it, or reported of a colleague', () => {
  const own = opened().picture('one').thread(thread('one')).consent;
  expect(own).toMatchObject({ takenBy: person('alice'), recordedBy: person('alice') });
  const told = opened()
    .picture('one', { takenBy: person('bob') })
    .thread(thread('one')).consent;
  expect(told).toMatchObject({ takenBy: person('bob'), recordedBy: person('alice') });
});

test('a picture may be added after sharing was withdrawn', () => {
  const story = opened().rotate('alice', thread('one'));
  story.room.add(story.consentOffer('one'));
  story.room.add(story.withdrawalOffer('one', 'sharing'));
  story.room.add(story.pictureOffer('one'));
  expect(story.thread(thread('one')).picture?.by).toBe(person('alice'));
});

test('a removed member may be invited again, and holds nothing until granted', () => {
  const story = opened();
  story.now += 5;
  story.room.add(story.removeOffer('alice', 'bob'));
  expect(story.room.state.internals.get(person('bob'))?.removedAt).toBe(T0 + 5);
  expect(rotationDue(story.room.state, story.thread(caseThread), story.view, story.now)).toBe(true);
  story.rotate('alice', caseThread);
  story.room.add(story.by('alice', 'invite', { person: person('bob') }));
  expect(story.thread(caseThread).holders).toEqual(people('alice'));
  story.room.add(story.grantOffer('alice', caseThread, 'bob'));
  expect(story.thread(caseThread).holders).toEqual(people('alice', 'bob'));
});

test('a member leaves, the owner hands over and then leaves', () => {
  const story = withCarol();
  story.room.add(story.removeOffer('carol', 'carol'));
  story.room.add(story.by('alice', 'owner', { person: person('bob') }));
  story.room.add(story.removeOffer('alice', 'alice'));
  expect(story.room.state.owner).toBe(person('bob'));
  expect(entitledTo(story.room.state, caseThread, story.view, story.now)).toEqual(people('bob'));
});

test('a clinician who moves to another hospital is internal no more (attack 34)', () => {
  const story = opened();
  story.register.add(story.credentialOffer('bob', { organisation: clinic }));
  expect(entitledTo(story.room.state, caseThread, story.view, story.now)).toEqual(people('alice'));
  expect(rotationDue(story.room.state, story.thread(caseThread), story.view, story.now)).toBe(true);
});

test('a grant that did not open is complained about and given again', () => {
  const story = opened();
  story.room.add(story.inThread('bob', 'grant-bad', caseThread, { entry: id16('e') }));
  expect(story.thread(caseThread).holders).toEqual(people('alice'));
  story.room.add(story.grantOffer('alice', caseThread, 'bob'));
  expect(story.thread(caseThread).holders).toEqual(people('alice', 'bob'));
});

test('a member’s new keys make new thread keys due, and the old ones may be granted to them once more until then', () => {
  const story = opened();
  const due = () => rotationDue(story.room.state, story.thread(caseThread), story.view, story.now);
  const grant = () => story.room.offer(story.grantOffer('alice', caseThread, 'bob'));
  expect([due(), grant()]).toMatchObject([false, { ok: false, refusal: { code: 'already-holder' } }]);
  story.register.add(story.keyChangeOffer('bob'));
  expect(due()).toBe(true);
  story.room.add(story.grantOffer('alice', caseThread, 'bob'));
  expect(story.thread(caseThread).holders).toEqual(people('alice', 'bob'));
  expect([due(), grant()]).toMatchObject([true, { ok: false, refusal: { code: 'already-holder' } }]);
  story.rotate('bob', caseThread);
  expect(due()).toBe(false);
});

test('complaining about a grant does not hide that the thread is open to a key given up since', () => {
  const story = opened();
  story.register.add(story.keyChangeOffer('bob'));
  story.room.add(story.inThread('bob', 'grant-bad', caseThread, { entry: id16('e') }));
  story.room.add(story.grantOffer('alice', caseThread, 'bob'));
  expect(story.room.offer(story.messageOffer('bob', caseThread))).toMatchObject({
    ok: false,
    refusal: { code: 'rotation-due' },
  });
});

test('in a closed case keys, removals, withdrawals and refusals still happen, until it is opened again', () => {
  const story = world().admitted();
  story.room.add(story.by('alice', 'close', { outcome: 'advice-given' }));
  expect(story.room.state.closed).toEqual({ at: T0, outcome: 'advice-given' });
  story.rotate('alice', caseThread);
  story.room.add(story.inThread('bob', 'grant-bad', caseThread, { entry: id16('e') }));
  story.room.add(story.grantOffer('alice', caseThread, 'bob'));
  story.room.add(story.acceptOffer('xavier', true));
  story.room.add(story.withdrawalOffer('one', 'sharing'));
  story.room.add(story.removeOffer('alice', 'bob'));
  story.tick();
  story.room.add(story.by('alice', 'reopen', {}));
  expect(story.room.state.closed).toBeUndefined();
});

test('a tick moves time and register and nothing else', () => {
  const story = opened().status('carol', 'suspended');
  const before = story.room.state;
  story.now += 60;
  const entry = story.room.add({ by: SERVICE, type: 'tick' });
  expect(story.room.state).toEqual({
    ...before,
    at: T0 + 60,
    head: { seq: entry.seq, hash: entry.hash },
    register: { seq: story.view.seq, hash: story.view.hash },
  });
});

test('an outside colleague is entitled to the side thread and the cleared pictures from the admission on, and to nothing else', () => {
  const story = world().requested();
  story.room.add(story.admitOffer());
  const entitled = (id: typeof side) =>
    entitledTo(story.room.state, id, story.view, story.now).includes(person('xavier'));
  expect([side, thread('one'), thread('two'), thread('three'), caseThread].filter(entitled)).toEqual([
    side,
    thread('one'),
    thread('two'),
  ]);
  expect(story.room.state.outsiders.get(clearanceId)).toMatchObject({
    person: person('xavier'),
    side,
    stage: { stage: 'admitted' },
    clearanceHash: hash('clearance'),
  });
});

test.each([
  ['at join-by itself', 7 * day, true],
  ['a second later', 7 * day + 1, false],
])('who was admitted is entitled %s: %s → %s', (_when, seconds, expected) => {
  const story = world().admitted();
  expect(entitledTo(story.room.state, side, story.view, T0 + seconds).includes(person('xavier'))).toBe(expected);
});

test.each([
  ['the second before member-until', 30 * day - 1, true],
  ['at member-until', 30 * day, false],
])('who accepted is entitled %s: %s → %s', (_when, seconds, expected) => {
  const story = world().accepted();
  expect(entitledTo(story.room.state, side, story.view, T0 + seconds).includes(person('xavier'))).toBe(expected);
});

test('an acceptance stands at join-by itself, and is dated', () => {
  const story = world().admitted();
  story.now = T0 + 7 * day;
  story.room.add(story.acceptOffer());
  expect(story.room.state.outsiders.get(clearanceId)?.stage).toEqual({ stage: 'accepted', at: T0 + 7 * day });
});

test('a reinstated clearance lets its colleague in again, after a new grant where keys were changed', () => {
  const story = world().accepted().clearanceStatus('suspended');
  story.rotate('alice', side);
  expect(story.thread(side).holders).toEqual([]);
  story.clearanceStatus('reinstated');
  story.room.add(story.grantOffer('bob', side, 'xavier', clearanceId));
  story.room.add(story.messageOffer('xavier', side));
  expect(story.thread(side).holders).toEqual(people('xavier'));
});

test('two advisers let a flagged share pass', () => {
  const story = world().requested({ flags: ['face'] });
  const second = {
    kid: story.view.person(person('walt'))?.kid ?? '',
    credential: story.view.person(person('walt'))?.passkeys[0]?.credential ?? '',
  };
  story.room.add(story.admitOffer({ flags: ['face'] }, { second: second as never }));
  expect(story.room.state.outsiders.size).toBe(1);
});

test('an outside colleague begins no new keys; with no colleague of the room left, it is only read', () => {
  const story = world().accepted().status('bob', 'suspended');
  const codes = () =>
    [story.rotateOffer('xavier', side), story.messageOffer('xavier', side)].map((offer) => {
      const applied = story.room.offer(offer);
      return applied.ok ? '' : applied.refusal.code;
    });
  expect(codes()).toEqual(['internals-only', 'rotation-due']);
  story.rotate('alice', caseThread).rotate('alice', side);
  expect(codes()).toEqual(['internals-only', '']);
  story.status('alice', 'suspended');
  expect(codes()).toEqual(['internals-only', 'rotation-due']);
  expect(mayRead(story.room.state, { type: 'message', scope: [side] }, person('xavier'), story.view, story.now)).toBe(
    true,
  );
});

test('an outside colleague answers, gives an opinion, and leaves', () => {
  const story = world().accepted();
  story.room.add(story.messageOffer('xavier', thread('two')));
  const picture = story.thread(thread('one')).picture?.entry ?? '';
  story.room.add(story.opinionOffer('xavier', side, [{ thread: thread('one'), picture, rendition: 'view' }]));
  story.room.add(story.removeOffer('xavier', 'xavier', scopeOfShare(side, story.clearance())));
  expect(story.room.state.outsiders.get(clearanceId)?.stage).toEqual({ stage: 'removed', at: T0 });
});

test('a colleague whose share ended may come back under another clearance', () => {
  const story = world().accepted();
  story.room.add(story.removeOffer('alice', 'xavier', scopeOfShare(side, story.clearance())));
  story.rotate('alice', thread('side2'), { kind: 'side', clearance: id16('second') });
  story.room.add(story.admitOffer({ id: id16('second') }, {}, thread('side2')));
  expect([...story.room.state.outsiders.keys()]).toEqual([clearanceId, id16('second')]);
});

test('asking twice in the same request is written once', () => {
  const story = world().requested();
  story.room.add(story.requestOffer(['one', 'three']));
  expect(story.thread(thread('one')).requested).toEqual([story.advice.id]);
  expect(story.thread(thread('three')).requested).toEqual([story.advice.id]);
});

test('grants of a rotation are compared with the entitled of that moment', () => {
  const story = withCarol();
  story.rotate('alice', caseThread, { grants: grantsTo(people('alice', 'bob', 'carol')) });
  expect(story.thread(caseThread).holders).toEqual(people('alice', 'bob', 'carol'));
});

test('an opinion by another colleague does not open the first one', () => {
  const story = withOpinion();
  expect(story.room.offer(addendum(story, 'bob')).ok).toBe(true);
});
