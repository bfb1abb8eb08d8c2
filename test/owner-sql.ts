import { Client } from 'pg';

/** One statement as the owner of a system's database, which the API is not. */
export async function ownerSql<Row>(databaseUrl: string, text: string, parameters: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(text, parameters)).rows as Row[];
  } finally {
    await client.end();
  }
}
