import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createClient } from 'redis';
import { freePort } from '../../../../tools/embedded/free-port';

/** What connects several processes of the application: settings, and how to end what was started for it. */
export interface Between {
  readonly settings: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

export interface BetweenUnderTest {
  readonly name: string;
  readonly open: () => Promise<Between>;
}

const postgres: BetweenUnderTest = {
  name: 'PostgreSQL',
  open: () => Promise.resolve({ settings: { LIVE_ADAPTER: 'postgres' }, close: () => Promise.resolve() }),
};

/** A server of its own on a free port, that keeps nothing. */
async function openValkey(program: string): Promise<Between> {
  const port = String(await freePort());
  const child = spawn(program, ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
    stdio: 'ignore',
  });
  const url = `redis://127.0.0.1:${port}`;
  const client = createClient({ url, socket: { reconnectStrategy: (tries) => (tries > 50 ? false : 100) } });
  client.on('error', () => undefined);
  await client.connect();
  client.destroy();
  return {
    settings: { LIVE_ADAPTER: 'valkey', VALKEY_URL: url },
    close: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

/** Valkey, or Redis, which speaks the same protocol: where one is installed. */
function valkey(): BetweenUnderTest[] {
  const program = ['valkey-server', 'redis-server'].find((each) => spawnSync(each, ['--version']).status === 0);
  return program === undefined ? [] : [{ name: program, open: () => openValkey(program) }];
}

/** Everything there is to connect processes with: PostgreSQL always. */
export function betweenUnderTest(): BetweenUnderTest[] {
  return [postgres, ...valkey()];
}
