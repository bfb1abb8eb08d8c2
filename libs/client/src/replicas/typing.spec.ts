import type { PersonId } from '@consilium/domain';
import { Typing } from './typing';

const [bela, xenia] = ['bela', 'xenia'] as PersonId[] as [PersonId, PersonId];

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('who is writing is told, and that they stopped five seconds after the last of it, with nothing else happening', () => {
  let told = 0;
  const typing = new Typing(() => told++);
  typing.hear('case', bela);
  jest.advanceTimersByTime(4_000);
  typing.hear('case', bela);
  jest.advanceTimersByTime(4_999);
  expect([typing.in('case'), told]).toEqual([[bela], 2]);
  jest.advanceTimersByTime(1);
  expect([typing.in('case'), told]).toEqual([[], 3]);
});

test('somebody writes in one thread and not in another', () => {
  const typing = new Typing(() => undefined);
  typing.hear('case', bela);
  typing.hear('picture', xenia);
  expect([typing.in('case'), typing.in('picture')]).toEqual([[bela], [xenia]]);
});

test('a room that is let go tells nothing afterwards', () => {
  let told = 0;
  const typing = new Typing(() => told++);
  typing.hear('case', bela);
  typing.forget();
  jest.advanceTimersByTime(10_000);
  expect([typing.in('case'), told]).toEqual([[], 1]);
});
