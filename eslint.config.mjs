import eslintReactHooks from 'eslint-plugin-react-hooks';
import typescriptEslint from 'typescript-eslint';

const scripts = ['**/*.mjs', '**/*.cjs', '**/*.js'];
const tests = ['test/**', '**/*.spec.ts', '**/*.spec.tsx', 'libs/testkit/**'];
/** Tools read a default export from their configuration. */
const configurations = [
  'eslint.config.mjs',
  'stryker.config.mjs',
  'apps/web/vite.config.ts',
  'test/web/playwright.config.ts',
];

const noEnum = { selector: 'TSEnumDeclaration', message: 'Use a union of literals: an enum is neither data nor type.' };
const noDefault = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name, so that a thing is called the same everywhere.',
};

export default typescriptEslint.config(
  {
    ignores: [
      'dist/',
      'data/',
      'reports/',
      'coverage/',
      'node_modules/',
      '.stryker-tmp/',
      'test-results/',
      'apps/web/public/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [typescriptEslint.configs.strictTypeChecked],
    languageOptions: {
      // One program for all but the page: a program each would read the libraries once for every package that uses them.
      parserOptions: {
        project: ['tsconfig.lint.json', 'apps/web/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      // A Nest module, and a class that only holds static makers, is a class without members.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowStaticOnly: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // React and the vault take promise-returning callbacks; a lost rejection there is caught by the error boundary.
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false, arguments: false } },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx', ...scripts],
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 10],
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'prefer-const': 'error',
      'no-var': 'error',
      'no-restricted-syntax': ['error', noEnum, noDefault],
    },
  },
  {
    files: ['**/*.spec.ts', 'libs/testkit/**/*.ts', 'test/{access,api,scenarios,attacks,faults,commands}/**/*.ts'],
    plugins: { '@typescript-eslint': typescriptEslint.plugin },
    rules: {
      // A promise that nobody waits for can fail while another test runs, which is then said to have failed.
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }],
    },
  },
  {
    files: ['apps/web/**/*.ts', 'apps/web/**/*.tsx'],
    extends: [eslintReactHooks.configs.flat['recommended-latest'] ?? eslintReactHooks.configs.flat.recommended],
  },
  {
    files: tests,
    rules: {
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', noEnum, noDefault],
    },
  },
  { files: configurations, rules: { 'no-restricted-syntax': ['error', noEnum] } },
);
