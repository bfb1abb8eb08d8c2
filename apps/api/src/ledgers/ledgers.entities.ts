import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { asNumber } from '../storage/as-number';
import { ownTransaction } from '../migrations/own-transaction';

/** Where a ledger stands. Of registers there is one. */
@Entity('ledgers')
@Check('ledgers_kind_check', "kind IN ('register', 'room', 'advice')")
@Index('one_register', ['kind'], { unique: true, where: "kind = 'register'" })
export class LedgerEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'ledgers_pkey' })
  readonly id!: string;

  @Column({ type: 'text' })
  readonly kind!: string;

  @Column({ type: 'integer' })
  readonly seq!: number;

  @Column({ type: 'text' })
  readonly hash!: string;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly at!: number;

  @Column({ name: 'register_seq', type: 'integer' })
  readonly registerSeq!: number;

  /** The transaction that brought it to this head. */
  @Column({ type: 'bigint', transformer: asNumber, default: () => ownTransaction })
  readonly written!: number;
}

/** Signed history: triggers refuse every change of it. */
@Entity('entries')
@Unique('entries_ledger_id_key', ['ledger', 'id'])
@Index('entries_opinions', ['at'], { where: "type = 'opinion'" })
@Index('entries_outcomes', ['ledger'], { where: "type = 'outcome'" })
export class EntryEntity {
  @ForeignKey('LedgerEntity', 'id', { name: 'entries_ledger_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'entries_pkey' })
  readonly ledger!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'entries_pkey' })
  readonly seq!: number;

  @Column({ type: 'text' })
  readonly id!: string;

  @Column({ type: 'text' })
  readonly hash!: string;

  @Column({ type: 'text' })
  readonly author!: string;

  @Column({ type: 'text' })
  readonly type!: string;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly at!: number;

  @Column({ name: 'body_hash', type: 'text' })
  readonly bodyHash!: string;

  @Column({ type: 'text' })
  readonly scope!: string;

  @Column({ type: 'text' })
  readonly jws!: string;

  @Column({ type: 'text' })
  readonly body!: string;

  @Column({ type: 'text' })
  readonly salt!: string;
}

/** Ciphertext that an entry names by its hash: triggers refuse every change of it. */
@Entity('blobs')
export class BlobEntity {
  @ForeignKey('LedgerEntity', 'id', { name: 'blobs_ledger_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'blobs_pkey' })
  readonly ledger!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'blobs_pkey' })
  readonly hash!: string;

  @Column({ type: 'bytea' })
  readonly sealed!: Buffer;
}

/** The newest signed head each person, or the service, posted for a ledger. */
@Entity('heads')
export class HeadEntity {
  @ForeignKey('LedgerEntity', 'id', { name: 'heads_ledger_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'heads_pkey' })
  readonly ledger!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'heads_pkey' })
  readonly author!: string;

  @Column({ type: 'integer' })
  readonly seq!: number;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly at!: number;

  @Column({ type: 'text' })
  readonly head!: string;

  @Column({ type: 'text', default: '' })
  readonly service!: string;
}

/** The newest signed receipt of each person for a thread. */
@Entity('receipts')
export class ReceiptEntity {
  @ForeignKey('LedgerEntity', 'id', { name: 'receipts_ledger_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'receipts_pkey' })
  readonly ledger!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'receipts_pkey' })
  readonly thread!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'receipts_pkey' })
  readonly author!: string;

  @Column({ type: 'integer' })
  readonly seq!: number;

  @Column({ type: 'text' })
  readonly receipt!: string;
}

/** What somebody had of a ledger and is not shown any more; `kept`: the last entry that both have. */
@Entity('missed')
export class MissedEntity {
  @ForeignKey('LedgerEntity', 'id', { name: 'missed_ledger_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'missed_pkey' })
  readonly ledger!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'missed_pkey' })
  readonly author!: string;

  @Column({ type: 'integer' })
  readonly seq!: number;

  @Column({ type: 'text' })
  readonly head!: string;

  @Column({ name: 'kept_seq', type: 'integer' })
  readonly keptSeq!: number;

  @Column({ name: 'kept_hash', type: 'text' })
  readonly keptHash!: string;
}

/** In which way a table that is made of ledgers was made. */
@Entity('projection_versions')
export class ProjectionVersionEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'projection_versions_pkey' })
  readonly name!: string;

  @Column({ type: 'integer' })
  readonly version!: number;
}

/** What has to happen once after an append. */
@Entity('outbox')
@Index('outbox_due', ['due'])
@Index('outbox_by_the_clock', ['topic'], { unique: true, where: 'every IS NOT NULL' })
export class OutboxEntity {
  @PrimaryColumn({
    type: 'bigint',
    transformer: asNumber,
    generated: 'identity',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'outbox_pkey',
  })
  readonly id!: number;

  @Column({ type: 'text' })
  readonly topic!: string;

  @Column({ type: 'text' })
  readonly ledger!: string;

  @Column({ type: 'integer' })
  readonly seq!: number;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly due!: number;

  @Column({ type: 'integer', default: 0 })
  readonly attempts!: number;

  @Column({ type: 'bigint', transformer: asNumber, default: () => '(extract(epoch FROM clock_timestamp()))::bigint' })
  readonly since!: number;

  @Column({ type: 'integer', nullable: true })
  readonly every!: number | null;
}

export const ledgersEntities = [
  LedgerEntity,
  EntryEntity,
  BlobEntity,
  HeadEntity,
  ReceiptEntity,
  MissedEntity,
  ProjectionVersionEntity,
  OutboxEntity,
];
