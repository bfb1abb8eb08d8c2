// Compiles what runs in Node into dist/ (CommonJS, the tree mirrored) and the web application into dist/web.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { giveUp, install, root } from './installation.mjs';
import { helpIfAsked } from './help.mjs';

const dist = path.join(root, 'dist');

const nodeSources = ['apps/api/src', 'libs', 'tools', 'bench'];
const webSources = ['apps/web', 'libs', 'package-lock.json', 'tools/build.mjs'];

/** Every file at or below a path, relative to the root, in a stable order. */
function filesBelow(place) {
  const full = path.join(root, place);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [place];
  return readdirSync(full, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name }) => filesBelow(path.posix.join(place, name)));
}

const isProgramText = (file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.endsWith('.spec.ts');

/** Changes whenever a source is edited, added or taken away. */
function stampOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = statSync(path.join(root, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

async function buildNode(files) {
  for (const place of nodeSources) rmSync(path.join(dist, place), { recursive: true, force: true });
  const { compiled } = (await import('./swc-options.cjs')).default;
  for (const file of files) {
    const { target, code, map } = compiled(file);
    const full = path.join(root, target);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, code);
    writeFileSync(`${full}.map`, map);
  }
}

function buildWeb() {
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  const outDir = path.join(dist, 'web');
  const args = [
    vite,
    'build',
    'apps/web',
    '--config',
    'apps/web/vite.config.ts',
    '--outDir',
    outDir,
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ];
  const { status, stdout, stderr, error } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    timeout: 600_000,
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
  });
  if (error?.code === 'ETIMEDOUT') throw new Error('The web application was not built within ten minutes.');
  if (status !== 0) throw new Error(`The web application could not be built:\n${stdout}${stderr}`);
}

/** Runs a step unless its sources are as they were when it last succeeded. */
async function ifChanged(name, files, step) {
  const file = path.join(dist, `.${name}-built`);
  const stamp = stampOf(files);
  if (existsSync(file) && readFileSync(file, 'utf8') === stamp) return;
  const began = Date.now();
  rmSync(file, { force: true });
  await step();
  mkdirSync(dist, { recursive: true });
  writeFileSync(file, stamp);
  console.log(`Built the ${name} part in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

/** Brings dist/ up to date. Quick when it already is. */
export async function build() {
  const manifests = ['apps', 'libs'].flatMap(filesBelow).filter((file) => file.endsWith('/package.json'));
  const nodeFiles = nodeSources.flatMap(filesBelow).filter(isProgramText);
  await ifChanged(
    'server',
    [...nodeFiles, ...manifests, 'tools/swc-options.cjs', 'tools/swc.json', 'tools/build.mjs'],
    () => buildNode(nodeFiles),
  );
  if (existsSync(path.join(root, 'apps/web'))) {
    await ifChanged(
      'web',
      webSources.flatMap(filesBelow).filter((file) => !file.endsWith('.spec.ts')),
      buildWeb,
    );
  } else console.log('There is no apps/web here: only the API is built.');
}

/** What a person can do about a build that failed. */
export function whyBuildFailed(error) {
  if (error.code === 'ENOSPC') return 'The disk is full. Free some space, then run the command again.';
  if (['EACCES', 'EPERM', 'EROFS'].includes(error.code))
    return `${dist} cannot be written by this account. Remove it, or clone the project into a folder of your own.`;
  return `The build failed.\n${error.message}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  helpIfAsked('build');
  install();
  await build().catch((error) => giveUp(whyBuildFailed(error)));
}
