// Stryker runs one jest project: the libraries. Only packages that ship nothing but ES modules are transformed, which
// makes each of some thousand runs several times quicker; the slow random properties are left to `npm test`.
const { projects } = require('./jest.config.cjs');

module.exports = {
  ...projects.find(({ displayName }) => displayName === 'libs'),
  testMatch: ['<rootDir>/libs/{domain,ledger}/**/*.spec.ts'],
  testPathIgnorePatterns: ['/properties\\.spec\\.ts$'],
  transformIgnorePatterns: ['/node_modules/(?!(?:jose|@noble)/)'],
};
