// Jest's runtime, in which modules stay loaded from one test file of a worker to the next: packages, and those of ours that
// keep nothing in themselves. Loading them anew for each file, and compiling them to machine code anew, was most of what
// the tests did. Specs, what they play with and the front, whose modules do keep something, are loaded for each file. A spec that
// mocks a module loads all anew. With TEST_FRESH=yes nothing stays: for whoever suspects that one file depends on another.
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { default: Runtime } = require('jest-runtime');

const root = path.join(__dirname, '..', '..');
const below = (...folders) => folders.map((folder) => path.join(root, folder) + path.sep);
const keptFolders = below('apps/api', 'libs');
const freshFolders = below('libs/testkit');

const keepsModules = process.env.TEST_FRESH !== 'yes';

/** Of this worker, by path. */
const kept = new Map();

function stays(file) {
  if (file.includes(`${path.sep}node_modules${path.sep}`)) return true;
  if (/\.spec\.[a-z]+$/u.test(file) || freshFolders.some((folder) => file.startsWith(folder))) return false;
  return keptFolders.some((folder) => file.startsWith(folder));
}

/** The modules of one test file: those that stay are everybody's, the others its own. */
class Modules extends Map {
  get(file) {
    return kept.get(file) ?? super.get(file);
  }

  has(file) {
    return kept.has(file) || super.has(file);
  }

  set(file, module) {
    if (!stays(file)) return super.set(file, module);
    kept.set(file, module);
    return this;
  }

  delete(file) {
    return kept.delete(file) || super.delete(file);
  }
}

/** Whether a spec puts something else in a module's place: it has to find no module loaded that knows the real one. */
const mocks = (file) => /\bjest\s*\.\s*(?:mock|doMock|unstable_mockModule)\(/u.test(readFileSync(file, 'utf8'));

let current;

/** Jest takes its runtime from `default`. */
Object.defineProperty(exports, '__esModule', { value: true });
exports.keepsModules = keepsModules;
exports.default = class extends Runtime {
  constructor(...given) {
    super(...given);
    current = this;
    const spec = given.find((each) => typeof each === 'string' && path.isAbsolute(each));
    if (keepsModules && !(spec !== undefined && mocks(spec))) this.registries.moduleRegistry = new Modules();
  }

  /** What a kept module asks for only when it is used is loaded for the file that uses it now. */
  requireModuleOrMock(from, name) {
    return this === current ? super.requireModuleOrMock(from, name) : current.requireModuleOrMock(from, name);
  }

  /** A test that asks for modules of its own is given all of them anew. */
  resetModules() {
    super.resetModules();
    this.registries.moduleRegistry = new Map();
  }
};
