import { judgeBy } from './verdict.cjs';

const tests = ['a.spec.ts first', 'a.spec.ts second', 'a.spec.ts third', 'b.spec.ts other'] as const;
type Id = (typeof tests)[number];

/** Two files of tests: whether one fails depends on the mutant, on what ran before it in its file, and on what is left in memory. */
function trying(fails: (id: Id, seen: { mutant: string; before: readonly Id[]; left: Set<string> }) => boolean) {
  const left = new Set<string>();
  const runs: string[] = [];
  let loads = 0;
  const judge = judgeBy({
    tests: () => tests,
    loadAfresh: () => {
      left.clear();
      loads += 1;
      return Promise.resolve();
    },
    run: ({ activeMutant: { id: mutant = '' }, testFilter }) => {
      const asked = tests.filter((id) => testFilter?.includes(id) ?? true);
      runs.push(`${mutant || 'unchanged'}: ${asked.map((id) => id.split(' ')[1]).join(' ')}`);
      const file = (id: Id): string => id.split(' ')[0] ?? '';
      const failing = asked.find((id, at) =>
        fails(id, { mutant, left, before: asked.slice(0, at).filter((each) => file(each) === file(id)) }),
      );
      if (failing === undefined) return Promise.resolve({ status: 'survived', nrOfTests: asked.length });
      return Promise.resolve({ status: 'killed', killedBy: [failing], failureMessage: 'no' });
    },
  });
  const of = (mutant: string, testFilter?: readonly Id[]) =>
    judge({
      ...{ activeMutant: { id: mutant, fileName: 'source.ts' }, testFilter },
      ...{
        mutantActivation: testFilter === undefined ? 'static' : 'runtime',
        reloadEnvironment: testFilter === undefined,
      },
    });
  return { of, runs, loads: () => loads };
}

test('what fails under a mutant alone is found, by what had run up to it', async () => {
  const { of, runs } = trying((id, { mutant }) => mutant === 'm' && id === 'a.spec.ts second');
  expect(await of('m', tests)).toMatchObject({ status: 'killed', killedBy: ['a.spec.ts second'] });
  expect(runs).toEqual(['m: first second third', 'unchanged: first second']);
  expect(await of('n', tests)).toMatchObject({ status: 'survived' });
  expect(runs.slice(2)).toEqual(['n: first second third', 'n: other']);
});

test('what says something only after what was said before it is run with that, without the mutant and, where it was not asked, with it', async () => {
  const second = ['a.spec.ts second'] as const;
  const needsFirst = (id: Id, before: readonly Id[]): boolean =>
    id === 'a.spec.ts second' && !before.includes('a.spec.ts first');
  const harmless = trying((id, { before }) => needsFirst(id, before));
  expect(await harmless.of('m', second)).toMatchObject({ status: 'survived' });
  expect(harmless.runs.at(-1)).toBe('m: first second third');
  const harmful = trying((id, { mutant, before }) => needsFirst(id, before) || (mutant === 'm' && id === second[0]));
  expect(await harmful.of('m', second)).toMatchObject({ status: 'killed' });
  expect(harmful.runs.at(-1)).toBe('unchanged: first second');
});

test('what an earlier mutant left in memory finds no later one', async () => {
  const { of, loads } = trying((id, { mutant, left }) => {
    if (mutant === 'leaves') left.add('something');
    return left.size > 0 && id === 'b.spec.ts other';
  });
  await of('leaves', ['a.spec.ts first']);
  expect([await of('n', ['b.spec.ts other']), loads()]).toEqual([expect.objectContaining({ status: 'survived' }), 1]);
});

test('what fails whether a mutant is there or not is an error, and not found', async () => {
  const { of } = trying((id) => id === 'b.spec.ts other');
  const said = { status: 'error', errorMessage: 'Fails without it, too: no' };
  expect(await of('m', ['b.spec.ts other'])).toEqual(said);
  expect(await of('m')).toEqual(said);
});

test('a mutant of what a module builds while it loads is judged by modules loaded anew without it', async () => {
  const { of, loads, runs } = trying((id, { mutant }) => mutant === 'm' && id === 'b.spec.ts other');
  expect(await of('m')).toMatchObject({ status: 'killed' });
  expect([loads(), runs.at(-1)]).toEqual([2, 'unchanged: other']);
  // The modules are as they were: what comes next needs no loading.
  await of('n', ['a.spec.ts first']);
  expect(loads()).toBe(2);
});

test('the file of tests that found a mutant is asked first of the next in the same file of the program', async () => {
  const { of, runs } = trying((id, { mutant }) => mutant !== '' && id === 'b.spec.ts other');
  await of('m', tests);
  await of('n', tests);
  expect(runs).toEqual(['m: first second third', 'm: other', 'unchanged: other', 'n: other', 'unchanged: other']);
});
