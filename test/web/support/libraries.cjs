// Playwright compiles TypeScript itself and leaves `import()` to Node, which then takes the file for JavaScript. The
// members' programs fetch their lazy parts that way, so what is not a browser test is compiled as it is everywhere else.
const Module = require('node:module');
const path = require('node:path');

const web = path.dirname(__dirname);
const ofPlaywright = Module._extensions['.ts'];
require('../../../tools/require-typescript.cjs');
const ours = Module._extensions['.ts'];

Module._extensions['.ts'] = (module, filename) => {
  const isBrowserTest = path.relative(web, filename).startsWith('..') === false;
  (isBrowserTest ? ofPlaywright : ours)(module, filename);
};
