import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { asNumber } from '../storage/as-number';

/** A projection: see `advice.projections.ts`. */
@Entity('advice_requests')
@Index('advice_requests_organisation', ['organisation'])
@Index('advice_requests_requester', ['requester'])
export class AdviceRequestEntity {
  @ForeignKey('LedgerEntity', 'id', { name: 'advice_requests_ledger_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'advice_requests_pkey' })
  readonly ledger!: string;

  @Column({ type: 'text' })
  readonly organisation!: string;

  @Column({ type: 'text' })
  readonly room!: string;

  @Column({ type: 'text' })
  readonly requester!: string;

  @Column({ type: 'text' })
  readonly adviser!: string;

  @Column({ type: 'text' })
  readonly stage!: string;

  @Column({ type: 'text' })
  readonly urgency!: string;

  @Column({ type: 'integer' })
  readonly pictures!: number;

  @Column({ name: 'submitted_at', type: 'bigint', transformer: asNumber })
  readonly submittedAt!: number;

  @Column({ name: 'updated_at', type: 'bigint', transformer: asNumber })
  readonly updatedAt!: number;

  @Column({ type: 'integer', default: 1 })
  readonly rules!: number;
}

export const adviceEntities = [AdviceRequestEntity];
