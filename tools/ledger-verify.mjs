// `npm run ledger:verify`: replays every ledger in the database and compares it with the tables built from it.
import { createRequire } from 'node:module';
import path from 'node:path';
import { giveUp, install, root } from './installation.mjs';
import { helpIfAsked } from './help.mjs';

helpIfAsked('ledger:verify');
install();
const { build, whyBuildFailed } = await import('./build.mjs');
await build().catch((error) => giveUp(whyBuildFailed(error)));
createRequire(import.meta.url)(path.join(root, 'dist/tools/on-database.js')).runOnDatabase('ledger-verify.js');
