// Stryker's mocha runner, able to load the specs afresh without a new process. A mutant in what a module builds while it
// loads (a shape, a table of rules) shows only in modules loaded under it, and every third mutant is one of those.
import { createRequire } from 'node:module';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import { createMochaTestRunner } from '@stryker-mutator/mocha-runner';
import verdict from './verdict.cjs';

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

/** Ids of all tests that are loaded, in their order. */
function testsOf(mocha) {
  const ids = [];
  mocha.mocha.suite.eachTest((test) => ids.push(test.fullTitle()));
  return ids;
}

function reloadingRunner(injector) {
  let mocha = createMochaTestRunner(injector);
  const loadAfresh = async () => {
    await mocha.dispose();
    forgetOurModules();
    mocha = createMochaTestRunner(injector);
    await mocha.init();
  };
  return {
    capabilities: () => Promise.resolve({ reloadEnvironment: true }),
    init: () => mocha.init(),
    dryRun: async (options) => withPreparations(await mocha.dryRun(options)),
    mutantRun: verdict.judgeBy({ run: (options) => mocha.mutantRun(options), tests: () => testsOf(mocha), loadAfresh }),
    dispose: () => mocha.dispose(),
  };
}
reloadingRunner.inject = tokens(commonTokens.injector);

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'mocha', reloadingRunner)];
export { strykerValidationSchema } from '@stryker-mutator/mocha-runner';
