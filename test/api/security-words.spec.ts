import { endpoints } from '@consilium/contracts';
import { aboutWords } from '../../apps/web/src/register/about-words';

const unknown = aboutWords('/api/something-of-a-later-release/do');

test('whatever part of the service refused has its words', () => {
  const paths = Object.values(endpoints).flatMap((calls) => Object.values(calls).map(({ path }) => `/api/${path}`));
  expect(paths.length).toBeGreaterThan(30);
  expect(paths.filter((path) => aboutWords(path) === unknown)).toEqual([]);
});

test('what was signed in the register is said, and not by the name of its entry', () => {
  expect(aboutWords('credential')).toBe('who somebody is and what they may do');
});

test('what a later release logs is named as such, and nothing as nothing', () => {
  expect([unknown, aboutWords('vow'), aboutWords('')]).toEqual([unknown, unknown, '']);
});
