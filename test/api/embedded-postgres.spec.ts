import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { freePort } from '../../tools/embedded/free-port';
import { discardPostgres, startPostgres, type RunningPostgres } from '../../tools/embedded/postgres';

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'consilium-postgres-'));
  chmodSync(folder, 0o755);
  const dataDir = path.join(folder, 'a place', 'postgres');
  const start = (
    more: { port?: number; password?: string; say?: (line: string) => void } = {},
  ): Promise<RunningPostgres> =>
    startPostgres({ dataDir, password: 'a password: with/signs?', durable: true, ...more });

  afterAll(async () => {
    await discardPostgres(dataDir);
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps what was committed when its starter dies, and the next start ends the server that was left', async () => {
    const left = await start();
    await ask(left.url, 'create table kept (word text)');
    await ask(left.url, "insert into kept values ('here')");
    const again = await start({ port: left.port });
    expect(again.port).toBe(left.port);
    expect(await ask(again.url, 'select word from kept')).toEqual([{ word: 'here' }]);
    await again.stop();
  }, 30_000);

  it('takes another port when the one it is given is taken, and says so', async () => {
    const port = await freePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const said: string[] = [];
    const postgres = await start({ port, say: (line) => said.push(line) });
    expect(postgres.port).not.toBe(port);
    expect(said).toEqual([`Port ${String(port)} of the database is taken; it uses ${String(postgres.port)} instead.`]);
    await postgres.stop();
    await new Promise((resolve) => other.close(resolve));
  }, 30_000);

  it('that does not know the password says which file to put back, and leaves no server behind', async () => {
    await expect(start({ password: 'another' })).rejects.toThrow(/Put back the settings\.json/);
    const postgres = await start();
    expect(await ask(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await postgres.stop();
  }, 30_000);

  it('answers on the loopback address only', async () => {
    const postgres = await start();
    expect(await ask(postgres.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    await postgres.stop();
    await expect(ask(postgres.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  }, 30_000);
});
