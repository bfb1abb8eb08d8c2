import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const rules = here('../../../libs/testkit/src/domain/version-two.ts');

/** Gives the vault the rules of a release to come, which live in the testkit alone. */
const ofTheNextRelease = () => ({
  name: 'consilium:next-release',
  enforce: 'pre',
  transform: (code, id) =>
    id.includes('/vault.worker.ts')
      ? `import { versionTwo } from ${JSON.stringify(rules)};\n${code.replace('openDoor({', 'openDoor({ books: versionTwo, ')}`
      : undefined,
});

/** Builds the whole page as a release to come would, sealed the same way, into the folder named on the command line. */
await build({
  configFile: here('../../../apps/web/vite.config.ts'),
  logLevel: 'warn',
  worker: { plugins: () => [ofTheNextRelease()] },
  build: { outDir: process.argv[2], emptyOutDir: true },
});
