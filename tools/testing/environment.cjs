// Jest's Node environment, which also remembers what a test file left open.
const path = require('node:path');
const { TestEnvironment } = require('jest-environment-node');
const { endOnRequest, noteLeftBy } = require('./open-handles.cjs');

// Jest asks a worker that does not end by itself.
endOnRequest();

module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.file = path.relative(config.projectConfig.rootDir, context.testPath);
    noteLeftBy('');
  }

  async teardown() {
    await super.teardown();
    noteLeftBy(this.file);
  }
};
