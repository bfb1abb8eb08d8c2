import type { SealedAccount, SealedEntry } from '@consilium/contracts';
import type { PersonId } from '@consilium/domain';
import type { Sql } from '../platform/database';
import type { NewPasskey } from '../sign-in/passkey-ceremony';

/** SQL of first officers who are about to begin a register together. */

export interface Founder {
  readonly person: PersonId;
  readonly join: string;
  readonly passkey: NewPasskey;
  readonly device: string;
  /** What they agreed to: undefined until then. */
  readonly agreed: Agreed | undefined;
}

export interface Agreed {
  readonly entry: SealedEntry;
  /** Hash of the entry, which becomes the register's id. */
  readonly root: string;
  readonly account: SealedAccount;
}

interface FounderRow {
  person: PersonId;
  signed_join: string;
  passkey: string;
  device: string;
  entry: string;
  root: string;
  account: string;
}

function founderOf(row: FounderRow): Founder {
  const agreed =
    row.root === ''
      ? undefined
      : {
          entry: JSON.parse(row.entry) as SealedEntry,
          root: row.root,
          account: JSON.parse(row.account) as SealedAccount,
        };
  const { person, signed_join: join, device } = row;
  return { person, join, passkey: JSON.parse(row.passkey) as NewPasskey, device, agreed };
}

export async function insertFounder(sql: Sql, { person, join, passkey, device }: Founder, at: number): Promise<void> {
  await sql.run('INSERT INTO founders (person, signed_join, passkey, device, at) VALUES ($1, $2, $3, $4, $5)', [
    person,
    join,
    JSON.stringify(passkey),
    device,
    at,
  ]);
}

/** Those who came since then, first come first; inside a transaction nobody else changes them meanwhile. */
export async function listFounders(sql: Sql, since: number): Promise<Founder[]> {
  const rows = await sql.rows<FounderRow>(
    `SELECT person, signed_join, passkey, device, entry, root, account FROM founders
     WHERE at > $1 ORDER BY place FOR UPDATE`,
    [since],
  );
  return rows.map(founderOf);
}

export async function setAgreed(sql: Sql, person: PersonId, { entry, root, account }: Agreed): Promise<void> {
  await sql.run('UPDATE founders SET entry = $2, root = $3, account = $4 WHERE person = $1', [
    person,
    JSON.stringify(entry),
    root,
    JSON.stringify(account),
  ]);
}

export async function deleteFounders(sql: Sql): Promise<void> {
  await sql.run('DELETE FROM founders', []);
}
