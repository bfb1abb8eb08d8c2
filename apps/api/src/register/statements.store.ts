import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { PersonId } from '@consilium/domain';
import { In, MoreThan, Repository } from 'typeorm';
import { NumberClaimEntity, StatementEntity } from './register.entities';

/** What somebody in the register says of themselves anew. */
export interface Restatement {
  readonly person: PersonId;
  readonly join: string;
  /** As the statement says. */
  readonly signedAt: number;
  readonly refused: boolean;
  readonly reason: string;
  readonly at: number;
}

const restatementOf = ({ person, signedJoin: join, signedAt, refused, reason, at }: StatementEntity): Restatement => ({
  ...{ person: person as PersonId, join, signedAt, refused, reason, at },
});

/** Neither refused nor done. */
const open = { refused: false, done: false };
const daySeconds = 86_400;

@Injectable()
export class StatementsStore {
  constructor(
    @InjectRepository(StatementEntity) private readonly statements: Repository<StatementEntity>,
    @InjectRepository(NumberClaimEntity) private readonly claims: Repository<NumberClaimEntity>,
  ) {}

  /** The newest one counts: whoever states themselves again is refused no more. */
  async keep(made: Pick<Restatement, 'person' | 'join' | 'signedAt' | 'at'>): Promise<void> {
    const { person, join: signedJoin, signedAt, at } = made;
    await this.statements.upsert({ person, signedJoin, signedAt, at, ...open, reason: '' }, ['person']);
  }

  /** Those not refused nor done, oldest first; which of them the register has since, it says itself. */
  async list(): Promise<Restatement[]> {
    const found = await this.statements.find({ where: open, order: { at: 'ASC', person: 'ASC' }, take: 500 });
    return found.map(restatementOf);
  }

  async find(person: PersonId): Promise<Restatement | undefined> {
    const found = await this.statements.findOneBy({ person });
    return found === null ? undefined : restatementOf(found);
  }

  /** The register has what these people said; they stay for whoever says it once more. */
  async markDone(people: readonly PersonId[]): Promise<void> {
    if (people.length > 0) await this.statements.update({ person: In(people) }, { done: true });
  }

  /** False: they said nothing anew, or something else since, or it was decided. */
  async refuse(person: PersonId, join: string, reason: string): Promise<boolean> {
    const refused = await this.statements.update({ person, signedJoin: join, ...open }, { refused: true, reason });
    return refused.affected === 1;
  }

  /** Somebody else stated this person's number. */
  async noteClaim(owner: PersonId, at: number): Promise<void> {
    await this.claims.upsert({ owner, day: Math.floor(at / daySeconds), at }, ['owner', 'day']);
  }

  /** When others stated this person's number since then, newest first. */
  async claimsOn(owner: PersonId, since: number): Promise<number[]> {
    const found = await this.claims.find({ where: { owner, at: MoreThan(since) }, order: { at: 'DESC' }, take: 30 });
    return found.map(({ at }) => at);
  }
}
