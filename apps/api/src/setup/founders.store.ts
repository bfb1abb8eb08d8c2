import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { FirstAccount, SealedEntry } from '@consilium/contracts';
import type { PersonId } from '@consilium/domain';
import { MoreThan, Repository } from 'typeorm';
import type { Sql } from '../storage/database';
import type { NewPasskey } from '../sign-in/passkey-ceremony';
import { FounderEntity } from './setup.entities';

/** First officers who are about to begin a register together. */

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
  readonly account: FirstAccount;
}

type Row = Omit<FounderEntity, 'place' | 'at'>;

function founderOf({ person, signedJoin: join, passkey, device, ...row }: Row): Founder {
  const agreed =
    row.root === ''
      ? undefined
      : {
          entry: JSON.parse(row.entry) as SealedEntry,
          root: row.root,
          account: JSON.parse(row.account) as FirstAccount,
        };
  return { person: person as PersonId, join, passkey: JSON.parse(passkey) as NewPasskey, device, agreed };
}

@Injectable()
export class FoundersStore {
  constructor(@InjectRepository(FounderEntity) private readonly founders: Repository<FounderEntity>) {}

  async add({ person, join: signedJoin, passkey, device }: Founder, at: number): Promise<void> {
    await this.founders.insert({ person, signedJoin, passkey: JSON.stringify(passkey), device, at });
  }

  /** Those who came since then, first come first. */
  async list(since: number): Promise<Founder[]> {
    const found = await this.founders.find({ where: { at: MoreThan(since) }, order: { place: 'ASC' } });
    return found.map(founderOf);
  }

  /** The same, and until the transaction ends nobody else changes them. */
  async lock(sql: Sql, since: number): Promise<Founder[]> {
    const rows = await sql.rows<Row>(
      `SELECT person, signed_join AS "signedJoin", passkey, device, entry, root, account FROM founders
       WHERE at > $1 ORDER BY place FOR UPDATE`,
      [since],
    );
    return rows.map(founderOf);
  }

  async setAgreed(sql: Sql, person: PersonId, { entry, root, account }: Agreed): Promise<void> {
    await sql.run('UPDATE founders SET entry = $2, root = $3, account = $4 WHERE person = $1', [
      person,
      JSON.stringify(entry),
      root,
      JSON.stringify(account),
    ]);
  }

  async forget(sql: Sql): Promise<void> {
    await sql.run('DELETE FROM founders', []);
  }
}
