import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { asNumber } from '../storage/as-number';
import { ownTransaction } from '../migrations/own-transaction';

/** A projection: see `rooms.projections.ts`. */
@Entity('rooms')
@Check('rooms_state_check', "state IN ('open', 'closed')")
export class RoomEntity {
  @ForeignKey('LedgerEntity', 'id', { name: 'rooms_ledger_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'rooms_pkey' })
  readonly ledger!: string;

  @Column({ type: 'text' })
  readonly organisation!: string;

  @Column({ type: 'text' })
  readonly owner!: string;

  @Column({ type: 'text' })
  readonly state!: string;

  @Column({ name: 'opened_at', type: 'bigint', transformer: asNumber })
  readonly openedAt!: number;

  @Column({ type: 'integer', default: 1 })
  readonly rules!: number;
}

/** A projection: see `rooms.projections.ts`. */
@Entity('room_members')
@Check('room_members_stage_check', "stage IN ('internal', 'removed', 'admitted', 'accepted', 'declined', 'left')")
@Index('room_members_clearance', ['clearance'], { where: "clearance <> ''" })
@Index('room_members_person', ['person', 'room'])
export class RoomMemberEntity {
  @ForeignKey('LedgerEntity', 'id', { name: 'room_members_room_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'room_members_pkey' })
  readonly room!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'room_members_pkey' })
  readonly person!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'room_members_pkey' })
  readonly clearance!: string;

  @Column({ type: 'text' })
  readonly stage!: string;

  @Column({ name: 'join_by', type: 'bigint', transformer: asNumber })
  readonly joinBy!: number;

  @Column({ name: 'member_until', type: 'bigint', transformer: asNumber })
  readonly memberUntil!: number;

  @Column({ type: 'integer', default: 0 })
  readonly known!: number;

  @Column({ name: 'clearance_hash', type: 'text', default: '' })
  readonly clearanceHash!: string;

  @Column({ type: 'text', default: '' })
  readonly organisation!: string;

  @Column({ type: 'text', default: '' })
  readonly recipient!: string;

  /** The transaction that last wrote this row. */
  @Column({ type: 'bigint', transformer: asNumber, default: () => ownTransaction })
  readonly written!: number;
}

/** A projection: see `rooms.projections.ts`. */
@Entity('threads')
export class ThreadEntity {
  @ForeignKey('LedgerEntity', 'id', { name: 'threads_room_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'threads_pkey' })
  readonly room!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'threads_pkey' })
  readonly thread!: string;

  @Column({ type: 'text' })
  readonly kind!: string;

  @Column({ type: 'integer' })
  readonly generation!: number;
}

export const roomsEntities = [RoomEntity, RoomMemberEntity, ThreadEntity];
