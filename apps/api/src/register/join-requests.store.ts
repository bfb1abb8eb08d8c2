import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { OrganisationId, PersonId, Role } from '@consilium/domain';
import { Repository } from 'typeorm';
import { Database, type Sql } from '../storage/database';
import { JoinRequestEntity } from './register.entities';

interface StoredRequest {
  readonly person: PersonId;
  readonly invitation: string;
  readonly role: Role;
  readonly organisation: OrganisationId | '';
  readonly join: string;
  readonly proof: string;
  /** The statement that the proof is over, where `join` came later; else "". */
  readonly first: string;
  readonly at: number;
}

/** What somebody asked for, and what became of it. */
export interface OwnRequest {
  readonly request: StoredRequest;
  readonly state: 'waiting' | 'refused';
  readonly reason: string;
}

const requestOf = (row: JoinRequestEntity): StoredRequest => ({
  person: row.person as PersonId,
  invitation: row.invitation,
  role: row.role as Role,
  organisation: row.organisation as OrganisationId | '',
  join: row.signedJoin,
  proof: row.proof,
  first: row.firstJoin,
  at: row.at,
});

@Injectable()
export class JoinRequestsStore {
  constructor(
    @InjectRepository(JoinRequestEntity) private readonly requests: Repository<JoinRequestEntity>,
    private readonly database: Database,
  ) {}

  async add(sql: Sql, request: StoredRequest): Promise<void> {
    await sql.run(
      `INSERT INTO join_requests
         (person, invitation, role, organisation, signed_join, proof, state, reason, at)
       VALUES ($1, $2, $3, $4, $5, $6, 'waiting', '', $7)`,
      [request.person, request.invitation, request.role, request.organisation, request.join, request.proof, request.at],
    );
  }

  /** Those who may be waiting, oldest first. The list leaves out whom `people` has; who is in the register says the register. */
  async listWaiting(): Promise<StoredRequest[]> {
    const found = await this.requests
      .createQueryBuilder('r')
      .where(`r.state = 'waiting' AND NOT EXISTS (SELECT FROM people p WHERE p.person = r.person)`)
      .orderBy({ 'r.at': 'ASC', 'r.person': 'ASC' })
      .limit(500)
      .getMany();
    return found.map(requestOf);
  }

  async find(person: PersonId): Promise<OwnRequest | undefined> {
    const row = await this.requests.findOneBy({ person });
    if (row === null) return undefined;
    return { request: requestOf(row), state: row.state as OwnRequest['state'], reason: row.reason };
  }

  /** False: nobody of that id waits, or they said something else since. */
  async refuse(person: PersonId, join: string, reason: string): Promise<boolean> {
    const waiting = { person, signedJoin: join, state: 'waiting' };
    return (await this.requests.update(waiting, { state: 'refused', reason })).affected === 1;
  }

  /** Puts a later statement in the place of a joiner's, whose request then waits again. False: nobody of that id asked. */
  async replaceJoin(person: PersonId, join: string, at: number): Promise<boolean> {
    const replaced = await this.database.run(
      `UPDATE join_requests SET signed_join = $2, state = 'waiting', reason = '', at = $3,
         first_join = CASE WHEN first_join = '' THEN signed_join ELSE first_join END
       WHERE person = $1`,
      [person, join, at],
    );
    return replaced === 1;
  }
}
