// The one place that knows the names `@consilium/…`: each package's own `exports`. Node, TypeScript, Vite and Jest read
// them by themselves; what compiles without them (the build, and running a source file straight away) asks here.
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');

const root = path.dirname(__dirname);

/** Folders of our packages, relative to the root: `apps/api`, `libs/domain`, … */
exports.workspaces = ['apps', 'libs']
  .filter((room) => existsSync(path.join(root, room)))
  .flatMap((room) => readdirSync(path.join(root, room)).map((name) => `${room}/${name}`))
  .filter((folder) => existsSync(path.join(root, folder, 'package.json')));

const manifestOf = (folder) => JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));

/** `@consilium/client/testing` → `libs/client/src/testing.ts`, for every door a package has. */
exports.doors = new Map(
  exports.workspaces.flatMap((folder) => {
    const { name, exports: doors = {} } = manifestOf(folder);
    return Object.entries(doors).map(([door, file]) => [path.posix.join(name, door), path.posix.join(folder, file)]);
  }),
);
