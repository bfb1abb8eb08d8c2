// Lets Node's own require() load the project's TypeScript: for the few programs that run before, or without, a build.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { transformSync } = require('@swc/core');
const { swcOptions } = require('./swc-options.cjs');

/** Kept, because the mutation run loads every file thousands of times. */
const compiled = new Map();

function compile(filename) {
  return transformSync(readFileSync(filename, 'utf8'), swcOptions(filename, 'inline')).code;
}

Module._extensions['.ts'] = (module, filename) => {
  if (!compiled.has(filename)) compiled.set(filename, compile(filename));
  module._compile(compiled.get(filename), filename);
};
