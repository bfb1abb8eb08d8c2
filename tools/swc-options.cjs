const { doors } = require('./workspaces.cjs');

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

/** `require("@consilium/x")` as the path that `placeOf` makes of that door's file (relative to the root, ending in `.ts`). */
exports.withoutNames = (code, placeOf) =>
  code.replace(/require\("(@consilium\/[^"]+)"\)/g, (call, name) => {
    const file = doors.get(name);
    return file === undefined ? call : `require(${JSON.stringify(placeOf(file))})`;
  });
