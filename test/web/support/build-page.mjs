import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds a page with the app's own settings and seals it the same way: `build-page.mjs FOLDER-OF-THE-PAGE OUTPUT`. */
const [root, outDir] = process.argv.slice(2);
await build({
  configFile: fileURLToPath(new URL('../../../apps/web/vite.config.ts', import.meta.url)),
  root: path.resolve(root),
  logLevel: 'warn',
  build: { outDir, emptyOutDir: true },
});
