// Stryker runs one jest project: the libraries.
const { projects } = require('./jest.config.cjs');

module.exports = {
  ...projects.find(({ displayName }) => displayName === 'libs'),
  testMatch: ['<rootDir>/libs/{domain,ledger}/**/*.spec.ts'],
};
