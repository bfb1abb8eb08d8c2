import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { AnswerBy, OverdueState, WaitKind } from '@consilium/domain';
import { asNumber } from '../storage/as-number';
import { ToldByPushEntity } from './push/push.entities';

/** How somebody is told that something waits for them. */
@Entity('told_by_mail')
export class ToldByMailEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'told_by_mail_pkey' })
  readonly person!: string;

  @Column({ type: 'text', default: '' })
  readonly address!: string;

  @Column({ type: 'text', default: '' })
  readonly pending!: string;

  @Column({ name: 'code_hash', type: 'text', default: '' })
  readonly codeHash!: string;

  @Column({ name: 'code_until', type: 'bigint', default: () => '0', transformer: asNumber })
  readonly codeUntil!: number;

  @Column({ name: 'code_tries', type: 'integer', default: 0 })
  readonly codeTries!: number;

  @Column({ type: 'text', default: '' })
  readonly refused!: string;

  @Column({ name: 'reasons_off', type: 'text', array: true, default: () => "'{}'::text[]" })
  readonly reasonsOff!: string[];

  @Column({ name: 'push_off', type: 'text', array: true, default: () => "'{}'::text[]" })
  readonly pushOff!: string[];

  @Column({ name: 'quiet_from', type: 'integer', default: 0 })
  readonly quietFrom!: number;

  @Column({ name: 'quiet_until', type: 'integer', default: 0 })
  readonly quietUntil!: number;

  @Column({ name: 'quiet_zone', type: 'text', default: 'Europe/London' })
  readonly quietZone!: string;

  @Column({ name: 'today_anyway', type: 'boolean', default: true })
  readonly todayAnyway!: boolean;

  @Column({ name: 'mail_daily', type: 'integer', default: -1 })
  readonly mailDaily!: number;

  @Column({ name: 'push_daily', type: 'integer', default: -1 })
  readonly pushDaily!: number;

  @Column({ name: 'test_link', type: 'text', default: '' })
  readonly testLink!: string;

  @Column({ name: 'test_at', type: 'bigint', default: () => '0', transformer: asNumber })
  readonly testAt!: number;

  @Column({ name: 'test_arrived_at', type: 'bigint', default: () => '0', transformer: asNumber })
  readonly testArrivedAt!: number;
}

/** What waits for somebody to look at it. */
@Entity('to_look_at')
@Unique('to_look_at_link_key', ['link'])
@Index('to_look_at_ledger', ['ledger'])
@Index('to_look_at_until', ['until'])
export class ToLookAtEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'to_look_at_pkey' })
  readonly person!: string;

  @ForeignKey('LedgerEntity', 'id', { name: 'to_look_at_ledger_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'to_look_at_pkey' })
  readonly ledger!: string;

  @Column({ type: 'text' })
  readonly link!: string;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly until!: number;

  @Column({ type: 'boolean', default: false })
  readonly looked!: boolean;

  @Column({ name: 'mailed_at', type: 'bigint', default: () => '0', transformer: asNumber })
  readonly mailedAt!: number;

  @Column({ name: 'pushed_at', type: 'bigint', default: () => '0', transformer: asNumber })
  readonly pushedAt!: number;
}

/** A notice that is still to be handed over, by one road. */
@Entity('tellings')
@Index('tellings_due', ['due'])
@Index('tellings_mail', ['mail'])
export class TellingEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'tellings_pkey' })
  readonly person!: string;

  @ForeignKey('LedgerEntity', 'id', { name: 'tellings_ledger_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'tellings_pkey' })
  readonly ledger!: string;

  @PrimaryColumn({ type: 'text', default: 'mail', primaryKeyConstraintName: 'tellings_pkey' })
  readonly road!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'tellings_pkey' })
  readonly reason!: string;

  @Column({ type: 'boolean' })
  readonly today!: boolean;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly at!: number;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly due!: number;

  @Column({ type: 'integer', default: 0 })
  readonly attempts!: number;

  @Column({ type: 'text', default: '' })
  readonly mail!: string;

  @Column({ name: 'is_out', type: 'boolean', default: false })
  readonly isOut!: boolean;
}

