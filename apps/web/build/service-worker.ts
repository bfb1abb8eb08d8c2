import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const source = fileURLToPath(new URL('../src/installed/service-worker.ts', import.meta.url));

/** Builds the service worker into one file at the root, under a name that never changes: what stands there is what it serves. */
export function serviceWorker(): Plugin {
  return {
    name: 'consilium:service-worker',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: source, fileName: 'service-worker.js' });
    },
  };
}
