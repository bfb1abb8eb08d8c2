import { fileURLToPath, URL } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { serviceWorker } from './build/service-worker';
import { sealBuild } from './build/seal-build.mjs';
import { themeSheet } from './build/theme-sheet';

/** Importing a library, or the index of a feature, does nothing by itself, so a chunk carries what it names of it and no more. */
const silent = /[\\/]libs[\\/][a-z]+[\\/]src[\\/]|[\\/]web[\\/]src[\\/](?:platform[\\/])?[a-z-]+[\\/]index\.ts$/;
const treeshake = { moduleSideEffects: [{ test: silent, sideEffects: false }] };
/** What the vault and each of its lazy parts stand on, in one file. */
const ground =
  /libs[\\/](?:bytes[\\/]src[\\/][a-z0-9]+|domain[\\/]src[\\/]problem|ledger[\\/]src[\\/](?:cose|ed25519[\\/](?:prime-order|strict)|gesture|keys|strict|untrusted)|sealing[\\/]src[\\/](?:aes-gcm|cannot-open|hkdf|padding|padme|raw))\.ts|@scure[\\/]base|@noble[\\/]hashes[\\/](?:utils|_u64|_md|sha2|hmac|hkdf)\.js/;
/**
 * The rules and the chain they judge: whoever has open keys needs nearly all of them, and cut by who needs which they
 * come in a dozen pieces that compress badly. Not what verifies in JavaScript: engines do.
 */
const rules = /libs[\\/](?:domain|ledger)[\\/]src[\\/](?!ed25519[\\/]plain)/;
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** One static page, hash routing: a room's id stays behind the `#` and never reaches the server. */
export default defineConfig({
  root: here('.'),
  base: '/',
  publicDir: here('public'),
  plugins: [react(), themeSheet(), serviceWorker(), sealBuild()],
  css: { postcss: here('.') },
  worker: {
    format: 'es',
    rolldownOptions: {
      treeshake,
      output: {
        codeSplitting: {
          groups: [
            { name: 'ground', test: ground, priority: 2 },
            { name: 'rules', test: rules, priority: 1 },
          ],
        },
      },
    },
  },
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    // One sheet: a lazy one would arrive without an integrity attribute.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      treeshake,
      output: {
        codeSplitting: {
          groups: [
            { name: 'viewer', test: /node_modules[\\/]openseadragon/ },
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'query', test: /node_modules[\\/]@tanstack[\\/](?:react-)?query/ },
          ],
        },
      },
    },
  },
});
