// A file of mocha's own, because Stryker's options know no interface but those mocha brings. Slow random properties stay with `npm test`.
module.exports = {
  require: ['./tools/require-typescript.cjs'],
  ui: require.resolve('./jest-interface.cjs'),
  spec: ['libs/domain/**/*.spec.ts', 'libs/ledger/**/*.spec.ts'],
  ignore: ['**/properties.spec.ts'],
};
