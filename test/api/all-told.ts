import { eventually } from '@consilium/testkit';
import type { System } from '@consilium/testkit/system';
import { ownerSql } from '../owner-sql';

/** Nothing is left to be looked for after an append, nor due to be handed over, nor under way. */
export const allTold = (system: System): Promise<void> =>
  eventually(async () => {
    const sql = (text: string, parameters: unknown[] = []) => ownerSql(system.databaseUrl, text, parameters);
    // In the order in which it goes: what leaves the one between two looks is found in the other.
    expect(await sql("SELECT 1 FROM outbox WHERE topic = 'tell'")).toEqual([]);
    const now = system.clock.now() + 1;
    expect(await sql('SELECT reason FROM tellings WHERE due <= $1 OR is_out', [now])).toEqual([]);
  }, 30);
