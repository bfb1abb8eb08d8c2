const path = require('node:path');
const { transformFileSync } = require('@swc/core');
// Also what `nest build api` compiles by (nest-cli.json). Its `paths` are the packages' own doors: tools/nest-build.spec.ts.
const shared = require('./swc.json');

const root = path.dirname(__dirname);

/** One way to turn TypeScript into CommonJS, for the build and for running a source file straight away. */
exports.swcOptions = (filename, sourceMaps) => ({
  ...shared,
  filename: path.resolve(root, filename),
  sourceMaps,
  jsc: { ...shared.jsc, baseUrl: root },
});

/** What the build writes for a source file (relative to the root): its program, and the map of it. */
exports.compiled = (file) => {
  const target = path.posix.join('dist', file.replace(/\.ts$/, '.js'));
  const { code, map } = transformFileSync(path.join(root, file), exports.swcOptions(file, true));
  const mapped = { ...JSON.parse(map), sources: [path.posix.relative(path.posix.dirname(target), file)] };
  const name = `${path.posix.basename(target)}.map`;
  return { target, code: `${code}\n//# sourceMappingURL=${name}`, map: JSON.stringify(mapped) };
};
