// `@consilium/…` found in this very tree: through node_modules it would be the tree that is not changed, since a sandbox
// of Stryker's links to the packages beside it.
const Module = require('node:module');
const path = require('node:path');
const { doors } = require('../workspaces.cjs');

const root = path.dirname(path.dirname(__dirname));
const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) => {
  const door = doors.get(request);
  return door === undefined ? resolve(request, ...rest) : path.join(root, door);
};
