// What a mutant's run says of it: whether what failed fails because of it.
const { MutantRunStatus } = require('@stryker-mutator/api/test-runner');

/** The file in which a test or its preparation stands (jest-interface.cjs names suites by it). */
const fileOf = (id) => id.split(' ', 1)[0];

/** What of the failing test's file was run: what it says may rest on what was said before it, so it is not run alone. */
function upTo(tests, asked, failing) {
  const ran = tests.filter((id) => fileOf(id) === fileOf(failing) && (asked?.includes(id) ?? true));
  const at = ran.indexOf(failing);
  return at < 0 ? ran : ran.slice(0, at + 1);
}

/** All tests of every file of which some are asked for. */
function wholeFiles(tests, asked) {
  const files = new Set(asked.map(fileOf));
  return tests.filter((id) => files.has(fileOf(id)));
}

/**
 * Judges mutants by `run` (as Stryker's test runner runs one), `tests` (ids of all that are loaded, in their order) and
 * `loadAfresh`. A kill counts where what failed passes without the mutant. If it does not, an earlier mutant has left something
 * in a module's memory (a key imported wrongly, say), or what failed rests on tests of its file that were not asked: it is
 * judged once more, with modules loaded afresh and by whole files. What then fails without it too is an error, and not found.
 */
function judgeBy({ run, tests, loadAfresh: load }) {
  /** Whether modules were loaded under a mutant. */
  let isSpoilt = false;
  const loadAfresh = async () => {
    await load();
    isSpoilt = false;
  };

  /** By file of the program: the files of tests that found a mutant of it, the last to do so first. */
  const finders = new Map();

  /** The files these tests stand in, in their order but for those that found mutants of this file before. */
  function filesOf(ids, source) {
    const asked = [...new Set(ids.map(fileOf))];
    const first = (finders.get(source) ?? []).filter((file) => asked.includes(file));
    return [...first, ...asked.filter((file) => !first.includes(file))];
  }

  /** One file of tests after another until one fails: each prepares for itself, and what is about the same mostly finds the next. */
  async function runByFile(options) {
    const { testFilter, activeMutant } = options;
    if (testFilter === undefined) return run(options);
    const source = activeMutant.fileName;
    let result = { status: MutantRunStatus.Survived, nrOfTests: 0 };
    for (const file of filesOf(testFilter, source)) {
      result = await run({ ...options, testFilter: testFilter.filter((id) => fileOf(id) === file) });
      if (result.status === MutantRunStatus.Survived) continue;
      finders.set(source, [file, ...(finders.get(source) ?? []).filter((each) => each !== file)]);
      break;
    }
    return result;
  }

  async function judged(options) {
    const isStatic = options.mutantActivation === 'static';
    if (isStatic ? options.reloadEnvironment : isSpoilt) await loadAfresh();
    isSpoilt = isStatic;
    const result = await runByFile(options);
    if (result.status !== MutantRunStatus.Killed) return { result, isOwn: true };
    const testFilter = upTo(tests(), options.testFilter, [result.killedBy].flat()[0]);
    if (isStatic) await loadAfresh();
    const unchanged = { ...options, activeMutant: {}, mutantActivation: 'runtime', testFilter };
    return { result, isOwn: (await run(unchanged)).status === MutantRunStatus.Survived };
  }

  return async (options) => {
    const first = await judged(options);
    if (first.isOwn) return first.result;
    const testFilter = options.testFilter && wholeFiles(tests(), options.testFilter);
    await loadAfresh();
    const { result, isOwn } = await judged({ ...options, testFilter });
    // A database that is gone, say: then every mutant would count as found.
    const errorMessage = `Fails without it, too: ${result.failureMessage}`;
    return isOwn ? result : { status: MutantRunStatus.Error, errorMessage };
  };
}

module.exports = { judgeBy };
