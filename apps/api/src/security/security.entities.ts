import { Column, Entity, PrimaryColumn } from 'typeorm';
import { asNumber } from '../storage/as-number';

/** Who did what that matters to security; the same by the same person within a minute is one row. */
@Entity('security_events')
export class SecurityEventEntity {
  @PrimaryColumn({ type: 'bigint', transformer: asNumber, primaryKeyConstraintName: 'security_events_pkey' })
  readonly minute!: number;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'security_events_pkey' })
  readonly act!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'security_events_pkey' })
  readonly person!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'security_events_pkey' })
  readonly about!: string;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly at!: number;

  @Column({ type: 'integer' })
  readonly times!: number;
}

/** Who asked to read the security log, and who confirmed it. */
@Entity('security_readings')
export class SecurityReadingEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'security_readings_pkey' })
  readonly reading!: string;

  @Column({ type: 'text' })
  readonly asker!: string;

  @Column({ type: 'text' })
  readonly reason!: string;

  @Column({ name: 'asked_at', type: 'bigint', transformer: asNumber })
  readonly askedAt!: number;

  @Column({ type: 'text' })
  readonly confirmer!: string;

  @Column({ name: 'confirmed_at', type: 'bigint', transformer: asNumber })
  readonly confirmedAt!: number;
}

export const securityEntities = [SecurityEventEntity, SecurityReadingEntity];
