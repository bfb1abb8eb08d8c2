/** Of a column that says by which transaction its row was last written: what lists are asked for by (`ledgers/marks.ts`). */
export const ownTransaction = '((pg_current_xact_id())::text)::bigint';
