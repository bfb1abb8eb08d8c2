/**
 * The signed truth. `entries` and `blobs` only ever grow: triggers refuse UPDATE, DELETE and TRUNCATE for everybody but
 * somebody who first disables the trigger, and then `ledger:verify` and every client notice. Where the API works as a
 * role of its own (`API_ROLE`, always in production) it owns no table and may SELECT and INSERT here only (`api-role.ts`).
 */
export const ledgerTables = `
CREATE TABLE ledgers (
  id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('register', 'room', 'advice')),
  seq integer NOT NULL,
  hash text NOT NULL,
  at bigint NOT NULL,
  -- Register head the newest entry names.
  register_seq integer NOT NULL
);
CREATE UNIQUE INDEX one_register ON ledgers (kind) WHERE kind = 'register';

CREATE TABLE entries (
  ledger text NOT NULL REFERENCES ledgers (id),
  seq integer NOT NULL,
  id text NOT NULL,
  hash text NOT NULL,
  author text NOT NULL,
  type text NOT NULL,
  at bigint NOT NULL,
  body_hash text NOT NULL,
  scope text NOT NULL,
  jws text NOT NULL,
  body text NOT NULL,
  salt text NOT NULL,
  PRIMARY KEY (ledger, seq),
  UNIQUE (ledger, id)
);

CREATE TABLE blobs (
  ledger text NOT NULL REFERENCES ledgers (id),
  hash text NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (ledger, hash)
);
ALTER TABLE blobs ALTER COLUMN sealed SET STORAGE EXTERNAL;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'signed history only grows' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER entries_only_grow BEFORE UPDATE OR DELETE ON entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entries_stay BEFORE TRUNCATE ON entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER blobs_only_grow BEFORE UPDATE OR DELETE ON blobs FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER blobs_stay BEFORE TRUNCATE ON blobs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Newest signed head each person (or 'service') posted for a ledger.
CREATE TABLE heads (
  ledger text NOT NULL REFERENCES ledgers (id),
  author text NOT NULL,
  seq integer NOT NULL,
  at bigint NOT NULL,
  head text NOT NULL,
  PRIMARY KEY (ledger, author)
);
`;
