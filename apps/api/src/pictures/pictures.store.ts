import { Injectable } from '@nestjs/common';
import type { Sql } from '../storage/database';

export type IntentState = 'announced' | 'stored' | 'committed' | 'swept';

/** One announced object. */
export interface ObjectIntent {
  readonly object: string;
  readonly intent: string;
  readonly person: string;
  readonly room: string;
  readonly organisation: string;
  readonly rendition: string;
  /** Bytes of ciphertext. */
  readonly size: number;
  /** Multipart upload id at the store, "" for a single PUT. */
  readonly upload: string;
  readonly state: IntentState;
  readonly expires: number;
}

export interface SignedPart {
  readonly object: string;
  readonly part: number;
  readonly size: number;
  /** b64. */
  readonly sha256: string;
}

/** Those whose storage an object takes, by the name each is counted under. */
export function holdersOf({ person, room, organisation }: Pick<ObjectIntent, 'person' | 'room' | 'organisation'>) {
  return { room: `room ${room}`, person: `person ${person}`, organisation: `organisation ${organisation}` };
}

const columns = `object, intent, person, room, organisation, rendition, size, upload, state,
  expires::float8 AS expires`;

@Injectable()
export class PicturesStore {
  async announce(sql: Sql, objects: readonly ObjectIntent[]): Promise<void> {
    await sql.run(
      'INSERT INTO object_intents SELECT * FROM jsonb_populate_recordset(NULL::object_intents, $1::jsonb)',
      [JSON.stringify(objects)],
    );
  }

  /**
   * Counts these objects in (`times` 1) or out (−1) of what their holders store; gives what each stores now, bytes. Rows
   * are taken in one order, so that two at once wait for each other and never in a ring.
   */
  async count(sql: Sql, objects: readonly ObjectIntent[], times: 1 | -1): Promise<ReadonlyMap<string, number>> {
    const sums = new Map<string, number>();
    for (const object of objects) {
      for (const holder of Object.values(holdersOf(object)))
        sums.set(holder, (sums.get(holder) ?? 0) + times * object.size);
    }
    const rows = await sql.rows<{ holder: string; bytes: number }>(
      `INSERT INTO storage_use AS use (holder, bytes)
       SELECT * FROM unnest($1::text[], $2::bigint[]) AS counted (holder, bytes) ORDER BY holder
       ON CONFLICT (holder) DO UPDATE SET bytes = use.bytes + excluded.bytes
       RETURNING holder, bytes::float8 AS bytes`,
      [[...sums.keys()], [...sums.values()]],
    );
    return new Map(rows.map(({ holder, bytes }) => [holder, bytes]));
  }

  /** What somebody announced that is not part of a case yet. */
  async open(sql: Sql, person: string, now: number): Promise<{ readonly pictures: number; readonly bytes: number }> {
    const [row] = await sql.rows<{ pictures: number; bytes: number }>(
      `SELECT count(DISTINCT intent)::int AS pictures, coalesce(sum(size), 0)::float8 AS bytes FROM object_intents
       WHERE person = $1 AND state IN ('announced', 'stored') AND expires > $2`,
      [person, now],
    );
    return row ?? { pictures: 0, bytes: 0 };
  }

  async nameUpload(sql: Sql, object: string, upload: string): Promise<void> {
    await sql.run('UPDATE object_intents SET upload = $2 WHERE object = $1', [object, upload]);
  }

  /** The objects of one picture. */
  async ofIntent(sql: Sql, intent: string): Promise<ObjectIntent[]> {
    return sql.rows<ObjectIntent>(`SELECT ${columns} FROM object_intents WHERE intent = $1 ORDER BY object`, [intent]);
  }

  async lockAll(sql: Sql, objects: readonly string[]): Promise<ObjectIntent[]> {
    return sql.rows<ObjectIntent>(
      `SELECT ${columns} FROM object_intents WHERE object = ANY($1::text[]) ORDER BY object FOR UPDATE`,
      [objects],
    );
  }

  /**
   * Remembers the hash signed for each part, once; gives what is remembered of these parts now. The update changes nothing:
   * it makes a part that was there before, or comes from another request at this moment, one of the rows given.
   */
  async remember(sql: Sql, parts: readonly SignedPart[]): Promise<SignedPart[]> {
    return sql.rows<SignedPart>(
      `INSERT INTO object_parts (object, part, size, sha256)
       SELECT DISTINCT ON (object, part) object, part, size, sha256
       FROM unnest($1::text[], $2::int[], $3::int[], $4::text[]) AS asked (object, part, size, sha256)
       ORDER BY object, part
       ON CONFLICT (object, part) DO UPDATE SET sha256 = object_parts.sha256
       RETURNING object, part, size, sha256`,
      [
        parts.map(({ object }) => object),
        parts.map(({ part }) => part),
        parts.map(({ size }) => size),
        parts.map(({ sha256 }) => sha256),
      ],
    );
  }

  async parts(sql: Sql, objects: readonly string[]): Promise<SignedPart[]> {
    return sql.rows(
      `SELECT object, part, size, sha256 FROM object_parts WHERE object = ANY($1::text[]) ORDER BY object, part`,
      [objects],
    );
  }

  /** Moves an intent on; false if it was not in the state it has to come from. */
  async move(sql: Sql, object: string, from: IntentState, to: IntentState): Promise<boolean> {
    return (
      (await sql.run('UPDATE object_intents SET state = $3 WHERE object = $1 AND state = $2', [object, from, to])) === 1
    );
  }

  /** Takes uncommitted objects past their time, so that nothing can commit them any more. */
  /** Marks the oldest that are over: no append commits them any more. One that is being committed is left alone. */
  async takeExpired(sql: Sql, now: number, limit: number): Promise<void> {
    await sql.run(
      `UPDATE object_intents SET state = 'swept' WHERE object IN (
         SELECT object FROM object_intents WHERE state IN ('announced', 'stored') AND expires < $1
         ORDER BY expires LIMIT $2 FOR UPDATE SKIP LOCKED)`,
      [now, limit],
    );
  }

  /** What was marked and is not forgotten, after this one by id. */
  async taken(sql: Sql, after: string, limit: number): Promise<ObjectIntent[]> {
    return sql.rows<ObjectIntent>(
      `SELECT ${columns} FROM object_intents WHERE state = 'swept' AND object > $1 ORDER BY object LIMIT $2`,
      [after, limit],
    );
  }

  /** Forgets objects that are no more, and counts them out. */
  async forget(sql: Sql, objects: readonly ObjectIntent[]): Promise<void> {
    if (objects.length === 0) return;
    await this.count(sql, objects, -1);
    await sql.run('DELETE FROM object_intents WHERE object = ANY($1::text[])', [objects.map(({ object }) => object)]);
  }
}
