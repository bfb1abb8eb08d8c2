// What `npm run mutation -- PART` changes, by which specs it asks, and below which score it fails.

const specsOf = (folder) => `${folder}/**/*.spec.ts`;
const sourcesOf = (folder) => `${folder}/**/*.ts`;

/** Specs run in this process, and stay loaded between mutants. */
const parts = {
  rules: { folders: ['libs/domain/src', 'libs/ledger/src'], break: 80 },
  sealing: { folders: ['libs/sealing/src'], break: 85 },
  'client/ledgers': { folders: ['libs/client/src/ledgers'], specs: ['libs/client/src'], break: 85 },
  'client/rooms': { folders: ['libs/client/src/rooms'], specs: ['libs/client/src'], break: 85 },
};

/** The part that was asked for, as Stryker and mocha take it. */
function partOf(name) {
  const { folders, specs = folders, break: least } = parts[name];
  const mutate = [...folders.map(sourcesOf), '!**/*.spec.ts', '!**/index.ts', '!**/testing.ts'];
  return { mutate, specs: specs.map(specsOf), least };
}

module.exports = { parts, partOf };
