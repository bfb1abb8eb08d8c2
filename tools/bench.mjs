// `npm run bench -- NAME`: runs one measurement; its last line is `ratio: N`.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { findChromium } from './chromium.mjs';
import { giveUp, install, root } from './installation.mjs';
import { helpIfAsked } from './help.mjs';

helpIfAsked('bench');
install();
const { build, whyBuildFailed } = await import('./build.mjs');
await build().catch((error) => giveUp(whyBuildFailed(error)));

const [name, ...rest] = process.argv.slice(2);
const folder = path.join(root, 'dist/bench');
const programs = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith('.js'))
      .map((file) => file.slice(0, -3))
  : [];
if (name === undefined || !programs.includes(name))
  giveUp(`Usage: npm run bench -- NAME, where NAME is one of: ${programs.join(', ')}`);
if (['upload', 'open', 'keys', 'page', 'room'].includes(name)) {
  const chromium = findChromium();
  if (chromium === undefined && name !== 'keys')
    giveUp('This bench measures in a browser. Install the package "chromium", or name a Chromium in CHROMIUM_PATH.');
  if (chromium !== undefined) process.env.CHROMIUM_PATH = chromium;
}
const { status } = spawnSync(process.execPath, ['--enable-source-maps', path.join(folder, `${name}.js`), ...rest], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
