import type { FirstAccount, SealedAccount, Wrap } from '@consilium/contracts';
import type { PersonId } from '@consilium/domain';
import type { Sql } from '../storage/database';
import type { NewPasskey, StoredPasskey } from './passkey-ceremony';

/** SQL of accounts, wraps and passkeys' public halves. Every function runs in the transaction it is given. */

const bytesOf = (b64: string): Buffer => Buffer.from(b64, 'base64url');

export interface OwnedPasskey extends StoredPasskey {
  readonly person: PersonId;
}

async function insertWraps(sql: Sql, person: PersonId, wraps: readonly Wrap[]): Promise<void> {
  for (const wrap of wraps) await insertWrap(sql, person, wrap);
}

export async function insertWrap(sql: Sql, person: PersonId, wrap: Wrap): Promise<void> {
  await sql.run(
    `INSERT INTO account_wraps (person, kind, credential, version, parameters, sealed_key)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [person, wrap.kind, wrap.credential, wrap.version, wrap.parameters, bytesOf(wrap.sealed)],
  );
}

/** With its first list of verified heads: an account that has none has lost it. */
export async function insertAccount(sql: Sql, person: PersonId, account: FirstAccount, now: number): Promise<void> {
  await sql.run(
    `INSERT INTO accounts (person, sealed_keyring, keyring_version, recovery_public, created_at)
     VALUES ($1, $2, $3, $4, $5)`,
    [person, bytesOf(account.keyring), account.keyringVersion, account.recoveryPublic, now],
  );
  await insertWraps(sql, person, account.wraps);
  await sql.run('INSERT INTO remembered (person, version, sealed_heads) VALUES ($1, 1, $2)', [
    person,
    bytesOf(account.heads),
  ]);
}

/** Everything sealed of somebody, in the place of what was: the former account, what opens it and its list of heads are gone. */
export async function overwriteAccount(sql: Sql, person: PersonId, account: FirstAccount): Promise<void> {
  await sql.run(
    'UPDATE accounts SET sealed_keyring = $2, keyring_version = $3, recovery_public = $4 WHERE person = $1',
    [person, bytesOf(account.keyring), account.keyringVersion, account.recoveryPublic],
  );
  await sql.run('DELETE FROM account_wraps WHERE person = $1', [person]);
  await insertWraps(sql, person, account.wraps);
  await sql.run('UPDATE remembered SET version = 1, sealed_heads = $2 WHERE person = $1', [
    person,
    bytesOf(account.heads),
  ]);
}

/**
 * Puts the account sealed under a new account key in place of the old one; no old wrap stays. Versions rise one by one, so
 * that nobody can bring their own account to where no version follows. False: this is not the next one.
 */
export async function replaceAccount(sql: Sql, person: PersonId, account: SealedAccount): Promise<boolean> {
  const replaced = await sql.run(
    `UPDATE accounts SET sealed_keyring = $2, keyring_version = $3, recovery_public = $4
     WHERE person = $1 AND keyring_version = $3::integer - 1`,
    [person, bytesOf(account.keyring), account.keyringVersion, account.recoveryPublic],
  );
  if (replaced === 0) return false;
  await sql.run('DELETE FROM account_wraps WHERE person = $1', [person]);
  await insertWraps(sql, person, account.wraps);
  return true;
}

export async function personOfRecovery(sql: Sql, recoveryPublic: string): Promise<PersonId | undefined> {
  const [row] = await sql.rows<{ person: PersonId }>('SELECT person FROM accounts WHERE recovery_public = $1', [
    recoveryPublic,
  ]);
  return row?.person;
}

/** Holds the account's row until the transaction ends, so that two changes of one account come one after the other. */
export async function lockAccount(sql: Sql, person: PersonId): Promise<void> {
  await sql.rows('SELECT person FROM accounts WHERE person = $1 FOR UPDATE', [person]);
}

export async function insertPasskey(sql: Sql, person: PersonId, passkey: NewPasskey, now: number): Promise<void> {
  await sql.run(
    `INSERT INTO passkeys (credential, person, cose, counter, transports, backup_eligible, backed_up, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      passkey.credential,
      person,
      passkey.cose,
      passkey.counter,
      passkey.transports,
      passkey.backupEligible,
      passkey.backedUp,
      now,
    ],
  );
}

export async function findPasskey(sql: Sql, credential: string): Promise<OwnedPasskey | undefined> {
  const [row] = await sql.rows<{ credential: string; person: PersonId; cose: string; counter: string }>(
    'SELECT credential, person, cose, counter FROM passkeys WHERE credential = $1',
    [credential],
  );
  return row === undefined ? undefined : { ...row, counter: Number(row.counter) };
}

export async function credentialsOf(sql: Sql, person: PersonId): Promise<string[]> {
  const rows = await sql.rows<{ credential: string }>('SELECT credential FROM passkeys WHERE person = $1', [person]);
  return rows.map(({ credential }) => credential);
}

/** Takes a counter that has grown (or stays 0 for authenticators that keep none); false: another use got there first. */
export async function raiseCounter(sql: Sql, credential: string, counter: number): Promise<boolean> {
  const raised = await sql.run(
    `UPDATE passkeys SET counter = $2 WHERE credential = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0))`,
    [credential, counter],
  );
  return raised === 1;
}

export async function deletePasskeysBut(sql: Sql, person: PersonId, kept: readonly string[]): Promise<void> {
  await sql.run('DELETE FROM passkeys WHERE person = $1 AND credential <> ALL($2::text[])', [person, kept]);
}

/** Version of the keys that somebody's account is sealed with; 0 where there is none. */
export async function keyringVersionOf(sql: Sql, person: PersonId): Promise<number> {
  const [row] = await sql.rows<{ version: number }>(
    'SELECT keyring_version AS version FROM accounts WHERE person = $1',
    [person],
  );
  return row?.version ?? 0;
}

/**
 * What is remembered, under new keys: whatever another device wrote meanwhile under the old ones, but of a later version.
 * False: it is not.
 */
export async function replaceRemembered(
  sql: Sql,
  person: PersonId,
  { sealed, version }: { readonly sealed: string; readonly version: number },
): Promise<boolean> {
  const stored = await sql.run(
    `INSERT INTO remembered (person, version, sealed_heads) VALUES ($1, $2, $3)
     ON CONFLICT (person) DO UPDATE SET version = excluded.version, sealed_heads = excluded.sealed_heads
     WHERE remembered.version < excluded.version`,
    [person, version, bytesOf(sealed)],
  );
  return stored === 1;
}

/** Versions rise one by one. False: this is not the next one. */
export async function storeRemembered(sql: Sql, person: PersonId, version: number, sealed: string): Promise<boolean> {
  const stored = await sql.run(
    `INSERT INTO remembered (person, version, sealed_heads)
     SELECT $1::text, $2::integer, $3::bytea WHERE $2 = 1 OR EXISTS (SELECT 1 FROM remembered WHERE person = $1)
     ON CONFLICT (person) DO UPDATE SET version = excluded.version, sealed_heads = excluded.sealed_heads
     WHERE remembered.version = excluded.version - 1`,
    [person, version, bytesOf(sealed)],
  );
  return stored === 1;
}
