import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds the bench page as the application is built, headers and integrity included, into the folder named. */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
await build({
  configFile: here('../../apps/web/vite.config.ts'),
  root: here('.'),
  logLevel: 'warn',
  build: { outDir: process.argv[2], emptyOutDir: true },
});
