/** Mutation run over the rule books and the ledger: `npm run mutation`, outside `npm test` because it takes long. */
export default {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  mutate: [
    'libs/domain/src/**/*.ts',
    'libs/ledger/src/**/*.ts',
    '!libs/**/*.spec.ts',
    '!libs/**/spec/**',
    '!libs/**/index.ts',
  ],
  jest: { projectType: 'custom', configFile: 'stryker.jest.config.cjs', enableFindRelatedTests: true },
  coverageAnalysis: 'perTest',
  ignorePatterns: ['dist', 'data', 'reports', 'apps', 'test', 'bench', 'docs', 'deploy'],
  reporters: ['clear-text', 'progress', 'html', 'json'],
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  thresholds: { high: 90, low: 80, break: 80 },
  concurrency: 2,
  timeoutMS: 20_000,
  tempDirName: '.stryker-tmp',
};
