// Stryker's mocha runner, able to load the specs afresh without a new process. A mutant in what a module builds while it
// loads (a shape, a table of rules) shows only in modules loaded under it, and every third mutant is one of those.
import { createRequire } from 'node:module';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import { MutantRunStatus } from '@stryker-mutator/api/test-runner';
import { createMochaTestRunner } from '@stryker-mutator/mocha-runner';

const { cache } = createRequire(import.meta.url);

/** Forgets our own modules, and lets go of them wherever a package that stays loaded has noted them as its children. */
function forgetOurModules() {
  const isOurs = ({ filename }) => !filename.includes('node_modules') && filename.endsWith('.ts');
  for (const [name, module] of Object.entries(cache)) {
    if (isOurs(module)) delete cache[name];
    else module.children = module.children.filter((child) => !isOurs(child));
  }
}

/** Gives what a suite prepared (jest-interface.cjs) to every test of that suite, for each may depend on it. */
function withPreparations({ mutantCoverage, ...result }) {
  if (mutantCoverage === undefined || result.tests === undefined) return result;
  const { static: always, perTest } = mutantCoverage;
  const shared = structuredClone(perTest);
  const ids = new Set(result.tests.map(({ id }) => id));
  for (const suite of Object.keys(perTest).filter((name) => !ids.has(name))) {
    delete shared[suite];
    for (const id of [...ids].filter((test) => test.startsWith(`${suite} `))) {
      shared[id] = sumOf(shared[id] ?? {}, perTest[suite]);
    }
  }
  return { ...result, mutantCoverage: { static: always, perTest: shared } };
}

function sumOf(one, other) {
  const sum = { ...one };
  for (const [mutant, hits] of Object.entries(other)) sum[mutant] = (sum[mutant] ?? 0) + hits;
  return sum;
}

/** The file in which a test or its preparation stands (jest-interface.cjs names suites by it). */
const fileOf = (id) => id.split(' ', 1)[0];

/** Ids of all tests that are loaded, in their order. */
function testsOf(mocha) {
  const ids = [];
  mocha.mocha.suite.eachTest((test) => ids.push(test.fullTitle()));
  return ids;
}

/** All tests of every file of which some are asked for. */
function wholeFiles(mocha, asked) {
  const files = new Set(asked.map(fileOf));
  return testsOf(mocha).filter((id) => files.has(fileOf(id)));
}

/** What of the failing test's file was run: what it says may rest on what was said before it, so it is not run alone. */
function upTo(mocha, asked, failing) {
  const ran = testsOf(mocha).filter((id) => fileOf(id) === fileOf(failing) && (asked?.includes(id) ?? true));
  const at = ran.indexOf(failing);
  return at < 0 ? ran : ran.slice(0, at + 1);
}

function reloadingRunner(injector) {
  let mocha = createMochaTestRunner(injector);
  /** Whether modules were loaded under a mutant. */
  let isSpoilt = false;
  const loadAfresh = async () => {
    await mocha.dispose();
    forgetOurModules();
    mocha = createMochaTestRunner(injector);
    await mocha.init();
    isSpoilt = false;
  };

  /**
   * Runs a mutant, and says whether a kill is its own: what failed passes without it. If not, an earlier mutant has left something
   * in a module's memory (a key imported wrongly, say), or what failed rests on tests that were not asked, or a server is gone.
   */
  async function judged(options) {
    const isStatic = options.mutantActivation === 'static';
    if (isStatic ? options.reloadEnvironment : isSpoilt) await loadAfresh();
    isSpoilt = isStatic;
    const result = await mocha.mutantRun(options);
    if (result.status !== MutantRunStatus.Killed) return { result, isOwn: true };
    const testFilter = upTo(mocha, options.testFilter, [result.killedBy].flat()[0]);
    if (isStatic) await loadAfresh();
    const unchanged = { ...options, activeMutant: {}, mutantActivation: 'runtime', testFilter };
    return { result, isOwn: (await mocha.mutantRun(unchanged)).status === MutantRunStatus.Survived };
  }

  return {
    capabilities: () => Promise.resolve({ reloadEnvironment: true }),
    init: () => mocha.init(),
    dryRun: async (options) => withPreparations(await mocha.dryRun(options)),
    async mutantRun(options) {
      const first = await judged(options);
      if (first.isOwn) return first.result;
      const testFilter = options.testFilter && wholeFiles(mocha, options.testFilter);
      await loadAfresh();
      const { result, isOwn } = await judged({ ...options, testFilter });
      // A database that is gone, say: then every mutant would count as found.
      const errorMessage = `Fails without it, too: ${result.failureMessage}`;
      return isOwn ? result : { status: MutantRunStatus.Error, errorMessage };
    },
    dispose: () => mocha.dispose(),
  };
}
reloadingRunner.inject = tokens(commonTokens.injector);

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'mocha', reloadingRunner)];
export { strykerValidationSchema } from '@stryker-mutator/mocha-runner';
