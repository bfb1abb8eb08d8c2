// The words our specs use (describe, test, test.each, beforeAll, expect …) for mocha, by jest's own `expect` and `jest-each`:
// mocha keeps every spec loaded and runs a chosen few of them at once, where jest would load them afresh for every mutant.
const path = require('node:path');
const { INSTRUMENTER_CONSTANTS } = require('@stryker-mutator/api/core');
const { expect } = require('expect');
const { bind } = require('jest-each');
const { ModuleMocker } = require('jest-mock');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { Suite, Test } = require('mocha');

/** What a preparation covers counts for its suite: Stryker alone would count it for whichever test ran before. */
function prepareOnce(suite, prepare) {
  suite.beforeAll(() => {
    const stryker = globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE];
    if (stryker !== undefined) stryker.currentTestId = suite.fullTitle();
    return prepare();
  });
}

/** jest's own spies and clocks. What replaces modules has no place here: they stay loaded (parts.cjs, `left`). */
function jestWords() {
  const mocker = new ModuleMocker(globalThis);
  const timers = new ModernFakeTimers({ config: { fakeTimers: {}, rootDir: process.cwd() }, global: globalThis });
  return {
    // Here all tests have one limit (`longestTest`), and a mutant that loops is ended by Stryker.
    setTimeout: () => undefined,
    spyOn: mocker.spyOn.bind(mocker),
    useFakeTimers: () => timers.useFakeTimers(),
    useRealTimers: () => timers.useRealTimers(),
    advanceTimersByTime: (milliseconds) => timers.advanceTimersByTime(milliseconds),
  };
}
const offered = jestWords();

/** Milliseconds after which a test has failed: one that waits for ever under a mutant, and is then run without it (runner.mjs). */
const longestTest = 150_000;

const suiteIn = (parent, title) => {
  const suite = Suite.create(parent, title);
  suite.timeout(longestTest);
  return suite;
};

/** Closes what the file opened, as jest does (libs/testkit/src/each-file.ts); the module may have been loaded afresh. */
const closeAll = () => require('@consilium/testkit').closeAll();

/** Each file is a suite of its own: what it prepares runs for its tests only, and equal titles in two files stay apart. */
module.exports = (root) => {
  root.on('pre-require', (context, file) => {
    const nested = [suiteIn(root, path.relative(process.cwd(), file))];
    nested[0].afterAll(closeAll);
    const current = () => nested[0];
    const test = (title, run) => {
      current().addTest(Object.assign(new Test(title, run), { file }));
    };
    const describe = (title, fill) => {
      nested.unshift(suiteIn(current(), title));
      fill();
      nested.shift();
    };
    // What stands still under jest stands still here.
    const still = Object.assign(() => undefined, { each: () => () => undefined });
    Object.assign(context, {
      describe: Object.assign(describe, { each: bind(describe, false), skip: still }),
      test: Object.assign(test, { each: bind(test, false), skip: still }),
      beforeAll: (prepare) => prepareOnce(current(), prepare),
      afterAll: (clear) => current().afterAll(clear),
      beforeEach: (prepare) => current().beforeEach(prepare),
      afterEach: (clear) => current().afterEach(clear),
      expect,
      jest: offered,
    });
  });
};

/** What of `jest`, and of `test` and `describe`, a spec may ask for that mutants are tried by. */
module.exports.words = Object.keys(offered);
module.exports.ways = ['each', 'skip'];
