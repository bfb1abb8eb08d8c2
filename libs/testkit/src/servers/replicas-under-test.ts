import { spawn, spawnSync } from 'node:child_process';
import { createClient } from 'redis';
import { freePort } from './embedded';
import { endsAtTheEnd } from '../closing';

/** What connects several processes of the application: the settings that say so. What is started for it ends with the test file. */
export interface BetweenUnderTest {
  readonly name: string;
  /** Why it cannot be tried here; "" where it can. */
  readonly lacks: string;
  readonly open: () => Promise<Readonly<Record<string, string>>>;
}

const postgres: BetweenUnderTest = {
  name: 'PostgreSQL',
  lacks: '',
  open: () => Promise.resolve({ LIVE_ADAPTER: 'postgres' }),
};

/** A server of its own on a free port, that keeps nothing. */
async function openValkey(program: string): Promise<Readonly<Record<string, string>>> {
  const port = String(await freePort());
  const child = spawn(program, ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
    stdio: 'ignore',
  });
  endsAtTheEnd(child);
  const url = `redis://127.0.0.1:${port}`;
  const client = createClient({ url, socket: { reconnectStrategy: (tries) => (tries > 50 ? false : 100) } });
  client.on('error', () => undefined);
  await client.connect();
  client.destroy();
  return { LIVE_ADAPTER: 'valkey', VALKEY_URL: url };
}

/** Valkey, or Redis, which speaks the same protocol. */
function valkey(): BetweenUnderTest {
  const program = ['valkey-server', 'redis-server'].find((each) => spawnSync(each, ['--version']).status === 0);
  if (program !== undefined) return { name: program, lacks: '', open: () => openValkey(program) };
  const lacks = 'no valkey-server or redis-server is installed';
  return { name: 'Valkey', lacks, open: () => Promise.reject(new Error(lacks)) };
}

/** Everything there is to connect processes with. What cannot be tried here is skipped by name, and not left out. */
export function betweenUnderTest(): BetweenUnderTest[] {
  return [postgres, valkey()];
}
