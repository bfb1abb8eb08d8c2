import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds the gallery with the app's own settings and seals it the same way, into the folder named on the command line. */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
await build({
  configFile: here('../../../apps/web/vite.config.ts'),
  root: here('.'),
  logLevel: 'warn',
  build: { outDir: process.argv[2], emptyOutDir: true },
});
