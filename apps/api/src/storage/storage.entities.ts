import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { asNumber } from './as-number';

/** Written whenever a process is asked whether it is ready. */
@Entity('readiness')
@Check('readiness_only_row_check', 'only_row')
export class ReadinessEntity {
  @PrimaryColumn({ name: 'only_row', type: 'boolean', default: true, primaryKeyConstraintName: 'readiness_pkey' })
  readonly onlyRow!: boolean;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly at!: number;
}

/** How the signed history in this database is spelt. */
@Entity('data_format')
export class DataFormatEntity {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'data_format_pkey' })
  readonly format!: number;
}

export const storageEntities = [ReadinessEntity, DataFormatEntity];
