// Finds, or gets, a Chromium for the browser tests.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './installation.mjs';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function runs(program, env = process.env) {
  return existsSync(program) && spawnSync(program, ['--version'], { env, timeout: 30_000 }).status === 0;
}

function found() {
  const { CHROMIUM_PATH: given } = process.env;
  return (given === undefined ? usualPlaces : [given, ...usualPlaces]).find((program) => runs(program));
}

function fromDebian() {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  console.log('Installing Chromium from Debian for the browser tests …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const timeout = 600_000;
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env, timeout });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], {
    stdio: 'ignore',
    env,
    timeout,
  });
  return found();
}

// The last version for Node 20. It unpacks a headless Chromium with the libraries it needs, for accounts that may install nothing.
const packaged = '@sparticuz/chromium@143.0.4';

function fromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  console.log(`Getting ${packaged} from npm for the browser tests …`);
  const folder = path.join(root, 'node_modules/.cache/chromium');
  mkdirSync(path.join(folder, 'unpacked'), { recursive: true });
  const quiet = { cwd: folder, stdio: 'ignore', timeout: 300_000 };
  const install = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', packaged];
  if (spawnSync('npm', install, quiet).status !== 0) return undefined;
  // Told that it runs in a bare function container, the package unpacks the system libraries too and says where.
  const ask =
    "import('@sparticuz/chromium').then(async ({ default: c }) => console.log(JSON.stringify({ program: await c.executablePath(), libraries: process.env.LD_LIBRARY_PATH })))";
  const env = { ...process.env, TMPDIR: path.join(folder, 'unpacked'), AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  const { status, stdout } = spawnSync(process.execPath, ['-e', ask], {
    cwd: folder,
    env,
    encoding: 'utf8',
    timeout: 120_000,
  });
  if (status !== 0) return undefined;
  const { program, libraries } = JSON.parse(stdout);
  if (!runs(program)) process.env.LD_LIBRARY_PATH = libraries;
  return runs(program) ? program : undefined;
}

/** The path of a Chromium that runs, or undefined when there is none and none could be got. */
export function findChromium() {
  return found() ?? fromDebian() ?? fromNpm();
}
