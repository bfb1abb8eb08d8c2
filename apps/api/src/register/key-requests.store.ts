import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { FirstAccount } from '@consilium/contracts';
import type { PersonId } from '@consilium/domain';
import { Repository } from 'typeorm';
import type { NewPasskey } from '../sign-in/passkey-ceremony';
import type { Sql } from '../storage/database';
import { KeyRequestEntity } from './register.entities';

/** Other keys that wait for two officers. */
export interface KeyRequest {
  readonly invitation: string;
  readonly person: PersonId;
  readonly join: string;
  readonly proof: string;
  readonly account: FirstAccount;
  readonly passkey: NewPasskey;
  readonly at: number;
}

const requestOf = ({ signedJoin: join, sealedAccount: account, person, ...row }: KeyRequestEntity): KeyRequest => ({
  ...{ invitation: row.invitation, person: person as PersonId, join, proof: row.proof, account },
  ...{ passkey: row.passkey, at: row.at },
});

@Injectable()
export class KeyRequestsStore {
  constructor(@InjectRepository(KeyRequestEntity) private readonly requests: Repository<KeyRequestEntity>) {}

  async add(sql: Sql, request: KeyRequest): Promise<void> {
    const { invitation, person, join, proof, account, passkey, at } = request;
    await sql.run(
      `INSERT INTO key_requests (invitation, person, signed_join, proof, sealed_account, passkey, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [invitation, person, join, proof, JSON.stringify(account), JSON.stringify(passkey), at],
    );
  }

  /** Oldest first. */
  async list(): Promise<KeyRequest[]> {
    return (await this.requests.find({ order: { at: 'ASC', invitation: 'ASC' }, take: 500 })).map(requestOf);
  }

  /** What somebody came with who signed exactly this. */
  async take(sql: Sql, person: PersonId, join: string): Promise<Pick<KeyRequest, 'account' | 'passkey'> | undefined> {
    const [row] = await sql.rows<Pick<KeyRequest, 'account' | 'passkey'>>(
      'SELECT sealed_account AS account, passkey FROM key_requests WHERE person = $1 AND signed_join = $2',
      [person, join],
    );
    // Whatever else they came with was not confirmed, and opens nothing of what follows.
    if (row !== undefined) await sql.run('DELETE FROM key_requests WHERE person = $1', [person]);
    return row;
  }

  async of(person: PersonId): Promise<readonly Pick<KeyRequest, 'invitation' | 'join'>[]> {
    const found = await this.requests.findBy({ person });
    return found.map(({ invitation, signedJoin: join }) => ({ invitation, join }));
  }

  /** False: it was decided meanwhile. */
  async drop(invitation: string): Promise<boolean> {
    return (await this.requests.delete({ invitation })).affected === 1;
  }
}
