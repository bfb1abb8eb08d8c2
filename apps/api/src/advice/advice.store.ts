import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThan, Repository } from 'typeorm';
import { AdviceRequestEntity } from './advice.entities';

export type AdviceRow = Omit<AdviceRequestEntity, 'organisation'>;

const rowOf = ({ organisation: _, ...row }: AdviceRequestEntity): AdviceRow => row;

@Injectable()
export class AdviceStore {
  constructor(@InjectRepository(AdviceRequestEntity) private readonly requests: Repository<AdviceRequestEntity>) {}

  /** Requests submitted to a defence organisation, oldest first. */
  async submittedTo(organisation: string): Promise<AdviceRow[]> {
    const where = { organisation, submittedAt: MoreThan(0) };
    return (await this.requests.find({ where, order: { submittedAt: 'ASC', ledger: 'ASC' } })).map(rowOf);
  }

  async byRequester(requester: string): Promise<AdviceRow[]> {
    const order = { updatedAt: 'DESC', ledger: 'ASC' } as const;
    return (await this.requests.find({ where: { requester }, order })).map(rowOf);
  }
}
