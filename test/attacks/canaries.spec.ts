import { Client } from 'pg';
import { clinic, type Clinic, photograph } from '@consilium/testkit/people';
import { eventually } from '@consilium/testkit';
import { infrastructure, whereFound } from '@consilium/testkit/servers';
import { listenToLog, startSystem, type System } from '@consilium/testkit/system';

const planted = {
  title: 'planted-title-echidna',
  question: 'planted-question-kowari',
  message: 'planted-message-mulgara',
  pixels: 'planted-pixels-antechinus',
} as const;
const form = {
  title: planted.title,
  specialty: 'Dermatology',
  urgency: 'routine',
  ageBand: '40-64',
  question: planted.question,
  responsible: 'Dr R',
} as const;

const logged: string[] = [];
let system: System;
let people: Clinic;

beforeAll(async () => {
  listenToLog(logged);
  system = await startSystem({ LOG_LEVEL: 'debug' });
  people = await clinic(system);
  const { alice, bela } = people;
  const room = await alice.door.openCase(form);
  await alice.door.invite(room, bela.person);
  const thread = (await alice.door.room(room)).threads[0]?.thread ?? '';
  await alice.door.say(room, thread, planted.message, '');
  await alice.door.addPicture(room, photograph(planted.pixels));
  await eventually(async () => {
    expect((await bela.door.room(room)).threads).toHaveLength(2);
  });
});

/** Which of the texts stand in the write-ahead log; PostgreSQL's own superuser reads its files. */
async function inWriteAheadLog(texts: readonly string[]): Promise<string[]> {
  const client = new Client({ connectionString: infrastructure().databaseUrl });
  await client.connect();
  try {
    const files = await client.query<{ name: string }>('SELECT name FROM pg_ls_waldir()');
    const found = new Set<string>();
    for (const { name } of files.rows) {
      for (const text of texts) {
        const { rows } = await client.query<{ at: number | null }>(
          `SELECT position($1::bytea IN pg_read_binary_file('pg_wal/' || $2, true)) AS at`,
          [Buffer.from(text), name],
        );
        if ((rows[0]?.at ?? 0) > 0) found.add(text);
      }
    }
    return [...found];
  } finally {
    await client.end();
  }
}

test('20: planted words and pixels are in no table, no object and no log line, a failed request’s included', async () => {
  const body = JSON.stringify({ kind: 'room', ledger: planted.question, entries: [planted.message] });
  const headers = { origin: system.origin, 'content-type': 'application/json' };
  const answer = await fetch(`${system.address}/api/ledgers/append`, { method: 'POST', headers, body });
  expect(await answer.text()).not.toMatch(/planted-/);
  const told = logged.join('');
  expect(told).toContain('"level":"info"');
  expect(await whereFound(system, Object.values(planted), [['logs', told]])).toEqual([]);
});

test('20: nor are they in the write-ahead log, where what lies open is', async () => {
  expect(await inWriteAheadLog([...Object.values(planted), 'Northfield Hospital'])).toEqual(['Northfield Hospital']);
});
