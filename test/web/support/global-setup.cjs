const { mkdtempSync, rmSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** Before the first browser test: builds what changed, and makes the folder of what is made once a run (once-a-run.ts). */
module.exports = async function globalSetup() {
  const { build } = await import('../../../tools/build.mjs');
  await build();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'consilium-web-run-'));
  process.env.CONSILIUM_WEB_RUN = folder;
  return () => rmSync(folder, { recursive: true, force: true });
};
