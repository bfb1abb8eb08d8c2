// Jest's Node environment, which also remembers what a test file left open. One for all the files of a worker, since
// modules that stay loaded (runtime.cjs) belong to it; with TEST_FRESH=yes each file has its own.
const path = require('node:path');
const { TestEnvironment } = require('jest-environment-node');
const { keepsModules } = require('./runtime.cjs');
const { endOnRequest, noteLeftBy } = require('./open-handles.cjs');

// Jest asks a worker that does not end by itself.
endOnRequest();

/** What a test may have changed for its own file: environment variables, and Jest's own settings. */
class Before {
  constructor(global) {
    this.global = global;
    this.variables = { ...global.process.env };
    this.symbols = new Set(Object.getOwnPropertySymbols(global));
  }

  restore() {
    const { env } = this.global.process;
    for (const name of Object.keys(env)) if (!(name in this.variables)) delete env[name];
    Object.assign(env, this.variables);
    for (const symbol of Object.getOwnPropertySymbols(this.global))
      if (!this.symbols.has(symbol)) delete this.global[symbol];
  }
}

let one;

module.exports = class extends TestEnvironment {
  constructor(config, context) {
    if (one === undefined || !keepsModules) {
      super(config, context);
      this.before = new Before(this.global);
      one = this;
    }
    one.file = path.relative(config.projectConfig.rootDir, context.testPath);
    noteLeftBy('');
    return one;
  }

  async teardown() {
    if (keepsModules) this.makesGood();
    else await super.teardown();
    noteLeftBy(this.file);
  }

  makesGood() {
    this.fakeTimersModern.useRealTimers();
    this.fakeTimers.useRealTimers();
    this.before.restore();
  }
};
