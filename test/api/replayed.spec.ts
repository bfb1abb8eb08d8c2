import { startSystem, type System } from '@consilium/testkit/system';
import { Verification, type Finding } from '../../apps/api/src/ledgers/verification';
import { projections } from '../../apps/api/src/projections';
import { connect, sqlOf } from '../../apps/api/src/storage/database';
import { ownerSql } from '../owner-sql';
import { eventually, isTick, PlainClinic, type Member, type PlainRoom } from './plain-clinic';
import { b64, now } from './plain-person';

/** Every ledger of a database replayed, and what is stored beside it held against that (`ledger:verify`). */
describe('a replay of a whole database', () => {
  let system: System;
  let clinic: PlainClinic;
  let anna: Member;
  let room: PlainRoom;

  beforeAll(async () => {
    system = await startSystem();
    clinic = await PlainClinic.open(system);
    anna = await clinic.clinician();
    room = await clinic.openRoom(anna);
    const ben = await clinic.clinician();
    await room.invite(ben);
    await room.append(anna, [await room.message()]);
    const said = { person: ben.person.id, status: 'suspended', source: 'GMC', checkedAt: now() } as const;
    await clinic.register('status', said);
    // The service's own entry comes by itself; then nothing moves any more.
    expect(await eventually(async () => (await room.read(anna)).body.entries.some(isTick))).toBe(true);
  });

  const sql = <Row>(text: string, parameters: unknown[] = []): Promise<Row[]> =>
    ownerSql<Row>(system.databaseUrl, text, parameters);

  async function troubles(): Promise<Finding[]> {
    const source = await connect(system.databaseUrl, 2);
    const findings: Finding[] = [];
    for await (const finding of new Verification(sqlOf(source), projections).findings()) findings.push(finding);
    await source.destroy();
    return findings.filter(({ trouble }) => trouble !== '');
  }

  test('names the entry whose row says something else beside it, whichever word of it was edited', async () => {
    const of = { kind: 'room', ledger: room.id, seq: 1 };
    await sql('ALTER TABLE entries DISABLE TRIGGER ALL');
    await sql('CREATE TABLE kept_entries AS TABLE entries');
    const trouble = 'the row beside the signed entry says something else';
    for (const column of ['id', 'hash', 'author', 'type', 'at', 'body_hash', 'scope']) {
      await sql(`UPDATE entries SET ${column} = '7' WHERE ledger = $1 AND seq = 1`, [room.id]);
      expect([column, await troubles()]).toEqual([column, [{ ...of, trouble }]]);
      const same = 'e.ledger = $1 AND e.seq = 1 AND k.ledger = e.ledger AND k.seq = e.seq';
      await sql(`UPDATE entries e SET ${column} = k.${column} FROM kept_entries k WHERE ${same}`, [room.id]);
    }
    await sql('DROP TABLE kept_entries');
    await sql('ALTER TABLE entries ENABLE TRIGGER ALL');
    expect(await troubles()).toEqual([]);
  });

  test('says where the entries do not end at the head that is stored', async () => {
    const { head } = (await room.read(anna)).body;
    const trouble = 'the entries do not end at the head that is stored';
    for (const { seq, hash } of [
      { ...head, seq: head.seq + 1 },
      { ...head, hash: 'x' },
    ]) {
      const set = 'UPDATE ledgers SET seq = $2, hash = $3 WHERE id = $1';
      await sql(set, [room.id, seq, hash]);
      expect(await troubles()).toEqual([{ kind: 'room', ledger: room.id, seq: head.seq + 1, trouble }]);
      await sql(set, [room.id, head.seq, head.hash]);
    }
    expect(await troubles()).toEqual([]);
  });

  test('says which entry has lost a part', async () => {
    await sql('ALTER TABLE blobs DISABLE TRIGGER ALL');
    await sql(`CREATE TABLE kept_blobs AS SELECT * FROM blobs`);
    const [, rotate = { body: '' }] = (await room.read(anna)).body.entries;
    const { grants } = JSON.parse(rotate.body ?? '') as { grants: { blob: { hash: string } }[] };
    await sql('DELETE FROM blobs WHERE ledger = $1 AND hash = $2', [room.id, grants[0]?.blob.hash]);
    const trouble = 'a body or blob is missing';
    expect(await troubles()).toEqual([{ kind: 'room', ledger: room.id, seq: 1, trouble }]);
    await sql('INSERT INTO blobs SELECT * FROM kept_blobs ON CONFLICT DO NOTHING');
    await sql('DROP TABLE kept_blobs');
    await sql('ALTER TABLE blobs ENABLE TRIGGER ALL');
    expect(await troubles()).toEqual([]);
  });

  test('finds a projection that somebody edited', async () => {
    await sql(`UPDATE rooms SET owner = $2 WHERE ledger = $1`, [room.id, b64(16)]);
    const { head } = (await room.read(anna)).body;
    const trouble = 'table rooms is not what the entries say';
    expect(await troubles()).toEqual([{ kind: 'room', ledger: room.id, seq: head.seq, trouble }]);
    await sql(`UPDATE rooms SET owner = $2 WHERE ledger = $1`, [room.id, anna.person.id]);
  });

  test('agrees with what nobody touched, and names the first entry whose words somebody edited', async () => {
    expect(await troubles()).toEqual([]);
    await sql('ALTER TABLE entries DISABLE TRIGGER ALL');
    await sql(`UPDATE entries SET body = replace(body, '"gen":1', '"gen":9') WHERE ledger = $1 AND seq = 4`, [room.id]);
    expect(await troubles()).toEqual([{ kind: 'room', ledger: room.id, seq: 4, trouble: 'refused: body-hash' }]);
    // No JSON at all any more: it is named all the same, and ends no replay of the others.
    await sql(`UPDATE entries SET body = 'no more' WHERE ledger = $1 AND seq = 4`, [room.id]);
    expect(await troubles()).toMatchObject([{ kind: 'room', ledger: room.id, seq: 4 }]);
    await sql(`UPDATE entries SET jws = 'no more' WHERE ledger = $1 AND seq = 4`, [room.id]);
    expect(await troubles()).toEqual([{ kind: 'room', ledger: room.id, seq: 4, trouble: 'refused: segments' }]);
  });
});
