import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { DataFolder } from './data-folder';
import { StartProblem } from './embedded/start-problem';
import { openDatabase, type Service } from './services';

const root = path.join(__dirname, '..', '..');

/** The database of a start that is under way, reached on its port; otherwise one started for this check alone. */
async function database(data: DataFolder): Promise<Service> {
  const secrets = data.secrets();
  const { database: port } = data.ports();
  if (data.running() === undefined || port === undefined || process.env['DATABASE_URL'] !== undefined) {
    return await openDatabase(data, secrets, console.error);
  }
  const url = `postgres://consilium:${encodeURIComponent(secrets.databasePassword)}@127.0.0.1:${String(port)}/consilium`;
  return { env: { DATABASE_URL: url }, running: undefined, stop: () => Promise.resolve() };
}

async function within(name: string): Promise<number> {
  const data = await DataFolder.open(path.resolve(process.env['CONSILIUM_DATA'] ?? path.join(root, 'data')));
  data.requireFormat();
  const { env, stop } = await database(data);
  const program = path.join(root, 'dist', 'apps', 'api', 'src', name);
  const secrets = { SERVICE_KEY: process.env['SERVICE_KEY'] ?? data.secrets().serviceKey };
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', program, ...process.argv.slice(2)], {
    env: { ...process.env, ...secrets, ...env },
    stdio: 'inherit',
  });
  await stop();
  return status ?? 1;
}

/** Runs a program of the API's on the database of this folder, or the one named by DATABASE_URL, and ends as it ends. */
export function runOnDatabase(name: string): void {
  within(name).then(
    (status) => process.exit(status),
    (error: unknown) => {
      console.error(error instanceof StartProblem ? `\n${error.message}\n` : error);
      process.exit(1);
    },
  );
}
