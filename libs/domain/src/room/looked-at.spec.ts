import { clearanceId, hospital, kid, opened, person, side, thread, withCarol, world } from '@consilium/testkit/domain';
import { mayHold, mayOpen, touchedByRoomFrom, whoMayRead } from './may';
import type { RoomState } from './state';

/** What of the register is looked at when the entries of a case from one on are judged, and what of them is opened. */

const everybody = (names: readonly string[]) => new Set(names.map(person));

test('of a case without pictures and shares its people alone are looked at', () => {
  const { room, register } = opened();
  expect(touchedByRoomFrom(room.state, register.state, 0)).toEqual({
    people: everybody(['alice', 'bob']),
    organisations: new Set(),
    clearances: new Set(),
  });
});

test('of pictures and shares from an entry on also the organisation, and who decided; of older ones neither', () => {
  const { room, register } = world().accepted();
  const { state } = room;
  const admitted = state.outsiders.get(clearanceId)?.admitSeq ?? -1;
  const pictured = Math.max(...[...state.threads.values()].map(({ picture }) => picture?.seq ?? -1));
  expect(admitted).toBeGreaterThan(pictured);
  const looked = (from: number) => touchedByRoomFrom(state, register.state, from);
  const inside = ['alice', 'bob', 'xavier'];
  expect(looked(0)).toEqual({
    people: everybody([...inside, 'vera']),
    organisations: new Set([hospital]),
    clearances: new Set([clearanceId]),
  });
  expect(looked(pictured).organisations).toEqual(new Set([hospital]));
  expect(looked(pictured + 1).organisations).toEqual(new Set());
  expect(looked(admitted).people).toEqual(everybody([...inside, 'vera']));
  expect(looked(admitted + 1).people).toEqual(everybody(inside));
});

test('whose second signature a share bears is looked at too', () => {
  const { room, register } = world().accepted();
  const share = room.state.outsiders.get(clearanceId);
  if (share === undefined) throw new Error('There is a share');
  const signed = { ...share, second: kid('walt') };
  const state: RoomState = { ...room.state, outsiders: new Map([[clearanceId, signed]]) };
  expect(touchedByRoomFrom(state, register.state, 0).people).toContain(person('walt'));
});

test('of a thread that names others a colleague inside is given the keys’ entries and no words', () => {
  const story = withCarol().named('alice', thread('one'), ['alice', 'carol']);
  const opens = (name: string, type: string, scope: 'room' | readonly [ReturnType<typeof thread>]) =>
    mayOpen(story.room.state, { seq: 99, type, scope }, person(name), story.view, story.now);
  const one = [thread('one')] as const;
  expect(['carol', 'bob'].map((name) => opens(name, 'message', one))).toEqual([true, false]);
  expect(['rotate', 'grant'].map((type) => opens('bob', type, one))).toEqual([true, true]);
  expect(opens('bob', 'invite', 'room')).toBe(true);
  const both = [thread('one'), story.room.state.caseThread] as const;
  expect(
    mayOpen(story.room.state, { seq: 99, type: 'picture', scope: both }, person('bob'), story.view, story.now),
  ).toBe(true);
});

test('who is not inside, or has not accepted yet, holds nothing and stands in no list of readers', () => {
  const admitted = world().admitted();
  const holds = (name: string, id = thread('one')) =>
    mayHold(admitted.room.state, id, person(name), admitted.view, admitted.now);
  expect(['alice', 'xavier', 'yann'].map((name) => holds(name))).toEqual([true, false, false]);
  expect(holds('alice', thread('nowhere'))).toBe(false);
  const readers = whoMayRead(admitted.room.state, side, admitted.view, admitted.now).map(({ person: id }) => id);
  expect(readers).toContain(person('alice'));
});
