/**
 * Mutation run over the rule books and the ledger: `npm run mutation`, outside `npm test` because it takes long.
 * The specs run under mocha (tools/mutation), which keeps them loaded: a mutant costs milliseconds instead of a jest start.
 */
export default {
  testRunner: 'mocha',
  plugins: ['./tools/mutation/runner.mjs'],
  mutate: ['libs/domain/src/**/*.ts', 'libs/ledger/src/**/*.ts', '!libs/**/*.spec.ts', '!libs/**/index.ts'],
  mochaOptions: { config: 'tools/mutation/mocharc.cjs' },
  coverageAnalysis: 'perTest',
  ignorePatterns: ['dist', 'data', 'reports', 'apps', 'test', 'bench', 'docs', 'deploy'],
  reporters: ['clear-text', 'progress', 'html', 'json'],
  clearTextReporter: { logTests: false, reportTests: false },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  thresholds: { high: 90, low: 80, break: 80 },
  concurrency: 2,
  // Only endless loops shall run into it: on a machine busy with other work 5 s ended mutants that loop nowhere.
  timeoutMS: 20_000,
  tempDirName: '.stryker-tmp',
};
