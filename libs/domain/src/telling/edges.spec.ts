import { blob, caseThread, defence, hash, opened, person, thread, withCarol, world } from '@consilium/testkit/domain';
import type { RegisterView } from '../register/state';
import type { Said } from './about';
import { isForToday } from './advice';
import { concernedBy, type Concerned } from './whom';

/** Whom an append concerns where it names what is not there, or begins a ledger: somebody who is not found is nobody. */

const names = (concerned: readonly Concerned[]) => concerned.map((each) => `${each.person} ${each.reason}`);
const told = (name: string, reason: string) => `${person(name)} ${reason}`;
const said = (type: string, body: unknown = {}, scope: Said['scope'] = 'room'): Said => ({ type, scope, body });
const { view, now } = world().people();
const before = { state: undefined, view, at: now, by: person('alice') };

const inThread = { thread: caseThread, gen: 1, sealed: blob };
const ofNoCase: readonly Said[] = [
  said('message', inThread, [caseThread]),
  said('owner', { person: person('alice') }),
  said('deletion-statement'),
  said('destruction-answer'),
  said('destruction-proposal'),
  said('accept'),
];

test.each(ofNoCase)('$type in a case that is not there yet concerns nobody', (each) => {
  expect(concernedBy('room', { ...before, batch: [each] })).toEqual([]);
});

test('what is said of a picture to the whole room names no picture, and so nobody who reads one', () => {
  const { room } = withCarol();
  const batch = [said('picture'), said('consent-withdrawal')];
  expect(concernedBy('room', { ...before, state: room.state, batch })).toEqual([]);
});

test('of two pictures begun in one append each is for its own readers, and a share that begins has none', () => {
  const { room } = withCarol();
  const begun = (name: string, kind: string, ...to: readonly string[]) =>
    said('rotate', {
      thread: thread(name),
      kind,
      readers: 'named',
      grants: to.map((each) => ({ recipient: person(each), blob })),
    });
  const keys = [
    begun('one', 'picture', 'alice', 'bob'),
    begun('two', 'picture', 'alice', 'carol'),
    begun('share', 'share', 'bob'),
  ];
  const of = (name: string) =>
    names(concernedBy('room', { ...before, state: room.state, batch: [...keys, said('picture', {}, [thread(name)])] }));
  expect(of('one')).toEqual([told('bob', 'picture')]);
  expect(of('two')).toEqual([told('carol', 'picture')]);
  expect(of('share')).toEqual([]);
  expect(of('three')).toEqual([]);
});

test('with a decision come keys for those it lets in, and others that let nobody in', () => {
  const { room } = opened();
  const grant = (name: string, clearance: string) => said('grant', { recipient: person(name), clearance });
  const batch = [said('admit'), grant('carol', ''), grant('xavier', 'clearance')];
  expect(names(concernedBy('room', { ...before, state: room.state, batch }))).toEqual([told('xavier', 'invited')]);
});

test('where the register does not know the organisation, or whoever is inside, no guardian is asked', () => {
  const { room } = opened();
  const proposes = (changed: Partial<RegisterView>) =>
    concernedBy('room', {
      ...before,
      state: room.state,
      view: { ...view, ...changed },
      batch: [said('destruction-proposal')],
    });
  expect(proposes({ organisation: () => undefined })).toEqual([]);
  expect(proposes({ person: () => undefined })).toEqual([]);
  expect(proposes({})).toEqual([]);
});

test('a request that is not there yet concerns nobody but as it is begun', () => {
  const batches: readonly (readonly Said[])[] = [
    [],
    [said('submit')],
    [said('dossier'), said('submit')],
    [said('question')],
    [said('answer')],
    [said('decision')],
    [said('revoke')],
    [said('proposal')],
  ];
  for (const batch of batches) expect(concernedBy('advice', { ...before, batch })).toEqual([]);
  const begun = [said('genesis', { org: defence }), said('submit')];
  expect(names(concernedBy('advice', { ...before, batch: begun }))).toEqual([
    told('vera', 'asked'),
    told('walt', 'asked'),
  ]);
});

test('a request that is there goes to its own organisation, whatever an entry beside it names', () => {
  const { advice, view: newest } = world().people().asked();
  const about = { ...before, view: newest, state: advice.state };
  const batch = [said('genesis', { org: person('nobody') }), said('submit')];
  expect(names(concernedBy('advice', { ...about, batch }))).toEqual([told('vera', 'asked'), told('walt', 'asked')]);
});

test('a request is for today where a dossier says so, and without one for no day', () => {
  const { advice } = world().people().asked();
  expect(isForToday({ ...before, batch: [] })).toBe(false);
  expect(isForToday({ ...before, state: advice.state, batch: [] })).toBe(false);
  const filed = (urgency: string) => said('dossier', { urgency });
  expect(isForToday({ ...before, batch: [filed('today')] })).toBe(true);
  expect(isForToday({ ...before, batch: [filed('today'), filed('routine')] })).toBe(false);
});

describe('in the register', () => {
  const story = world().people('production');
  const { state } = story.register;
  const at = { state, view: story.view, at: story.now, by: person('olga') };
  const said = (type: string, body: object): readonly Said[] => [{ type, scope: 'room', body }];

  test('somebody it does not know is confirmed by nobody', () => {
    expect(concernedBy('register', { ...at, batch: said('credential', { person: person('nobody') }) })).toEqual([]);
  });

  test('whoever says that they are of no organisation is confirmed by nobody', () => {
    expect(concernedBy('register', { ...at, batch: said('credential', { person: person('olga') }) })).toEqual([]);
  });

  test('an adviser is confirmed by those of the organisation that they are appointed to, until they are', () => {
    const vera = story.view.person(person('vera'));
    if (vera === undefined) throw new Error('Vera is not known');
    const waiting: RegisterView = {
      ...story.view,
      person: (id) =>
        id === person('vera') ? { ...vera, advises: '', defence: '', memberOf: '' } : story.view.person(id),
    };
    const appointed = { ...at, view: waiting, batch: said('appointment', { person: person('vera') }) };
    expect(names(concernedBy('register', appointed))).toContain(told('walt', 'member-to-confirm'));
    expect(concernedBy('register', { ...appointed, view: story.view })).toEqual([]);
  });

  test('a confirmation of what nobody proposed, or in a register that is not there, concerns nobody', () => {
    const batch = said('confirm', { proposed: hash('nothing') });
    expect(concernedBy('register', { ...at, batch })).toEqual([]);
    expect(concernedBy('register', { ...at, state: undefined, batch })).toEqual([]);
  });

  test('in a case a confirmation is no entry, and proposes nothing', () => {
    const { room } = opened();
    const batch = said('confirm', { proposed: hash('nothing') });
    expect(concernedBy('room', { ...before, state: room.state, batch })).toEqual([]);
  });
});
