import { Problem } from '@consilium/domain';
import { letInEach } from './let-in-each';

const refusing =
  (...refused: readonly string[]) =>
  (tried: string[]) =>
  (person: string): Promise<void> => {
    tried.push(person);
    return refused.includes(person)
      ? Promise.reject(new Problem('not-allowed', `${person} cannot be let in.`))
      : Promise.resolve();
  };

test('whoever cannot be let in keeps nobody else out, and is named with the reason', async () => {
  const tried: string[] = [];
  const not = await letInEach(['a', 'b', 'c'], refusing('a', 'c')(tried));
  expect(tried).toEqual(['a', 'b', 'c']);
  expect(not).toEqual([
    { person: 'a', why: 'a cannot be let in.' },
    { person: 'c', why: 'c cannot be let in.' },
  ]);
  expect(await letInEach(['a', 'b'], refusing()([]))).toEqual([]);
});

test.each([new Problem('not-signed-in', 'Sign in.'), new TypeError('No.')])('%s ends it', async (error) => {
  const tried: string[] = [];
  const letIn = (person: string): Promise<void> => {
    tried.push(person);
    return Promise.reject(error);
  };
  await expect(letInEach(['a', 'b'], letIn)).rejects.toBe(error);
  expect(tried).toEqual(['a']);
});
