import { createServer } from 'node:http';
import { Client } from 'pg';
import { endpoints } from '@consilium/contracts';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import { freshDatabase, infrastructure, line, type Line } from '@consilium/testkit/servers';
import { startSystem, type System } from '@consilium/testkit/system';
import { freePort } from '../../tools/embedded/free-port';
import { ObjectStore } from '../../apps/api/src/storage/object-store';
import { PlainClinic, type Member, type PlainRoom } from '../api/plain-clinic';
import { b64 } from '../api/plain-person';

const seconds = 2;

async function sqlOn(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  client.on('error', () => undefined);
  closesAtTheEnd(() => client.end());
  return client;
}

const titleOf = ({ body }: { readonly body: unknown }): string => (body as { title?: string }).title ?? '';

describe('an outage that says nothing is given up in time, and said', () => {
  let toDatabase: Line;
  let databaseUrl: string;
  let system: System;
  let anna: Member;
  let room: PlainRoom;

  beforeAll(async () => {
    databaseUrl = await freshDatabase();
    toDatabase = await line({ host: '127.0.0.1', port: Number(new URL(databaseUrl).port) });
    const through = new URL(databaseUrl);
    through.port = String(toDatabase.port);
    system = await startSystem({ DATABASE_URL: through.href, DATABASE_SECONDS: String(seconds) });
    const clinic = await PlainClinic.open(system);
    anna = await clinic.clinician();
    room = await clinic.openRoom(anna);
  });

  const ready = async (): Promise<{ status: number; details?: unknown }> => {
    const answer = await fetch(`${system.address}/api/health/ready`);
    const { details } = (await answer.json()) as { details?: unknown };
    return { status: answer.status, details };
  };
  const says = async (): Promise<{ status: number; body: unknown }> =>
    room.send(anna, await room.sealed(anna, [await room.message()]));
  const took = async (act: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await act();
    return performance.now() - began;
  };

  test('a database that hangs: whoever asks is answered, nobody is told that all is well, and it goes on afterwards', async () => {
    const entry = await room.sealed(anna, [await room.message()]);
    toDatabase.stall();
    const answers: { status: number }[] = [];
    const waited = await took(async () => {
      answers.push(...(await Promise.all([room.send(anna, entry), ready(), ready()])));
    }).finally(() => {
      toDatabase.mend();
    });
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(waited).toBeLessThan(40_000);
    await eventually(async () => {
      expect((await ready()).status).toBe(200);
    });
    expect((await says()).status).toBe(200);
    await room.catchUp();
  });

  test('a lock that somebody holds is not waited for without end', async () => {
    const holder = await sqlOn(databaseUrl);
    await holder.query('BEGIN; LOCK TABLE entries IN EXCLUSIVE MODE');
    const answer = await says();
    await holder.query('ROLLBACK');
    expect([answer.status, titleOf(answer)]).toEqual([503, expect.stringContaining('held up')]);
    expect((await says()).status).toBe(200);
    await room.catchUp();
  });

  test('a statement that takes too long is ended by the server', async () => {
    const holder = await sqlOn(databaseUrl);
    await holder.query(
      'CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(20); RETURN NEW; END $$; CREATE TRIGGER dawdles BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION dawdle()',
    );
    const answer = await says();
    await holder.query('DROP TRIGGER dawdles ON entries');
    expect([answer.status, titleOf(answer)]).toEqual([503, expect.stringContaining('held up')]);
  });

  test.each([
    ['53100', 'full'],
    ['25006', 'closed to writing'],
    ['58030', 'broken'],
  ])('a disk that answers %s (%s) is said as such, and the service is not ready', async (state) => {
    await eventually(async () => {
      expect((await ready()).status).toBe(200);
    });
    const holder = await sqlOn(databaseUrl);
    await holder.query(
      `CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${state}'; END $$; CREATE TRIGGER no_room BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION no_room()`,
    );
    const answer = await says();
    await holder.query('DROP TRIGGER no_room ON entries');
    expect([answer.status, titleOf(answer)]).toEqual([503, expect.stringContaining('cannot write just now')]);
    expect(await ready()).toMatchObject({ status: 503, details: { database: true, writing: false, store: true } });
  });

  test('a database that takes no row is no service that is ready', async () => {
    await eventually(async () => {
      expect((await ready()).status).toBe(200);
    });
    const holder = await sqlOn(databaseUrl);
    await holder.query('BEGIN; LOCK TABLE readiness IN ACCESS EXCLUSIVE MODE');
    expect(await ready()).toMatchObject({ status: 503, details: { database: true, writing: false } });
    await holder.query('ROLLBACK');
    await eventually(async () => {
      expect((await ready()).status).toBe(200);
    });
  });
});

