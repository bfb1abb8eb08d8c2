// Lets Node's own require() load the project's TypeScript: for the few programs that run before, or without, a build.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { transformSync } = require('@swc/core');
const { swcOptions, withoutAliases } = require('./swc-options.cjs');

const root = path.dirname(__dirname);

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), swcOptions(filename, 'inline'));
  module._compile(
    withoutAliases(code, (name) => path.join(root, 'libs', name, 'src', 'index.ts')),
    filename,
  );
};
