import { Client } from 'pg';
import { infrastructure, storeClient } from './infrastructure';

interface Found {
  readonly where: string;
  readonly what: string;
}

/** Every spelling under which a planted text could lie somewhere: as it is, in hex, and in both base64 alphabets at each offset. */
function spellings(planted: string): string[] {
  const bytes = Buffer.from(planted);
  // Base64 depends on where the text begins within three bytes; the ends that neighbours would change are cut off.
  const inner = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  return [
    planted,
    bytes.toString('hex'),
    ...inner,
    ...inner.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}

async function databaseText(url: string): Promise<[string, string][]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const dump: [string, string][] = [];
    for (const { name } of tables.rows) {
      // A row as text spells bytea in hex, so binary columns are searched too.
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      dump.push([`table ${name}`, rows.map(({ row }) => row).join('\n')]);
    }
    return dump;
  } finally {
    await client.end();
  }
}

async function objectsText(bucket: string): Promise<[string, string][]> {
  const client = storeClient(infrastructure().s3);
  const names: string[] = [];
  for await (const item of client.listObjectsV2(bucket, '', true)) {
    const { name } = item as { name?: string };
    if (name !== undefined) names.push(name);
  }
  const dump: [string, string][] = [];
  for (const name of names) {
    const chunks: Buffer[] = [];
    for await (const chunk of await client.getObject(bucket, name)) chunks.push(chunk as Buffer);
    dump.push([`object ${name}`, Buffer.concat(chunks).toString('latin1')]);
  }
  return dump;
}

/** Which of the texts stand in PostgreSQL's write-ahead log, in any spelling; its superuser reads the files of the server. */
export async function foundInWriteAheadLog(texts: readonly string[]): Promise<string[]> {
  const client = new Client({ connectionString: infrastructure().databaseUrl });
  await client.connect();
  try {
    const files = await client.query<{ name: string }>('SELECT name FROM pg_ls_waldir()');
    const found = new Set<string>();
    for (const { name } of files.rows) {
      const { rows } = await client.query<{ bytes: Buffer | null }>(
        `SELECT pg_read_binary_file('pg_wal/' || $1, true) AS bytes`,
        [name],
      );
      const log = rows[0]?.bytes ?? Buffer.alloc(0);
      for (const text of texts) {
        if (spellings(text).some((spelling) => log.includes(spelling))) found.add(text);
      }
    }
    return texts.filter((text) => found.has(text));
  } finally {
    await client.end();
  }
}

/** Where any of the planted texts is found: every row of every table, every object, and what else is given (logs). */
export async function whereFound(
  system: { readonly databaseUrl: string; readonly bucket: string },
  planted: readonly string[],
  others: readonly [string, string][] = [],
): Promise<Found[]> {
  const dump = [...(await databaseText(system.databaseUrl)), ...(await objectsText(system.bucket)), ...others];
  if (!dump.some(([where]) => where.startsWith('object'))) throw new Error('No object was searched');
  return planted.flatMap((what) =>
    dump
      .filter(([, text]) => spellings(what).some((spelling) => text.includes(spelling)))
      .map(([where]) => ({ where, what })),
  );
}
