// Runs before node_modules exists: only what Node itself brings.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Ends the program with a message that names the next step. */
export function giveUp(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  giveUp(
    `Consilium needs Node.js 20.19 or newer; this is ${process.versions.node}. Install a newer one from https://nodejs.org and run the command again.`,
  );
}

/** The packages a lock file lists, by the folder they go to; none when there is no such file or it is half-written. */
function packagesIn(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** npm leaves a list of what it installed in node_modules; packages for other platforms are rightly not in it. */
function isInstalled() {
  const installed = packagesIn(path.join(root, 'node_modules/.package-lock.json'));
  if (installed === undefined) return false;
  const wanted = Object.entries(packagesIn(path.join(root, 'package-lock.json')) ?? {}).filter(
    ([folder]) => folder !== '',
  );
  return wanted.every(([folder, { version, optional, devOptional }]) => {
    return installed[folder] === undefined ? optional || devOptional : installed[folder].version === version;
  });
}

function whyInstallFailed(output) {
  if (/spawnSync \S+ ETIMEDOUT/.test(output))
    return "The packages were not installed within half an hour. Check the network or npm's proxy settings, then run the command again.";
  if (/ENOSPC/.test(output))
    return 'The disk is full. Free some space (about 1 GB is needed), then run the command again.';
  if (/EACCES|EPERM|EROFS/.test(output))
    return `${root} cannot be written by this account. Clone the project into a folder of your own, then run the command there.`;
  if (/ENOTFOUND|ETIMEDOUT|ECONNREFUSED|EAI_AGAIN|ECONNRESET/.test(output))
    return "The package registry cannot be reached. Check the network or npm's proxy settings, then run the command again.";
  return "The packages could not be installed; npm's own message is above.";
}

/** Runs `npm ci` unless node_modules already holds what package-lock.json asks for. */
export function install() {
  requireNode();
  if (isInstalled()) return;
  console.log('Installing packages (the first time takes a minute or two) …');
  const npm = process.env.npm_execpath;
  const [program, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const { status, error, stderr } = spawnSync(
    program,
    [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'pipe'],
      encoding: 'utf8',
      shell: process.platform === 'win32',
      timeout: 1_800_000,
    },
  );
  process.stderr.write(stderr ?? '');
  if (error !== undefined || status !== 0) giveUp(whyInstallFailed(`${String(error)} ${stderr}`));
}
