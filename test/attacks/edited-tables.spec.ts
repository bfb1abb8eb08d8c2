import { endpoints, livePath, type Endpoint, type InputOf, type OutputOf } from '@consilium/contracts';
import { registerRules, type KeyId, type PersonId, type ActToWrite } from '@consilium/domain';
import { readEntry, readJoin, type ReadEntry, type Signer } from '@consilium/ledger';
import { provenJoin, readInLetter, statedBy } from '@consilium/testkit/ledger';
import { io, type Socket } from 'socket.io-client';
import { Client } from 'pg';
import type { Someone } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { EvilMember } from './evil-member';
import { scene, type Scene } from './intruders';
import { touchedBy } from './proving';

/** A list from its beginning. */
const all = { since: '', after: '' };

interface Answer<O> {
  readonly status: number;
  readonly body: O;
}

/** Attack 91: somebody who can write tables, and has an account, against an API that must not believe what is not signed. */
describe('a database owner edits tables that nobody signed', () => {
  let system: System;
  let stage: Scene;
  let database: Client;
  const open: Socket[] = [];

  beforeAll(async () => {
    system = await startSystem();
    stage = await scene(system);
    database = new Client({ connectionString: system.databaseUrl });
    await database.connect();
  });
  afterEach(() => {
    for (const socket of open.splice(0)) socket.disconnect();
  });
  afterAll(async () => {
    await database.end();
  });

  async function call<E extends Endpoint>(
    who: Pick<Someone, 'cookies'>,
    endpoint: E,
    input: InputOf<E>,
    address = system.origin,
  ): Promise<Answer<OutputOf<E>>> {
    const response = await fetch(`${address}/api/${endpoint.path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: system.origin, cookie: who.cookies.header() },
      body: JSON.stringify(input),
    });
    return { status: response.status, body: (await response.json()) as OutputOf<E> };
  }

  /** Runs the edit, looks, and puts the tables back, whatever was seen. */
  async function after<T>(
    edits: readonly (readonly [string, readonly unknown[]])[],
    look: () => Promise<T>,
  ): Promise<T> {
    const kept = ['people', 'organisations', 'room_members', 'rooms', 'objects', 'threads', 'advice_requests'];
    for (const table of kept) await database.query(`CREATE TABLE kept_${table} AS TABLE ${table}`);
    try {
      for (const [text, values] of edits) {
        const { rowCount } = await database.query(text, [...values]);
        expect([text, rowCount]).not.toEqual([text, 0]);
      }
      return await look();
    } finally {
      for (const table of kept) {
        await database.query(`DELETE FROM ${table}`);
        await database.query(`INSERT INTO ${table} SELECT * FROM kept_${table}`);
        await database.query(`DROP TABLE kept_${table}`);
      }
    }
  }

  const statusOf = async (who: Pick<Someone, 'cookies'>, endpoint: Endpoint, input: unknown): Promise<number> =>
    (await call(who, endpoint, input)).status;

  test('a clinician whose row says officer is no officer', async () => {
    const { bela } = stage.people;
    const seen = await after([["UPDATE people SET role = 'officer' WHERE person = $1", [bela.person]]], async () => ({
      requests: await statusOf(bela, endpoints.register.requests, {}),
      invite: await statusOf(bela, endpoints.register.invite, {
        invitation: 'A'.repeat(22),
        role: 'officer',
        organisation: '',
      }),
      role: (await call(bela, endpoints.signIn.session, {})).body.me?.role,
    }));
    expect(seen).toEqual({ requests: 403, invite: 403, role: 'clinician' });
  });

  test('whose status the register ended stays out, whatever their row says, and whose row says ended stays in', async () => {
    const { officer, hospital, alice } = stage.people;
    const gone = await stage.people.enrol({
      name: 'Kezia Kingcup',
      number: '9990011',
      specialty: '',
      role: 'clinician',
      organisation: hospital,
    });
    await officer.door.setStatus(gone.person, 'suspended', 'GMC');
    const edits = [
      ["UPDATE people SET status = 'good', expires = 9999999999 WHERE person = $1", [gone.person]],
      ["UPDATE people SET status = 'ended', expires = 1 WHERE person = $1", [alice.person]],
    ] as const;
    const seen = await after(edits, async () => [
      await statusOf(gone, endpoints.ledgers.mine, all),
      await statusOf(alice, endpoints.ledgers.mine, all),
    ]);
    expect(seen).toEqual([403, 200]);
    await gone.door.lock();
  });

  test('what the register says on one process holds for the next request on another, which was told nothing', async () => {
    const { officer, hospital } = stage.people;
    const who = {
      name: 'Lorcan Larkspur',
      number: '9990012',
      specialty: '',
      role: 'clinician',
      organisation: hospital,
    };
    const lorcan = await stage.people.enrol({ ...who, role: 'clinician' });
    const elsewhere = await system.replica();
    const address = `http://127.0.0.1:${new URL(elsewhere.address).port}`;
    const ask = async () => (await call(lorcan, endpoints.ledgers.mine, { since: '', after: '' }, address)).status;
    const before = await ask();
    await officer.door.setStatus(lorcan.person, 'suspended', 'GMC');
    const suspended = await ask();
    await officer.door.setStatus(lorcan.person, 'good', 'GMC');
    expect([before, suspended, await ask()]).toEqual([200, 403, 200]);
    await lorcan.door.lock();
  });

  test('who waits for an officer is not let in by a row', async () => {
    const { waiting } = stage.who;
    const edit = `INSERT INTO people (person, role, status, organisation, defence, advises, expires, keyring, changed)
      VALUES ($1, 'clinician', 'good', '', '', '', 9999999999, 1, 0)`;
    const seen = await after([[edit, [waiting.person]]], async () => [
      await statusOf(waiting, endpoints.ledgers.mine, all),
      (await call(waiting, endpoints.register.myRequest, {})).body.state,
    ]);
    expect(seen).toEqual([403, 'waiting']);
  });

  test('who is made an officer by a row is told nothing of who waits', async () => {
    const { bela, officer } = stage.people;
    const hears = async (who: Someone): Promise<string[]> => {
      const socket = io(system.origin, {
        path: livePath,
        transports: ['websocket'],
        extraHeaders: { origin: system.origin, cookie: who.cookies.header() },
        forceNew: true,
      });
      open.push(socket);
      const heard: string[] = [];
      socket.on('waiting', () => heard.push('waiting'));
      await new Promise((resolve) =>
        socket.once('connect', () => {
          resolve(undefined);
        }),
      );
      return heard;
    };
    const heard = await after([["UPDATE people SET role = 'officer' WHERE person = $1", [bela.person]]], async () => {
      const [belas, officers] = [await hears(bela), await hears(officer)];
      const { waiting } = stage.who;
      await officer.door.refuseRequest(waiting.person, 'Not known here');
      await new Promise((wake) => setTimeout(wake, 200));
      return [belas, officers];
    });
    expect(heard).toEqual([[], ['waiting']]);
  });

  test('an adviser whose row names another organisation sees that organisation’s queue no more than before', async () => {
    const { otherAdviser } = stage.who;
    const { defence, bela } = stage.people;
    const queue = async () => (await call(otherAdviser, endpoints.advice.queue, all)).body.requests;
    const moved = [
      'UPDATE people SET advises = $2, organisation = $2 WHERE person = $1',
      [otherAdviser.person, defence],
    ] as const;
    expect(await after([moved], queue)).toEqual([]);
    const [own] = (
      await database.query<{ advises: string }>('SELECT advises FROM people WHERE person = $1', [otherAdviser.person])
    ).rows;
    const readdressed = ['UPDATE advice_requests SET organisation = $1', [own?.advises]] as const;
    expect(await after([readdressed], queue)).toEqual([]);
    const taken = ['UPDATE advice_requests SET requester = $1', [bela.person]] as const;
    expect(await after([taken], async () => (await call(bela, endpoints.advice.mine, all)).body.requests)).toEqual([]);
  });

  test('a row in the list of members opens no case', async () => {
    const { stranger } = stage.who;
    const { room } = stage.grounds;
    const edit = `INSERT INTO room_members (room, person, clearance, stage, join_by, member_until)
      VALUES ($1, $2, '', 'internal', 0, 0)`;
    const seen = await after([[edit, [room, stranger.person]]], async () => ({
      entries: await statusOf(stranger, endpoints.ledgers.entries, { ledger: room, after: -1, limit: 10 }),
      listed: (await call(stranger, endpoints.ledgers.mine, all)).body.ledgers.filter(({ ledger }) => ledger === room),
    }));
    expect(seen).toEqual({ entries: 404, listed: [] });
  });

  test('where the row is of a colleague, the case is listed with what its author read beside it, and no door is open', async () => {
    const { hospital } = stage.people;
    const { room } = stage.grounds;
    const who = { name: 'Mabel Mossop', number: '9990013', specialty: '', role: 'clinician' } as const;
    const mabel = await stage.people.enrol({ ...who, organisation: hospital });
    const edit = `INSERT INTO room_members (room, person, clearance, stage, join_by, member_until)
      VALUES ($1, $2, '', 'internal', 0, 0)`;
    const seen = await after([[edit, [room, mabel.person]]], async () => ({
      entries: await statusOf(mabel, endpoints.ledgers.entries, { ledger: room, after: -1, limit: 10 }),
      standing: await statusOf(mabel, endpoints.ledgers.standing, { ledger: room }),
      heads: await statusOf(mabel, endpoints.ledgers.heads, { ledger: room }),
      links: await statusOf(mabel, endpoints.pictures.links, { room, objects: [stage.grounds.keptObject] }),
      listed: (await call(mabel, endpoints.ledgers.mine, all)).body.ledgers.filter(({ ledger }) => ledger === room),
    }));
    const [head] = (await database.query<object>('SELECT seq, hash FROM ledgers WHERE id = $1', [room])).rows;
    const listed = [{ kind: 'room', ledger: room, head, as: 'internal' }];
    expect(seen).toEqual({ entries: 404, standing: 404, heads: 404, links: 404, listed });
    await mabel.door.lock();
  });

  test('a picture moved to another thread in the table is given to nobody who does not hold its own', async () => {
    const { outside } = stage.who;
    const { room, keptObject, kept, cleared } = stage.grounds;
    const edit = ['UPDATE objects SET thread = $2 WHERE thread = $1', [kept, cleared]] as const;
    const status = await after([edit], () =>
      statusOf(outside, endpoints.pictures.links, { room, objects: [keptObject] }),
    );
    expect(status).toBe(404);
  });

  test('an organisation is of the kind the register says', async () => {
    const { officer, hospital } = stage.people;
    const { invitation } = stage.grounds;
    const edit = [
      "UPDATE organisations SET kind = 'defence', name = 'Crooked Defence' WHERE organisation = $1",
      [hospital],
    ] as const;
    const seen = await after([edit], async () => ({
      invite: await statusOf(officer, endpoints.register.invite, {
        invitation: 'B'.repeat(22),
        role: 'adviser',
        organisation: hospital,
      }),
      offered: (await call(officer, endpoints.register.lookAtInvitation, { invitation })).body.defence.map(
        ({ name }) => name,
      ),
    }));
    expect(seen).toEqual({ invite: 400, offered: ['Meridian Medical Defence', 'Other Defence'] });
  });

  test('an entry forged into the register’s own table makes nobody an officer: nobody is let in until it is gone', async () => {
    const { bela, alice } = stage.people;
    const forged = await forgedCredential();
    const { seq, by, at, id, bodyHash } = forged.skeleton;
    const { jws, body, salt } = forged.wire;
    const { hash } = forged;
    const root = stage.grounds.root;
    const elsewhere = await system.replica();
    const address = `http://127.0.0.1:${new URL(elsewhere.address).port}`;
    await database.query(
      `INSERT INTO entries (ledger, seq, id, hash, author, type, at, body_hash, scope, jws, body, salt)
       VALUES ($1, $2, $3, $4, $5, 'credential', $6, $7, '"room"', $8, $9, $10)`,
      [root, seq, id, hash, by, at, bodyHash, jws, body, salt],
    );
    await database.query('UPDATE ledgers SET seq = $2, hash = $3 WHERE id = $1', [root, seq, hash]);
    const late = await system.replica();
    const newcomer = `http://127.0.0.1:${new URL(late.address).port}`;
    const ask = async (who: Someone, endpoint: Endpoint, at_: string, input = {}) =>
      (await call(who, endpoint, input, at_)).status;
    const crooked = [];
    for (const at_ of [system.origin, address, newcomer])
      crooked.push(await ask(bela, endpoints.register.requests, at_));
    expect(crooked).toEqual([503, 503, 503]);
    await database.query('ALTER TABLE entries DISABLE TRIGGER ALL');
    await database.query('DELETE FROM entries WHERE ledger = $1 AND seq = $2', [root, seq]);
    await database.query('ALTER TABLE entries ENABLE TRIGGER ALL');
    await database.query('UPDATE ledgers SET seq = seq - 1, hash = $2 WHERE id = $1', [root, forged.skeleton.prev]);
    expect(await ask(alice, endpoints.ledgers.mine, newcomer, all)).toBe(200);
    expect(await ask(bela, endpoints.register.requests, newcomer)).toBe(403);
  });

  /** A credential that makes Bela an officer, said to be by the officer, signed by Bela. */
  async function forgedCredential(): Promise<ReadEntry> {
    const { bela, officer } = stage.people;
    const evil = await EvilMember.of(bela);
    const { rows } = await database.query<{ signed_join: string }>(
      'SELECT signed_join FROM join_requests WHERE person = $1',
      [bela.person],
    );
    const named = evil.vault.person(officer.person as PersonId);
    const { join } = await readJoin(rows[0]?.signed_join ?? '', evil.vault.view);
    const states = statedBy(bela.name, 'officer');
    const { proofs: _, ...unproven } = join;
    const asOfficer = await provenJoin({ ...unproven, states }, evil.signer, [touchedBy(bela)]);
    const body: ActToWrite<'credential'> = {
      ...{
        person: bela.person,
        join: asOfficer,
        level: 'V1',
        registration: [],
        staff: [readInLetter(states)],
        why: '',
      },
      expires: Math.floor(Date.now() / 1000) + 86_400,
    };
    const signer: Signer = {
      kid: named?.kid ?? ('' as KeyId),
      public: named?.signing ?? '',
      sign: (bytes) => evil.signer.sign(bytes),
    };
    const [entry] = await evil.signRegister([await evil.act('credential', body)], named?.id, signer);
    evil.desk.close();
    if (entry === undefined) throw new Error('nothing was signed');
    return readEntry(registerRules, entry);
  }
});
