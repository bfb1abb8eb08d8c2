import { randomBytes } from 'node:crypto';
import { endpoints, type SealedEntry } from '@consilium/contracts';
import { blobOf, draft, headClaim, signHead } from '@consilium/ledger';
import { registerRules, type Hash } from '@consilium/domain';
import { Client } from 'pg';
import { versionTwo } from '@consilium/testkit/domain';
import { startSystem, type System } from '@consilium/testkit/system';
import { Appending } from '../../apps/api/src/ledgers/appending';
import { LedgersService } from '../../apps/api/src/ledgers/ledgers.service';
import { Replicas } from '../../apps/api/src/ledgers/replicas';
import { claims, eventually, isTick, PlainClinic, type Member, type PlainRoom } from './plain-clinic';
import { b64, now } from './plain-person';

const table = endpoints.ledgers;

describe('ledgers', () => {
  let system: System;
  let clinic: PlainClinic;
  let anna: Member;
  let ben: Member;
  let stranger: Member;
  let room: PlainRoom;

  beforeAll(async () => {
    system = await startSystem();
    clinic = await PlainClinic.open(system);
    anna = await clinic.clinician();
    ben = await clinic.clinician();
    stranger = await clinic.clinician();
    room = await clinic.openRoom(anna);
    await room.invite(ben);
  });

  const reasonOf = (answer: { body: unknown }): unknown =>
    (answer.body as { details?: { reason?: unknown; code?: unknown } }).details?.reason;
  const codeOf = (answer: { body: unknown }): unknown =>
    (answer.body as { details?: { code?: unknown } }).details?.code;

  async function sql(text: string, parameters: unknown[] = []): Promise<unknown[]> {
    const client = new Client({ connectionString: system.databaseUrl });
    await client.connect();
    try {
      return (await client.query(text, parameters)).rows as unknown[];
    } finally {
      await client.end();
    }
  }

  /** Waits for the service's ticks of the room, which come by themselves after a register entry about one of its members. */
  async function ticked(times: number): Promise<void> {
    const ticks = async (): Promise<number> => (await room.read(anna)).body.entries.filter(isTick).length;
    await eventually(async () => (await ticks()) >= times);
    expect(await ticks()).toBe(times);
  }

  test('a member reads every entry with bodies, and of the grants only their own', async () => {
    const { entries, kind } = (await room.read(ben)).body;
    expect(kind).toBe('room');
    expect(entries.map((entry) => claims(entry).type)).toEqual(['genesis', 'rotate', 'invite', 'grant']);
    expect(entries.every(({ body }) => body !== undefined)).toBe(true);
    expect(entries.map(({ blobs }) => Object.keys(blobs ?? {}).length)).toEqual([0, 0, 0, 1]);
    const annas = (await room.read(anna)).body.entries;
    expect(annas.map(({ blobs }) => Object.keys(blobs ?? {}).length)).toEqual([0, 1, 0, 0]);
  });

  test('to a stranger, and to somebody waiting, a room is not there', async () => {
    expect((await room.read(stranger)).status).toBe(404);
    expect((await room.read(await clinic.waiting())).status).toBe(404);
    const entries = await room.sealed(stranger, [await room.message()]);
    const nothing = { status: 404, title: 'There is nothing here, or you may not see it.' };
    expect(await room.send(stranger, entries)).toMatchObject(nothing);
    expect(await stranger.browser.call(table.standing, { ledger: room.id })).toMatchObject(nothing);
    const kinds = [
      { kind: 'advice', ledger: room.id, entries },
      { kind: 'room', ledger: b64(32), entries },
      { kind: 'register', ledger: '', entries },
    ] as const;
    for (const sent of kinds) {
      const { status, title } = await anna.browser.call(table.append, { ...sent, entries: [...entries] });
      expect([status, title]).toEqual([404, expect.stringContaining('There is nothing here')]);
    }
  });

  test('the same append twice, also at once, has one effect and one answer', async () => {
    const entries = await room.sealed(ben, [await room.message()]);
    const answers = await Promise.all([room.send(ben, entries), room.send(ben, entries)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0].body.head).toEqual(answers[1].body.head);
    await room.catchUp();
    expect((await room.read(ben)).body.entries).toHaveLength(5);
  });

  test('a known id with other content is refused', async () => {
    const first = await room.message();
    await room.append(ben, [first]);
    const entries = await room.sealed(ben, [await room.message({ id: first.id })]);
    const answer = await room.send(ben, entries);
    expect([answer.status, reasonOf(answer)]).toEqual([409, 'id-used']);
    expect(answer.title).toBe('This was sent before with other content. Reload and send it again.');
  });

  test('who loses the race for the head is told the new head', async () => {
    const [mine, theirs] = [
      await room.sealed(anna, [await room.message()]),
      await room.sealed(ben, [await room.message()]),
    ];
    const answers = await Promise.all([room.send(anna, mine), room.send(ben, theirs)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [won] = answers.filter(({ status }) => status === 200);
    const [lost] = answers.filter(({ status }) => status === 409);
    expect(lost?.body).toMatchObject({ details: { reason: 'head-moved', head: won?.body.head } });
    await room.catchUp();
  });

  test('an entry signed by somebody else, dated wrongly or incomplete is refused', async () => {
    const foreign = await room.send(anna, await room.sealed(ben, [await room.message()]));
    expect([foreign.status, foreign.title]).toEqual([403, 'An entry is signed by somebody else. Sign in again.']);
    const late = await room.send(ben, await room.sealed(ben, [await room.message()], { at: now() + 600 }));
    expect([late.status, reasonOf(late)]).toEqual([409, 'clock']);
    expect(late.title).toBe('The clock of this device is off. Reload the page and try again.');
    expect((late.body as { details?: object }).details).toMatchObject({
      now: expect.any(Number) as number,
      at: expect.any(Number) as number,
    });
    const [whole] = await room.sealed(ben, [await room.message()]);
    const { jws = '', body = '', salt = '' } = whole ?? {};
    const partial = await room.send(ben, [{ jws, body, salt }]);
    expect([partial.status, reasonOf(partial)]).toEqual([400, 'incomplete']);
    expect(partial.title).toBe('Part of what belongs to an entry was not sent. Try again.');
    const claimed = await room.send(ben, await room.sealed(ben, [await room.message()], { as: anna.person }));
    expect(claimed.status).toBe(403);
  });

  test('a blob of another thread cannot be had by naming it', async () => {
    const secret = await blobOf(randomBytes(284));
    await room.append(anna, [await room.message({ blob: secret })]);
    const [entry] = await room.sealed(ben, [await room.message({ blob: secret })]);
    const { jws = '', body = '', salt = '' } = entry ?? {};
    expect((await room.send(ben, [{ jws, body, salt }])).status).toBe(400);
  });

  test('a flipped bit in any part of an entry is refused and nothing is stored', async () => {
    const before = (await room.read(ben)).body.head;
    const [entry] = await room.sealed(ben, [await room.message()]);
    const flip = (text: string, at: number): string =>
      `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
    const { jws = '', body = '', salt = '', blobs = {} } = entry ?? {};
    const wrong: SealedEntry[] = [
      { jws: flip(jws, jws.length - 40), body, salt, blobs },
      { jws, body: body.replace('"gen":1', '"gen":2'), salt, blobs },
      { jws, body, salt: flip(salt, 3), blobs },
      {
        jws,
        body,
        salt,
        blobs: Object.fromEntries(Object.entries(blobs).map(([hash, text]) => [hash, flip(text, 5)])),
      },
    ];
    const answers = [];
    for (const each of wrong) answers.push(await room.send(ben, [each]));
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect((await room.read(ben)).body.head).toEqual(before);
  });

  test('signed history cannot be changed in the database, not even by its owner without first removing a trigger', async () => {
    for (const statement of [
      'UPDATE entries SET type = type',
      'DELETE FROM entries',
      'TRUNCATE entries CASCADE',
      'DELETE FROM blobs',
    ]) {
      await expect(sql(statement)).rejects.toThrow('signed history only grows');
    }
  });

  test('a change of a member’s status ticks the room at once, and older register heads are refused from then on', async () => {
    const old = await clinic.registerHead();
    const checkedAt = now();
    await clinic.register('status', { person: ben.person.id, status: 'suspended', source: 'GMC', checkedAt });
    await ticked(1);
    expect((await room.read(ben)).status).toBe(404);
    await room.catchUp();
    const stale = await room.send(anna, await room.sealed(anna, [await room.message()], { register: old }));
    expect([stale.status, codeOf(stale)]).toEqual([403, 'register-fell']);
    const due = await room.send(anna, await room.sealed(anna, [await room.message()]));
    expect(codeOf(due)).toBe('rotation-due');
    await room.append(anna, [await room.rotation(room.thread, 'case', 2, [anna]), await room.message({ gen: 2 })]);
    await clinic.register('status', { person: ben.person.id, status: 'good', source: 'GMC', checkedAt });
    await ticked(2);
    await room.catchUp();
    expect((await room.read(ben)).status).toBe(200);
  });

  test('in a quiet room an old register head does not dodge what the register said since', async () => {
    const quiet = await clinic.openRoom(anna);
    const old = await clinic.registerHead();
    // The tick is the service's; here it has not come yet.
    await sql(`UPDATE ledgers SET register_seq = 100000 WHERE id = $1`, [quiet.id]);
    await clinic.register('status', { person: anna.person.id, status: 'good', source: 'GMC', checkedAt: now() });
    const answer = await quiet.send(anna, await quiet.sealed(anna, [await quiet.message()], { register: old }));
    expect([answer.status, reasonOf(answer)]).toEqual([409, 'register-moved']);
    expect(answer.title).toBe('The register of people has changed. Load it and try again.');
    expect(answer.body).toMatchObject({ details: { head: { seq: old.seq + 1 } } });
    await sql(`UPDATE ledgers SET register_seq = $2 WHERE id = $1`, [quiet.id, old.seq]);
    // Anna is in the first room too: what follows in it continues this tick.
    await ticked(3);
    await room.catchUp();
  });

  test('a person’s ledgers are listed with their heads, and a stranger’s list has none of them', async () => {
    const mine = (await anna.browser.ask(table.mine, { since: '', after: '' })).ledgers;
    expect(mine.find(({ ledger }) => ledger === room.id)).toMatchObject({ kind: 'room', as: 'internal' });
    expect(
      (await stranger.browser.ask(table.mine, { since: '', after: '' })).ledgers.map(({ kind, as }) => [kind, as]),
    ).toEqual([['register', 'reader']]);
  });

  test('members read each other’s signed heads, and the service’s word on the register', async () => {
    await room.catchUp();
    const { head } = (await room.read(anna)).body;
    const register = await clinic.registerHead();
    const headAt = (at: number, said: object = {}, by = anna): Promise<string> => {
      const { seq, hash } = head;
      const here = { v: 1, root: clinic.root, ledger: room.ledger, seq, hash: hash as Hash, register } as const;
      return signHead({ ...here, state: '', by: by.person.id, at, ...said } as never, by.person.signer);
    };
    const at = now();
    const signed = await headAt(at);
    await anna.browser.ask(table.postHead, { ledger: room.id, head: signed, service: '' });
    const { heads, service } = await ben.browser.ask(table.heads, { ledger: room.id });
    expect(heads).toEqual([{ head: signed, service: '' }]);
    expect(headClaim(service).payload).toMatchObject({ ledger: clinic.root, by: 'service' });
    // Neither a member's head nor the service's word on another record is its word on this one.
    for (const word of [signed, service]) {
      const posted = await anna.browser.call(table.postHead, { ledger: room.id, head: signed, service: word });
      expect(posted.status).toBe(400);
    }
    expect((await ben.browser.call(table.postHead, { ledger: room.id, head: signed, service: '' })).status).toBe(400);
    expect((await stranger.browser.call(table.heads, { ledger: room.id })).status).toBe(404);
    // What is another's, of another record or of another register is not theirs; what the record never was is a fork.
    const notHers = 'This head is not yours or names another record. Reload the page.';
    const forked = await headAt(at, { hash: b64(32) });
    const wrong = [{ by: ben.person.id }, { ledger: b64(32) }, { root: b64(32) }];
    for (const said of wrong) {
      const other = await headAt(at, said);
      const posted = await anna.browser.call(table.postHead, { ledger: room.id, head: other, service: '' });
      expect([posted.status, posted.title]).toEqual([400, notHers]);
      const kept = { seq: -1, hash: '' };
      const missed = await anna.browser.call(table.tellMissed, { ledger: room.id, head: other, kept });
      expect([missed.status, missed.title]).toEqual([400, notHers]);
    }
    const fork = await anna.browser.call(table.postHead, { ledger: room.id, head: forked, service: '' });
    expect([fork.status, reasonOf(fork), fork.title]).toEqual([
      ...[409, 'fork', 'This device and the service disagree about the record. Tell your registration officer.'],
    ]);
    // Nothing is missing where the head is there, or what is said to be left is not, or is not before it.
    const { entries } = (await room.read(anna)).body;
    const seconds = claims(entries[1] ?? { jws: '' }).seq;
    const [hash = ''] = (await sql('SELECT hash FROM entries WHERE ledger = $1 AND seq = $2', [room.id, seconds])).map(
      (row) => (row as { hash: string }).hash,
    );
    const tells = async (told: string, kept: { seq: number; hash: string }): Promise<string> => {
      const { status, title } = await anna.browser.call(table.tellMissed, { ledger: room.id, head: told, kept });
      return `${String(status)} ${title}`;
    };
    const nothing = '400 Nothing of this record is missing. Reload the page.';
    expect(await tells(signed, { seq: -1, hash: '' })).toBe(nothing);
    expect(await tells(forked, { seq: seconds, hash: b64(32) })).toBe(nothing);
    expect(await tells(await headAt(at, { seq: seconds, hash: b64(32) }), { seq: seconds, hash })).toBe(nothing);
    expect(await tells(forked, { seq: seconds, hash })).toBe('200 ');
    const kept = { seq: seconds, hash };
    expect((await clinic.office.ask(table.missed, {})).missed).toEqual([{ ledger: room.id, head: forked, kept }]);
    expect(await tells(await headAt(at, { seq: head.seq + 5, hash: b64(32) }), { seq: -1, hash: '' })).toBe('200 ');
    expect((await clinic.office.ask(table.missed, {})).missed).toMatchObject([{ kept: { seq: -1, hash: '' } }]);

    // Another device of hers says what it has of a little before, and later, with the service's word.
    const answer = await room.send(anna, await room.sealed(anna, [await room.message({ gen: 2 })]));
    expect(answer.status).toBe(200);
    const word = answer.body.signed;
    await anna.browser.ask(table.postHead, { ledger: room.id, head: await headAt(at - 60), service: word });
    expect((await ben.browser.ask(table.heads, { ledger: room.id })).heads).toEqual([{ head: signed, service: word }]);
    await room.catchUp();
  });

  test('two processes write one room without losing or doubling anything', async () => {
    const other = await system.replica();
    await room.catchUp();
    const port = new URL(other.address).port;
    for (let round = 0; round < 3; round += 1) {
      const entries = await room.sealed(anna, [await room.message({ gen: 2 })]);
      const cookie = [...anna.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(`http://127.0.0.1:${port}/api/ledgers/append`, {
        method: 'POST',
        headers: { origin: system.origin, cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ kind: 'room', ledger: room.id, entries }),
      });
      expect(answer.status).toBe(200);
      await room.catchUp();
      await room.append(anna, [await room.message({ gen: 2 })]);
    }
  });

  test('other features are told of an append who may read it, and where nothing comes of it, nothing is kept', async () => {
    const { nest } = system.application;
    const appending = nest.get(Appending, { strict: false });
    const ledgers = nest.get(LedgersService, { strict: false });
    const ids = [anna, stranger].map(({ person }) => person.id);
    const own = await clinic.openRoom(anna);
    const request = async () => ({
      ...{ kind: 'room' as const, ledger: own.id, author: anna.person.id },
      entries: await own.sealed(anna, [await own.message()]),
    });
    let read: boolean[] = [];
    await appending.append(await request(), (_, { reads }) => Promise.resolve(void (read = ids.map(reads))));
    expect(read).toEqual([true, false]);
    await own.catchUp();
    const found = await ledgers.asItIs(own.id);
    expect([found?.replica.head.seq, ids.map((id) => found?.reads(id))]).toEqual([own.head?.seq, [true, false]]);
    expect(await ledgers.asItIs(b64(32))).toBe(undefined);
    expect(ledgers.registerKnown()?.head.seq).toBe((await clinic.registerHead()).seq);
    const nothing = { kind: 'bad-input', message: 'Nothing was sent.' };
    await expect(appending.append({ ...(await request()), entries: [] })).rejects.toMatchObject(nothing);
    // A row that another part writes twice is a fault of that part, and no record that moved on.
    const twice = `INSERT INTO challenges (nonce_hash, label, subject, act, expires) VALUES ('twice', '', '', '', 0)`;
    await expect(
      appending.append(await request(), async (sql) => {
        await sql.run(twice, []);
        await sql.run(twice, []);
      }),
    ).rejects.toMatchObject({ code: '23505', constraint: 'challenges_pkey' });
    // What could not be brought to the head of the ledger is read anew the next time.
    const torn = await request();
    const spied = jest.spyOn(Replicas.prototype, 'at').mockRejectedValueOnce(new Error('torn'));
    const forgets = jest.spyOn(Replicas.prototype, 'forget');
    await expect(appending.append(torn)).rejects.toThrow('torn');
    expect(forgets.mock.calls).toEqual([[own.id]]);
    for (const spy of [spied, forgets]) spy.mockRestore();
    await appending.append(await request());
  });

  test('what is no entry at all is refused, and finds no row', async () => {
    await room.catchUp();
    const [entry] = await room.sealed(anna, [await room.message({ gen: 2 })]);
    const [head = '', , signature = ''] = entry?.jws.split('.') ?? [];
    const spelled = (payload: string): string =>
      [head, Buffer.from(payload).toString('base64url'), signature].join('.');
    const answers = [];
    for (const payload of [`no JSON ${'.'.repeat(40)}`, `{"id":7,"seq":"1","pad":"${'.'.repeat(40)}"}`]) {
      answers.push(await room.send(anna, [{ ...entry, jws: spelled(payload) }]));
    }
    expect(answers.map((answer) => [answer.status, reasonOf(answer)])).toEqual(Array(2).fill([409, 'head-moved']));
  });

  test('a room may be closed, and then takes no message', async () => {
    const closing = await clinic.openRoom(anna);
    await closing.append(anna, [draft({ type: 'close', scope: 'room', body: { outcome: 'advice-given' } })]);
    const answer = await closing.send(anna, await closing.sealed(anna, [await closing.message()]));
    expect([answer.status, codeOf(answer)]).toEqual([403, 'room-closed']);
  });

  test('rules that this server does not know are put in force by nobody', async () => {
    const entry = await clinic.officer.entry(clinic.office, 'rules-version', { version: registerRules.knows + 1 });
    const answer = await clinic.office.call(table.append, { kind: 'register', ledger: clinic.root, entries: [entry] });
    expect(answer).toMatchObject({
      status: 403,
      body: {
        title: 'This version of the service does not know these rules. Update it first.',
        details: { code: 'rules-too-new' },
      },
    });
    expect((await clinic.registerHead()).seq).toBe(claims(entry).seq - 1);
  });

  test('once newer rules are in force nobody writes by older ones, whatever register they name', async () => {
    await system.serve({}, versionTwo);
    const other = await clinic.openRoom(stranger);
    const old = await clinic.registerHead();
    await clinic.register('rules-version', { version: 2 });
    const says = async (register: typeof old) => {
      const { status, title, body } = await other.send(
        stranger,
        await other.sealed(stranger, [await other.message()], { register }),
      );
      return { status, title, details: (body as { details?: unknown }).details };
    };
    const newest = await clinic.registerHead();
    expect(await says(old)).toEqual({
      ...{ status: 409, title: 'The register of people has changed. Load it and try again.' },
      details: { reason: 'register-moved', head: newest },
    });
    const title = 'New rules are in force that this page does not know. Reload it; what you are writing is kept.';
    expect(await says(newest)).toEqual({ status: 409, title, details: { reason: 'reload' } });
    const checkedAt = now();
    const said = { person: ben.person.id, status: 'good', source: 'GMC', checkedAt } as const;
    const entry = await clinic.officer.entry(clinic.office, 'status', said);
    const answer = await clinic.office.call(table.append, { kind: 'register', ledger: clinic.root, entries: [entry] });
    expect([answer.status, answer.title, reasonOf(answer)]).toEqual([409, title, 'reload']);
    // A server of the release before judges nothing of it.
    await system.serve({});
    const before = await other.send(stranger, await other.sealed(stranger, [await other.message()]));
    expect([before.status, reasonOf(before)]).toEqual([503, 'updating']);
  });
});
