import { spawnSync } from 'node:child_process';
import { StartProblem } from './start-problem';

/** The account PostgreSQL runs under when it is not the one that starts it: PostgreSQL refuses to run as root. */
export type Account = { readonly uid: number; readonly gid: number };

function accountNamed(name: string): Account | undefined {
  const number = (flag: string): number =>
    Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim() || NaN);
  const uid = number('-u');
  const gid = number('-g');
  return Number.isInteger(uid) && Number.isInteger(gid) && uid !== 0 ? { uid, gid } : undefined;
}

function madeAccount(): Account | undefined {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
  return accountNamed('postgres');
}

/** The account to run PostgreSQL under: none other for an ordinary user; for root, `postgres` (made when missing) or `nobody`. */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const account = accountNamed('postgres') ?? madeAccount() ?? accountNamed('nobody');
  if (account !== undefined) return account;
  throw new StartProblem(
    'PostgreSQL does not run as root, and this machine has no other account for it. Start as an ordinary user, or set DATABASE_URL to a PostgreSQL that runs already.',
  );
}

/** Whether the account can work in a folder: every folder above it has to let it through. */
export function canEnter(folder: string, account: Account | undefined): boolean {
  if (account === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...account, cwd: '/' }).status === 0;
}
