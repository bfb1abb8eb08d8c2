import { chmodSync, rmSync } from 'node:fs';
import { prepare } from '@consilium/api/migrations';
import { Client } from 'pg';
import { orStopped, startInfrastructure } from './embedded';
import { apiRole, environmentOf, templateName } from './infrastructure';

/** Makes the database every test file clones: empty but for the schema, as the API's own migrations leave it. */
async function makeTemplate(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`create database ${templateName}`);
  } finally {
    await client.end();
  }
  const url = new URL(adminUrl);
  url.pathname = `/${templateName}`;
  await prepare(url.href, apiRole);
}

/** Starts the servers of a test run and tells the test processes, through the environment, where they are. */
export async function startTestInfrastructure(folder: string): Promise<{ readonly stop: () => Promise<void> }> {
  chmodSync(folder, 0o755);
  const servers = await startInfrastructure(folder);
  Object.assign(process.env, environmentOf(servers));
  const stop = async (): Promise<void> => {
    await servers.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  await orStopped({ stop }, () => makeTemplate(servers.databaseUrl));
  return { stop };
}
