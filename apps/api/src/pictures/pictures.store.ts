import { Injectable } from '@nestjs/common';
import type { Sql } from '../platform/database';

export type IntentState = 'announced' | 'stored' | 'committed' | 'swept';

/** One announced object. */
export interface ObjectIntent {
  readonly object: string;
  readonly intent: string;
  readonly person: string;
  readonly room: string;
  readonly rendition: string;
  /** Bytes of ciphertext. */
  readonly size: number;
  /** Multipart upload id at the store, "" for a single PUT. */
  readonly upload: string;
  readonly state: IntentState;
  readonly expires: number;
}

export interface SignedPart {
  readonly part: number;
  readonly size: number;
  /** b64. */
  readonly sha256: string;
}

const columns = 'object, intent, person, room, rendition, size, upload, state, expires::float8 AS expires';

@Injectable()
export class PicturesStore {
  async announce(sql: Sql, objects: readonly ObjectIntent[]): Promise<void> {
    await sql.run(
      'INSERT INTO object_intents SELECT * FROM jsonb_populate_recordset(NULL::object_intents, $1::jsonb)',
      [JSON.stringify(objects)],
    );
  }

  async find(sql: Sql, intent: string, object: string): Promise<ObjectIntent | undefined> {
    const [row] = await sql.rows<ObjectIntent>(
      `SELECT ${columns} FROM object_intents WHERE intent = $1 AND object = $2`,
      [intent, object],
    );
    return row;
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
  async remember(sql: Sql, object: string, parts: readonly SignedPart[]): Promise<SignedPart[]> {
    return sql.rows<SignedPart>(
      `INSERT INTO object_parts (object, part, size, sha256)
       SELECT DISTINCT ON (part) $1, part, size, sha256
       FROM unnest($2::int[], $3::int[], $4::text[]) AS asked (part, size, sha256) ORDER BY part
       ON CONFLICT (object, part) DO UPDATE SET sha256 = object_parts.sha256
       RETURNING part, size, sha256`,
      [object, parts.map(({ part }) => part), parts.map(({ size }) => size), parts.map(({ sha256 }) => sha256)],
    );
  }

  async parts(sql: Sql, objects: readonly string[]): Promise<(SignedPart & { readonly object: string })[]> {
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
  async takeExpired(sql: Sql, now: number, limit: number): Promise<ObjectIntent[]> {
    return sql.rows<ObjectIntent>(
      `SELECT ${columns} FROM object_intents WHERE state IN ('announced', 'stored') AND expires < $1
       ORDER BY expires LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [now, limit],
    );
  }

  async forget(sql: Sql, object: string): Promise<void> {
    await sql.run('DELETE FROM object_intents WHERE object = $1', [object]);
  }
}
