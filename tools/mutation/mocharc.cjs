// A file of mocha's own, because Stryker's options know no interface but those mocha brings.
const { left, partOf } = require('./parts.cjs');

module.exports = {
  require: ['./tools/require-typescript.cjs', './tools/mutation/doors.cjs'],
  ui: require.resolve('./jest-interface.cjs'),
  spec: partOf(process.env.MUTATION_PART ?? 'rules').specs,
  ignore: left,
};
