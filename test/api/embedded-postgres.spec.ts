import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { freePort } from '../../tools/embedded/free-port';
import { discardPostgres, startPostgres, type RunningPostgres } from '../../tools/embedded/postgres';
import { closeAll, closesAtTheEnd } from '@consilium/testkit';

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
  const start = async (
    more: { port?: number; password?: string; say?: (line: string) => void } = {},
  ): Promise<RunningPostgres> => {
    const postgres = await startPostgres({ dataDir, password: 'a password: with/signs?', durable: true, ...more });
    return { ...postgres, stop: closesAtTheEnd(postgres.stop) };
  };

  afterEach(closeAll);
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
  });

  it('takes another port when the one it is given is taken, and says so', async () => {
    const port = await freePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    closesAtTheEnd(() => other.close());
    const said: string[] = [];
    const postgres = await start({ port, say: (line) => said.push(line) });
    expect(postgres.port).not.toBe(port);
    // Among what else it says: in a folder that PostgreSQL's account may not enter it also names the one it runs from.
    expect(said).toContain(`Port ${String(port)} of the database is taken; it uses ${String(postgres.port)} instead.`);
  });

  it('that does not know the password says which file to put back, and leaves no server behind', async () => {
    await expect(start({ password: 'another' })).rejects.toThrow(/Put back the settings\.json/);
    const postgres = await start();
    expect(await ask(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('answers on the loopback address only', async () => {
    const postgres = await start();
    expect(await ask(postgres.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    await postgres.stop();
    await expect(ask(postgres.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  });
});
