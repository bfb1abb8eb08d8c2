/** Sign-in: sealed accounts, passkeys' public halves, sessions by hash, one-time nonces, invitations, join requests. */
export const accountTables = `
CREATE TABLE accounts (
  person text PRIMARY KEY,
  sealed_keyring bytea NOT NULL,
  keyring_version integer NOT NULL,
  -- Ed25519 public key derived from the recovery words.
  recovery_public text NOT NULL UNIQUE,
  created_at bigint NOT NULL
);

CREATE TABLE account_wraps (
  person text NOT NULL REFERENCES accounts (person) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('prf', 'recovery', 'passphrase')),
  -- Credential the wrap belongs to; "" for recovery.
  credential text NOT NULL,
  version integer NOT NULL,
  parameters text NOT NULL,
  sealed_key bytea NOT NULL,
  PRIMARY KEY (person, kind, credential)
);

CREATE TABLE passkeys (
  credential text PRIMARY KEY,
  person text NOT NULL REFERENCES accounts (person),
  cose text NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  backup_eligible boolean NOT NULL,
  backed_up boolean NOT NULL,
  created_at bigint NOT NULL
);
CREATE INDEX passkeys_person ON passkeys (person);

CREATE TABLE sessions (
  session text PRIMARY KEY,
  token_hash text NOT NULL UNIQUE,
  person text NOT NULL REFERENCES accounts (person),
  -- Passkey that opened it; "" after recovery words.
  credential text NOT NULL,
  device text NOT NULL,
  created_at bigint NOT NULL,
  last_seen_at bigint NOT NULL,
  absolute_until bigint NOT NULL
);
CREATE INDEX sessions_person ON sessions (person);

CREATE TABLE pre_sessions (
  pre_session text PRIMARY KEY,
  expires bigint NOT NULL
);

-- Server nonces, single use, by hash. subject: pre-session, session, invitation or "" (first set-up).
CREATE TABLE challenges (
  nonce_hash text PRIMARY KEY,
  label text NOT NULL,
  subject text NOT NULL,
  act text NOT NULL,
  expires bigint NOT NULL,
  used boolean NOT NULL DEFAULT false
);
CREATE INDEX challenges_expires ON challenges (expires);

CREATE TABLE invitations (
  invitation text PRIMARY KEY,
  invited_by text NOT NULL,
  role text NOT NULL CHECK (role IN ('clinician', 'adviser', 'officer')),
  organisation text NOT NULL,
  expires bigint NOT NULL,
  used boolean NOT NULL DEFAULT false
);

CREATE TABLE join_requests (
  person text PRIMARY KEY REFERENCES accounts (person),
  invitation text NOT NULL UNIQUE REFERENCES invitations (invitation),
  role text NOT NULL,
  organisation text NOT NULL,
  -- With what the joiner states of themselves, under their signature: register data, never patient data.
  signed_join text NOT NULL,
  proof text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'refused', 'active')),
  reason text NOT NULL,
  at bigint NOT NULL
);

-- The sealed list of last verified ledger heads; versions only rise.
CREATE TABLE remembered (
  person text PRIMARY KEY REFERENCES accounts (person),
  version integer NOT NULL,
  sealed_heads bytea NOT NULL
);
`;
