// `npm run ledger:rebuild`: makes the tables that lists are read from anew, out of the ledgers in the database.
import { createRequire } from 'node:module';
import path from 'node:path';
import { giveUp, install, root } from './installation.mjs';
import { helpIfAsked } from './help.mjs';

helpIfAsked('ledger:rebuild');
install();
const { build, whyBuildFailed } = await import('./build.mjs');
await build().catch((error) => giveUp(whyBuildFailed(error)));
createRequire(import.meta.url)(path.join(root, 'dist/tools/on-database.js')).runOnDatabase('ledger-rebuild.js');
