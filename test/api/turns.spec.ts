import { startSystem, type System } from '@consilium/testkit/system';
import { Client } from 'pg';
import { shareRegister } from '../../apps/api/src/ledgers/ledgers.store';
import { eventually, PlainClinic, type Member } from './plain-clinic';
import { now } from './plain-person';

/** Once a revocation is acknowledged, nothing is admitted to a case that did not see it. */
describe('whose turn it is to append', () => {
  let system: System;
  let clinic: PlainClinic;
  let anna: Member;

  beforeAll(async () => {
    system = await startSystem();
    clinic = await PlainClinic.open(system);
    anna = await clinic.clinician();
  });

  test('a register entry waits for what is being appended to cases, which do not wait for each other', async () => {
    const room = await clinic.openRoom(anna);
    const other = new Client({ connectionString: system.databaseUrl });
    await other.connect();
    try {
      // Another process in the middle of an append to a case.
      await other.query(`BEGIN; ${shareRegister}`);
      await room.append(anna, [await room.message()]);
      const said = { person: anna.person.id, status: 'good', source: 'GMC', checkedAt: now() } as const;
      const registered = clinic.register('status', said);
      const waits = async (): Promise<boolean> => {
        const text = `SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'advisory' AND objid = 4242002`;
        return (await other.query(text)).rows.length > 0;
      };
      expect(await eventually(waits)).toBe(true);
      await other.query('COMMIT');
      await registered;
    } finally {
      await other.end();
    }
  });
});
