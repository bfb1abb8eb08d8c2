import type { OnCallView, PersonView } from '../vault/door';
import { choicesOf } from './on-call-choices';

const people = ['a', 'b'].map((person) => ({ person, name: person.toUpperCase() }) as PersonView);
const now: OnCallView = { team: 't', person: 'me', name: 'Me', until: 1, by: '' };
const asked = { team: { team: 't', members: ['me', 'a'], isMine: true }, people, me: 'me' };
const whom = (of: ReturnType<typeof choicesOf>): string[] => of.choices.map(({ value }) => value);

test('one of a team names themselves; whoever is on call, or leads, also the others of it', () => {
  const own = choicesOf({ ...asked, now: undefined, speaks: false });
  expect([whom(own), own.first, own.isOneself, own.mayEnd]).toEqual([['me'], 'me', true, false]);
  const handing = choicesOf({ ...asked, now, speaks: false });
  expect([whom(handing), handing.first, handing.isOneself, handing.mayEnd]).toEqual([['me', 'a'], 'me', false, true]);
  expect(whom(choicesOf({ ...asked, now: undefined, speaks: true }))).toEqual(['me', 'a']);
});

test('of a team that has one person, who leads and is not in it names that one, and it is not said to be themselves', () => {
  const team = { team: 't', members: ['a'], isMine: false };
  const led = choicesOf({ ...asked, team, now: undefined, speaks: true });
  expect([whom(led), led.first, led.isOneself]).toEqual([['a'], 'a', false]);
  const two = choicesOf({ ...asked, team: { ...team, members: ['a', 'b'] }, now: undefined, speaks: true });
  expect([whom(two), two.first, two.isOneself]).toEqual([['a', 'b'], null, false]);
});
