const path = require('node:path');

// Everything, node_modules included, becomes CommonJS by swc: the one arrangement in which Nest 12 (ESM), jose (ESM) and Jest meet.
const decorators = { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false };
const typescript = [
  '@swc/jest',
  {
    sourceMaps: 'inline',
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: decorators,
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
  },
];
const javascript = [
  '@swc/jest',
  { sourceMaps: false, jsc: { target: 'es2022', parser: { syntax: 'ecmascript' } }, module: { type: 'commonjs' } },
];

/** What is looked up in a sandbox is slow, and these are looked up in every round of what seals, signs and opens. */
const looksUp = ['Math', 'Number', 'BigInt', 'Object', 'Array', 'DataView', 'Uint8Array', 'Uint16Array', 'Uint32Array'];

const shared = {
  rootDir: __dirname,
  sandboxInjectedGlobals: looksUp,
  // A spy on a module that stays loaded would be there in the next file.
  restoreMocks: true,
  // Not in the folder for temporary files, which is another one in each `npm test`.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  testEnvironment: path.join(__dirname, 'tools/testing/environment.cjs'),
  runtime: path.join(__dirname, 'tools/testing/runtime.cjs'),
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/', '<rootDir>/.stryker-tmp/'],
  transform: { '^.+\\.tsx?$': typescript, '^.+\\.m?js$': javascript },
  transformIgnorePatterns: [],
};

/** `libs` runs alone and in milliseconds; `system` starts PostgreSQL and the object store; `web` starts Chromium too. */
module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'libs',
      testMatch: ['<rootDir>/libs/**/*.spec.ts', '<rootDir>/apps/web/src/**/*.spec.ts', '<rootDir>/tools/**/*.spec.ts'],
      setupFilesAfterEnv: [path.join(__dirname, 'tools/testing/patience.cjs')],
    },
    {
      ...shared,
      displayName: 'system',
      testMatch: [
        '<rootDir>/test/{access,api,scenarios,attacks,faults,commands}{,/**/*}.spec.ts',
        '<rootDir>/apps/api/**/*.spec.ts',
        // What the long matrix alone takes, minutes each.
        ...(process.env.TEST_LONG === 'yes' ? ['<rootDir>/test/long/*.spec.ts'] : []),
      ],
      setupFilesAfterEnv: ['<rootDir>/libs/testkit/src/each-file.ts'],
      globalSetup: '<rootDir>/libs/testkit/src/servers/global-setup.cjs',
      globalTeardown: '<rootDir>/libs/testkit/src/servers/global-teardown.cjs',
    },
  ],
};
