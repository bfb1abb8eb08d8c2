import parts from './tools/mutation/parts.cjs';

const part = process.env.MUTATION_PART ?? 'rules';
const { mutate, least, lot } = parts.partOf(part);
const api = lot === undefined ? ['apps', 'test'] : [];
// The pages that are printed from the rules say whether a word of theirs changed.
const docs = ['docs/*', '!docs/protocol', '!docs/guidance.md'];

/**
 * Mutation run over one part (tools/mutation/parts.cjs): `npm run mutation -- PART`, outside `npm test` because it takes long.
 * The specs run under mocha (tools/mutation), which keeps them loaded: a mutant costs milliseconds instead of a jest start.
 */
export default {
  testRunner: 'mocha',
  plugins: ['./tools/mutation/runner.mjs', './tools/mutation/lot.mjs'],
  checkers: lot === undefined ? [] : ['lot'],
  mutate,
  mochaOptions: { config: 'tools/mutation/mocharc.cjs' },
  coverageAnalysis: 'perTest',
  ignorePatterns: ['dist', 'data', 'reports', 'bench', ...docs, 'deploy', ...api],
  reporters: ['clear-text', lot === undefined ? 'progress' : 'lines', 'html', 'json'],
  clearTextReporter: { logTests: false, reportTests: false },
  htmlReporter: { fileName: `reports/mutation/${part}.html` },
  jsonReporter: { fileName: `reports/mutation/${part}.json` },
  thresholds: { high: 96, low: least ?? 80, break: least ?? null },
  concurrency: 2,
  // Only endless loops shall run into it: on a machine busy with other work 5 s ended mutants that loop nowhere.
  // Where each mutant takes a system, a test that hangs ends by itself (jest-interface.cjs) and is tried without the mutant:
  // only what never lets go of the processor shall count as found by time.
  timeoutMS: lot === undefined ? 20_000 : 400_000,
  // The first run, of everything, beside which a busy machine may do other work for long.
  dryRunTimeoutMinutes: 30,
  tempDirName: '.stryker-tmp',
};
