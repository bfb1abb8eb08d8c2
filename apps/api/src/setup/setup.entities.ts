import { Column, Entity, PrimaryColumn } from 'typeorm';
import { asNumber } from '../storage/as-number';

/** A first officer who is about to begin a register with another; none once it has begun. */
@Entity('founders')
export class FounderEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'founders_pkey' })
  readonly person!: string;

  @Column({ type: 'bigint', transformer: asNumber, generated: 'identity', generatedIdentity: 'ALWAYS' })
  readonly place!: number;

  @Column({ name: 'signed_join', type: 'text' })
  readonly signedJoin!: string;

  @Column({ type: 'text' })
  readonly passkey!: string;

  @Column({ type: 'text' })
  readonly device!: string;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly at!: number;

  @Column({ type: 'text', default: '' })
  readonly entry!: string;

  @Column({ type: 'text', default: '' })
  readonly root!: string;

  @Column({ type: 'text', default: '' })
  readonly account!: string;
}

export const setupEntities = [FounderEntity];