describe('the picture store’s troubles are told apart', () => {
  let answers: { readonly status: number; readonly code: string } | 'nothing';
  let system: System;
  let store: ObjectStore;
  let port: number;

  beforeAll(async () => {
    port = await freePort();
    const server = createServer((_request, response) => {
      if (answers === 'nothing') return;
      const { status, code } = answers;
      response.writeHead(status, { 'content-type': 'application/xml' });
      response.end(`<Error><Code>${code}</Code><Message>m</Message></Error>`);
    });
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    closesAtTheEnd(() => {
      server.closeAllConnections();
      server.close();
    });
    system = await startSystem({
      S3_ENDPOINT: `http://127.0.0.1:${String(port)}`,
      S3_PREPARE: 'no',
    });
    store = system.application.nest.get(ObjectStore, { strict: false });
  });

  const trouble = async (act: () => Promise<unknown>): Promise<string> =>
    act().then(
      () => 'none',
      (error: unknown) => (error instanceof Error ? error.message : ''),
    );

  test.each([
    [507, 'StorageFull', /is full.*tell whoever runs/],
    [507, 'XMinioStorageFull', /is full.*tell whoever runs/],
    [403, 'AccessDenied', /does not accept what this service asks/],
    [404, 'NoSuchBucket', /does not accept what this service asks/],
    [400, 'SomethingElse', /answers, but cannot do its work/],
    [503, 'SlowDown', /answers, but cannot do its work/],
  ])('%d %s', async (status, code, words) => {
    answers = { status, code };
    expect(await trouble(() => store.begin('object'))).toMatch(words);
    expect(await trouble(() => store.parts('object', 'upload'))).toMatch(words);
  });

  test('one that says nothing is given up', async () => {
    answers = 'nothing';
    expect(await trouble(() => store.begin('object'))).toMatch(/does not answer just now/);
    expect((await fetch(`${system.address}/api/health/ready`)).status).toBe(503);
  });

  test('one that is not there', async () => {
    const { settings } = system;
    const nowhere = `http://127.0.0.1:${String(await freePort())}`;
    const gone = new ObjectStore({ ...settings, store: { ...settings.store, endpoint: nowhere } });
    expect(await trouble(() => gone.begin('object'))).toMatch(/does not answer just now/);
    expect(infrastructure().s3.endpoint).not.toBe(nowhere);
  });
});

test('the sentence for a picture store in trouble reaches whoever adds a picture', async () => {
  const toStore = await line({ host: '127.0.0.1', port: Number(new URL(infrastructure().s3.endpoint).port) });
  const system = await startSystem({ S3_ENDPOINT: `http://127.0.0.1:${String(toStore.port)}` });
  const clinic = await PlainClinic.open(system);
  const anna = await clinic.clinician();
  const room = await clinic.openRoom(anna);
  toStore.cut();
  const objects = (['original', 'thumb', 'view'] as const).map((rendition) => ({
    ...{ rendition, size: 20_000_000, sha256: b64(32) },
  }));
  const answer = await anna.browser.call(endpoints.pictures.intend, { room: room.id, objects });
  expect([answer.status, titleOf(answer)]).toEqual([503, expect.stringContaining('picture store does not answer')]);
});