/** The question that a case waits with. */
@Entity('awaited')
@Index('awaited_due', ['due'], { where: 'due > 0' })
@Index('awaited_overdue', ['overdue'], { where: "overdue <> ''" })
export class AwaitedEntity {
  @ForeignKey('LedgerEntity', 'id', { name: 'awaited_ledger_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'awaited_pkey' })
  readonly ledger!: string;

  @Column({ type: 'text' })
  readonly asker!: string;

  @Column({ name: 'answer_by', type: 'text' })
  readonly answerBy!: AnswerBy;

  @Column({ type: 'text', array: true })
  readonly addressed!: string[];

  @Column({ name: 'asked_at', type: 'bigint', transformer: asNumber })
  readonly askedAt!: number;

  @Column({ name: 'read_at', type: 'bigint', default: () => '0', transformer: asNumber })
  readonly readAt!: number;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly due!: number;

  @Column({ type: 'text', default: '' })
  readonly overdue!: OverdueState | '';

  @Column({ name: 'overdue_at', type: 'bigint', default: () => '0', transformer: asNumber })
  readonly overdueAt!: number;

  @Column({ type: 'text', array: true, default: () => "'{}'::text[]" })
  readonly told!: string[];

  @Column({ name: 'over_at', type: 'bigint', default: () => '0', transformer: asNumber })
  readonly overAt!: number;
}

/** Who is away. */
@Entity('away')
export class AwayEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'away_pkey' })
  readonly person!: string;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly until!: number;

  @Column({ type: 'text', default: '' })
  readonly deputy!: string;
}

/** Who of a team is on call. */
@Entity('on_call')
export class OnCallEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'on_call_pkey' })
  readonly organisation!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'on_call_pkey' })
  readonly team!: string;

  @Column({ type: 'text' })
  readonly person!: string;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly until!: number;

  @Column({ name: 'said_by', type: 'text' })
  readonly saidBy!: string;
}

/** That somebody was told of an end. */
@Entity('endings_told')
export class EndingToldEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'endings_told_pkey' })
  readonly person!: string;

  @ForeignKey('LedgerEntity', 'id', { name: 'endings_told_ledger_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'endings_told_pkey' })
  readonly ledger!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'endings_told_pkey' })
  readonly reason!: string;

  @PrimaryColumn({ type: 'bigint', transformer: asNumber, primaryKeyConstraintName: 'endings_told_pkey' })
  readonly until!: number;
}

/** The one notice of a day. */
@Entity('digests')
@Unique('digests_link_key', ['link'])
export class DigestEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'digests_pkey' })
  readonly person!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'digests_pkey' })
  readonly road!: string;

  @Column({ type: 'text' })
  readonly link!: string;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly until!: number;

  @Column({ type: 'text' })
  readonly mail!: string;

  @Column({ name: 'out_until', type: 'bigint', transformer: asNumber })
  readonly outUntil!: number;

  @Column({ type: 'bigint', default: () => '0', transformer: asNumber })
  readonly told!: number;
}

/** How long a question waited: of whose and of which case it was nothing stands here. */
@Entity('waits')
@Index('waits_month', ['organisation', 'month'])
export class WaitEntity {
  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()', primaryKeyConstraintName: 'waits_pkey' })
  readonly id!: string;

  @Column({ type: 'text' })
  readonly organisation!: string;

  @Column({ type: 'text' })
  readonly month!: string;

  @Column({ type: 'text' })
  readonly kind!: WaitKind;

  @Column({ name: 'answer_by', type: 'text' })
  readonly answerBy!: AnswerBy;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly seconds!: number;
}

export const tellingEntities = [
  WaitEntity,
  ToldByMailEntity,
  ToldByPushEntity,
  ToLookAtEntity,
  TellingEntity,
  AwaitedEntity,
  AwayEntity,
  OnCallEntity,
  EndingToldEntity,
  DigestEntity,
];
