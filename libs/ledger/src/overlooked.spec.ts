import { roomRules, type Entry, type RoomState } from '@consilium/domain';
import { person, T0, world } from '@consilium/testkit/domain';
import { overlooks } from './overlooked';
import { fromRegister } from './register-reader';

/** Somebody of a room was suspended at T0 + 60; an entry of that room names the register before it. */
function suspendedAt60(who: string) {
  const story = world().people().case();
  const named = story.view.seq;
  const state = story.room.state;
  story.now = T0 + 60;
  story.status(who, 'suspended');
  return { state, named, register: story.register.state };
}

const entryAt = (at: number, seq: number): Entry =>
  ({ seq: 9, at, by: person('bob'), register: { seq, hash: '' } }) as unknown as Entry;

function isOverlooked(who: string, at: number, knows = 0): boolean {
  const { state, named, register } = suspendedAt60(who);
  const entry = entryAt(at, named + knows);
  return overlooks(roomRules, fromRegister(register), { entry, before: state, after: state }, 300);
}

test('an entry dated well after a suspension that it does not know of overlooks it', () => {
  expect(isOverlooked('alice', T0 + 361)).toBe(true);
});

test('one dated no more than five minutes after it may have been written before it was heard of', () => {
  expect(isOverlooked('alice', T0 + 360)).toBe(false);
});

test('one that knows of it does not, and neither does one of a room that it does not concern', () => {
  expect(isOverlooked('alice', T0 + 3600, 1)).toBe(false);
  expect(isOverlooked('una', T0 + 3600)).toBe(false);
});

test('who is let in by the entry counts, and who was inside before it', () => {
  const { state, named, register } = suspendedAt60('alice');
  const alone = { ...state, internals: new Map([...state.internals].filter(([id]) => id !== person('alice'))) };
  const entry = entryAt(T0 + 3600, named);
  const judged = (before: RoomState | undefined, after: RoomState): boolean =>
    overlooks(roomRules, fromRegister(register), { entry, before, after }, 300);
  expect([judged(state, alone), judged(alone, state), judged(undefined, state), judged(alone, alone)]).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test('any is overlooked where none may be: the service’s own rule', () => {
  const { state, named, register } = suspendedAt60('alice');
  const step = { entry: entryAt(T0, named), before: state, after: state };
  expect(overlooks(roomRules, fromRegister(register), step, -Infinity)).toBe(true);
  const known = { ...step, entry: entryAt(T0, named + 1) };
  expect(overlooks(roomRules, fromRegister(register), known, -Infinity)).toBe(false);
});

test('an author who is nothing to their ledger is looked at all the same', () => {
  const { state, named, register } = suspendedAt60('una');
  const entry = { ...entryAt(T0 + 3600, named), by: person('una') };
  const step = { entry, before: state, after: state };
  expect(overlooks(roomRules, fromRegister(register), step, 300)).toBe(true);
  expect(overlooks(roomRules, fromRegister(register), { ...step, entry: entryAt(T0 + 3600, named) }, 300)).toBe(false);
});
