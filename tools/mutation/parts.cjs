// What `npm run mutation -- PART` changes, by which specs it asks, and below which score it fails.
const path = require('node:path');

const specsOf = (folder) => `${folder}/**/*.spec.ts`;
const sourcesOf = (folder) => `${folder}/**/*.ts`;
const specsIn = (folder, ...names) => names.map((name) => `test/${folder}/${name}.spec.ts`);
/** As many as are drawn by lot where each costs a system with its database. */
const lot = 120;

/** What goes through every entry of the domain, beside the folders' own specs. */
const throughEveryEntry = ['bodies', 'documents', 'golden', 'refusals', 'standings'].map(
  (name) => `libs/domain/src/${name}.spec.ts`,
);

/** A part of the domain, named by its first folder. */
const ofDomain = (...names) => {
  const folders = names.map((name) => `libs/domain/src/${name}`);
  return { [names[0]]: { folders, specs: [...folders.map(specsOf), ...throughEveryEntry], least: 95 } };
};

const parts = {
  rules: {
    folders: ['libs/domain/src', 'libs/ledger/src'],
    // What the rules say in words is held against the pages that are printed from them.
    specs: [specsOf('libs/domain/src'), specsOf('libs/ledger/src'), 'tools/protocol/pages.spec.ts'],
    least: 80,
  },
  // The table is made as it is loaded, so that each mutant of it takes all specs of the part anew: it has its own.
  guidance: {
    folders: ['libs/domain/src/guidance', 'libs/domain/src/identifiers'],
    specs: [
      ...['guidance', 'identifiers'].map((folder) => specsOf(`libs/domain/src/${folder}`)),
      'tools/protocol/pages.spec.ts',
    ],
    least: 95,
  },
  // So have the other folders: by them and what goes through every entry a mutant costs a tenth of the whole.
  ...ofDomain('advice'),
  ...ofDomain('kernel', 'telling', 'words'),
  ...ofDomain('register'),
  ...ofDomain('room', 'clearance'),
  ledger: { folders: ['libs/ledger/src'], least: 95 },
  sealing: { folders: ['libs/sealing/src'], least: 85 },
  'client/ledgers': { folders: ['libs/client/src/ledgers'], specs: [specsOf('libs/client/src')], least: 85 },
  'client/rooms': { folders: ['libs/client/src/rooms'], specs: [specsOf('libs/client/src')], least: 85 },
  'api/ledgers': {
    folders: ['apps/api/src/ledgers'],
    specs: [
      // The quickest first: whatever breaks every append is seen by any of them. The slowest are asked of what all others let by.
      ...specsIn(
        'api',
        'replicas',
        'setup',
        'ledgers',
        'turns',
        'replayed',
        'projections',
        'statements',
        'live',
        'register',
        'other-keys',
      ),
      ...specsIn('api', 'gestures-and-sockets', 'standings', 'clocks', 'lists'),
      ...specsIn(
        'attacks',
        'receipts',
        'releases',
        'time',
        'edited-tables',
        'forged-history',
        'withheld-news',
        'restored',
      ),
      ...specsIn('api', 'outbox'),
    ],
    lot,
  },
  'api/sign-in': {
    folders: ['apps/api/src/sign-in'],
    specs: [
      // First those that see at once what is wrong: a client goes on trying, and a mutant it meets first runs out of time.
      ...specsIn('api', 'setup', 'sign-in', 'passkeys', 'register', 'other-keys', 'gestures-and-sockets'),
      ...specsIn('attacks', 'security-log'),
    ],
    lot,
  },
  'api/register': {
    folders: ['apps/api/src/register'],
    specs: [
      ...specsIn('api', 'register', 'statements', 'other-keys', 'setup', 'standings'),
      ...specsIn('attacks', 'joining', 'other-keys', 'power'),
      ...specsIn('scenarios', 'founding', 'other-keys', 'renewal', 'second-officer'),
    ],
    lot,
  },
};

/** What stays with `npm test`: slow random properties, the second reader (a process of its own), and what replaces modules. */
const left = ['**/properties.spec.ts', '**/second-reader.spec.ts', '**/open-account.spec.ts'];

/** The part named, as Stryker and mocha take it. With `lot`, servers are running and only some mutants are tried. */
function partOf(name) {
  const { folders, specs = folders.map(specsOf), ...rest } = parts[name];
  const mutate = [...folders.map(sourcesOf), '!**/*.spec.ts', '!**/index.ts', '!**/testing.ts'];
  return { mutate, specs, ...rest };
}

/** Tells one mutant from every other, in whatever copy of the tree it stands. */
function keyOf(file, { start, end }, mutator, replacement) {
  const from = file
    .split(path.sep)
    .join('/')
    .replace(/^.*\/(?=(apps|libs)\/)/u, '');
  return [from, start.line, start.column, end.line, end.column, mutator, replacement].join(' ');
}

module.exports = { parts, partOf, left, keyOf };
