import { Injectable } from '@nestjs/common';
import type { PersonId } from '@consilium/domain';
import type { Sql } from '../storage/database';
import type { RegisterNow } from './replicas';

/** Most of a list that one answer has. */
export const mostListed = 200;

/**
 * Up to where somebody knows a list. `transaction`: every one before it had ended when the list was read, and stood in it if
 * it was kept; whatever a later one writes is marked with its own number, however late it ends. A sequence or a time would
 * be handed out in one order and become visible in another.
 */
export interface Mark {
  /** The life of the database that numbers its transactions: another after every start of it, and after a table was replaced. A start is not seen where only its processes were begun anew after one broke down. */
  readonly life: string;
  readonly transaction: number;
  /** Register entry that rights were judged by, and when. */
  readonly register: number;
  readonly at: number;
}

/** The database's side of a mark, as of one statement. */
export type Place = Pick<Mark, 'life' | 'transaction'>;

/** Rows of a list, read in one statement with the place they were read at. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly place: Place;
  /** All there is, and not what changed: nothing was known, or the mark is of another life. */
  readonly whole: boolean;
}

const shape = /^(\d+-\d+)\.(\d{1,15})\.(\d{1,10})\.(\d{1,11})$/;

/** Which transactions may still be under way, and whose numbers these are. */
const places = `SELECT pg_snapshot_xmin(now_running)::text::bigint AS transaction, pg_snapshot_xmax(now_running)::text::bigint AS newest,
  (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint || '-' || pg_relation_filenode('ledgers') AS life
  FROM pg_current_snapshot() now_running`;

/**
 * A page of rows that were written since the mark. `rows` selects them, from whatever was `written` at `since.written` or
 * later; its own parameters begin at `$3`.
 */
export async function pageSince<Row>(
  sql: Sql,
  mark: Mark | undefined,
  rows: string,
  parameters: readonly unknown[],
): Promise<Page<Row>> {
  const [read] = await sql.rows<{ life: string; transaction: string; isKnown: boolean; rows: Row[] }>(
    `WITH place AS (${places}),
     since AS (SELECT life = $1 AND $2::bigint <= newest AS is_known,
                      CASE WHEN life = $1 AND $2::bigint <= newest THEN $2::bigint ELSE 0 END AS written FROM place)
     SELECT place.life, place.transaction, since.is_known AS "isKnown",
            (SELECT coalesce(json_agg(page), '[]') FROM (${rows}) page) AS rows
     FROM place, since`,
    [mark?.life ?? '', mark?.transaction ?? 0, ...parameters],
  );
  if (read === undefined) throw new Error('A statement without a table has one row');
  const { life, transaction, isKnown } = read;
  return { rows: read.rows, place: { life, transaction: Number(transaction) }, whole: !isKnown };
}

/** Marks as they travel: opaque to whoever keeps them. */
@Injectable()
export class Marks {
  /**
   * What was known at this mark; undefined where everything has to be told: it is no mark, or of a register that is not this
   * one, or the register has said something of the person since, by which every line may be another.
   */
  read(text: string, person: PersonId, { replica }: RegisterNow): Mark | undefined {
    const [, life = '', transaction, register, at] = shape.exec(text) ?? [];
    if (life === '') return undefined;
    const mark = { life, transaction: Number(transaction), register: Number(register), at: Number(at) };
    const said = replica.state.people.get(person)?.at(-1)?.seq ?? -1;
    return mark.register > replica.head.seq || said > mark.register ? undefined : mark;
  }

  /** Up to where a list is known that was read at this place, and judged by this register at that time. */
  of({ life, transaction }: Place, { replica }: RegisterNow, at: number): string {
    return [life, transaction, replica.head.seq, at].join('.');
  }
}
