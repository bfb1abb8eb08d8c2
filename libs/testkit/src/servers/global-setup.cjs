const { mkdtempSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');
require('../../../../tools/require-typescript.cjs');
const { startTestInfrastructure } = require('./test-infrastructure.ts');

/** One PostgreSQL and one object store for the whole run; each test file clones a database and makes a bucket of its own. */
module.exports = async function globalSetup() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'consilium-test-'));
  globalThis.consiliumTestInfrastructure = await startTestInfrastructure(folder);
};
