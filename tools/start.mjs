// `npm start`: installs and builds what is missing, then runs everything. Works on a fresh clone, before node_modules exists.
import { createRequire } from 'node:module';
import path from 'node:path';
import { giveUp, install, root } from './installation.mjs';
import { helpIfAsked } from './help.mjs';

helpIfAsked(process.argv.includes('--demo') ? 'demo' : 'start');
install();
const { build, whyBuildFailed } = await import('./build.mjs');
await build().catch((error) => giveUp(whyBuildFailed(error)));
createRequire(import.meta.url)(path.join(root, 'dist/tools/run.js'));
