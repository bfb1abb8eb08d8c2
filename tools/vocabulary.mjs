// `npm run boundaries`, second part: one thing has one name in every layer. A folder, a file, an exported name, an
// endpoint, an address or a table that calls a noun by a name it once had fails here.
import { checkIfStarted, productOf } from './product-files.mjs';

/**
 * Each noun and the names that were, or might be, used for it instead. A name is met as a whole word: `ImagesService`
 * and `images.store.ts` hold `images`, `imagination` does not.
 */
export const nouns = {
  advice: ['clearances', 'advices', 'clearance-desk', 'pre-clearance'],
  picture: ['image', 'images', 'photo', 'photos'],
  room: ['chat', 'chats', 'channel', 'channels'],
  'sign-in': ['login', 'log-in', 'signin', 'auth'],
  adviser: ['advisor', 'advisors'],
  register: ['registry', 'directory'],
  consent: ['permission-form'],
};

/** Names of other things that hold such a word, each with what it is. */
const otherThings = {
  'dermoscopic-image': 'a kind of recording in the guidance’s own words',
  'endoscopic-image': 'a kind of recording in the guidance’s own words',
};

/** Where a noun's folder may stand, and what else stands there: parts every feature builds on, by what they are. */
const features = ['advice', 'pictures', 'register', 'rooms', 'sign-in', 'drafts', 'telling'];
export const folders = {
  'libs/domain/src': [
    'advice',
    'clearance',
    'guidance',
    'identifiers',
    'kernel',
    'register',
    'room',
    'telling',
    'words',
  ],
  'libs/client/src': [...features, 'offline', 'keys', 'ledgers', 'replicas', 'service', 'shelf', 'turns', 'vault'],
  'apps/api/src': [
    ...features,
    'settings',
    'telemetry',
    'storage',
    'http',
    'live',
    'health',
    'ledgers',
    'migrations',
    'setup',
    'security',
  ],
  'apps/web/src': [
    ...features,
    'organisations',
    'explaining',
    'guidance',
    'help',
    'identifiers',
    'installed',
    'offline',
    'platform',
    'release',
    'restored',
    'settings',
    'unreadable',
    'vault',
    'words',
  ],
};

const product = /^(?:apps|libs)\/[^/]+\/(?:src\/)?.+\.(?:ts|tsx|css|mjs)$/;

/** `ImagesService` → images-service; `images.store` → images-store. */
const words = (name) =>
  `-${name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[._/]/g, '-')
    .toLowerCase()}-`;

function otherNameIn(name) {
  if (Object.hasOwn(otherThings, name)) return undefined;
  const held = words(name);
  for (const [noun, others] of Object.entries(nouns)) {
    const found = others.find((other) => held.includes(`-${other}-`));
    if (found !== undefined) return { noun, found };
  }
  return undefined;
}

const exported = /^export (?:abstract )?(?:async )?(?:class|function\*?|const|let|type|interface) (\w+)/gm;
const entryTypes = /\btype: '([a-z-]+)'/g;
const endpointPaths = /\bpath: '([^']+)'/g;
const tables = /CREATE TABLE (\w+)/g;

/** Everything a file names: its own path, what it exports, the endpoints, addresses, entry types and tables it declares. */
function namesIn(file, text) {
  const inPath = file
    .split('/')
    .slice(2)
    .map((part) => ({ what: 'path', name: part.replace(/\.[a-z.]+$/, '') }));
  const all = [
    ['export', exported],
    ...(file.startsWith('libs/domain/') ? [['entry type', entryTypes]] : []),
    ...(file.startsWith('libs/contracts/') ? [['address', endpointPaths]] : []),
    ['table', tables],
  ].flatMap(([what, pattern]) => [...text.matchAll(pattern)].map(([, name]) => ({ what, name })));
  return [...inPath, ...all];
}

function strayFolder(file) {
  const root = Object.keys(folders).find((each) => file.startsWith(`${each}/`));
  if (root === undefined) return undefined;
  const [folder, rest] = file.slice(root.length + 1).split('/');
  return rest === undefined || folders[root].includes(folder) ? undefined : { root, folder };
}

/** What is called by a second name, in sentences; empty when nothing is. `files`: path → text. */
export function secondNames(files) {
  const found = new Set();
  for (const [file, text] of productOf(files, product)) {
    const stray = strayFolder(file);
    if (stray)
      found.add(`${stray.root}/${stray.folder}: no noun of the glossary (tools/vocabulary.mjs lists the folders)`);
    for (const { what, name } of namesIn(file, text)) {
      const other = otherNameIn(name);
      if (other) found.add(`${file}: ${what} “${name}” says ${other.found}; the word is ${other.noun}`);
    }
  }
  return [...found];
}

checkIfStarted(import.meta.filename, {
  product,
  find: secondNames,
  none: 'One thing, one name: nothing has a second one.',
  some: 'second names.',
});
