import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const kept = 'memo(function Item(props: ItemProps): ReactNode {';
/** Milliseconds that each row takes whenever anything around it changed. */
const slow = 4;
const remade = `((item) => item)(function Item(props: ItemProps): ReactNode {
  for (const end = performance.now() + ${String(slow)}; performance.now() < end;);`;

/** A row made bad: it is rendered anew with every change, and takes its time. */
const brokenRow = () => ({
  name: 'consilium:broken-row',
  enforce: 'pre',
  transform: (code, id) => {
    if (!id.endsWith('/rooms/talk/item.tsx')) return undefined;
    const changed = code.replace(kept, remade);
    if (changed === code) throw new Error('item.tsx has no row of this form to make bad.');
    return changed;
  },
});

/** Builds the whole application that way, sealed and compressed as it is, into the folder named on the command line. */
await build({
  configFile: here('../../apps/web/vite.config.ts'),
  logLevel: 'warn',
  plugins: [brokenRow()],
  build: { outDir: process.argv[2], emptyOutDir: true },
});
