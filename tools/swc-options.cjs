/** One way to turn TypeScript into CommonJS, for the build and for running a source file straight away. */
exports.swcOptions = (filename, sourceMaps) => ({
  filename,
  sourceMaps,
  swcrc: false,
  configFile: false,
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
});

const alias = /require\("@consilium\/([a-z]+)(?:\/([a-z]+))?"\)/g;

/** `require("@consilium/x")` as a path from the compiled file to the compiled library; `@consilium/x/y` is its entry y. */
exports.withoutAliases = (code, libraryPath) =>
  code.replace(
    alias,
    (_, name, entry = 'index') => `require(${JSON.stringify(libraryPath(`libs/${name}/src/${entry}`))})`,
  );
