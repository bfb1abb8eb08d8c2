import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { asNumber } from '../../storage/as-number';

/** A device on which somebody is told. */
@Entity('told_by_push')
@Index('told_by_push_person', ['person'])
@Index('told_by_push_test', ['testLink'], { where: "test_link <> ''" })
export class ToldByPushEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'told_by_push_pkey' })
  readonly push!: string;

  @Column({ type: 'text' })
  readonly person!: string;

  @Column({ type: 'text' })
  readonly name!: string;

  @Column({ type: 'text' })
  readonly endpoint!: string;

  @Column({ type: 'text' })
  readonly key!: string;

  @Column({ type: 'text' })
  readonly secret!: string;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly at!: number;

  @Column({ type: 'text', default: '' })
  readonly refused!: string;

  @Column({ name: 'gone_at', type: 'bigint', default: () => '0', transformer: asNumber })
  readonly goneAt!: number;

  @Column({ name: 'test_link', type: 'text', default: '' })
  readonly testLink!: string;

  @Column({ name: 'test_at', type: 'bigint', default: () => '0', transformer: asNumber })
  readonly testAt!: number;

  @Column({ name: 'test_arrived_at', type: 'bigint', default: () => '0', transformer: asNumber })
  readonly testArrivedAt!: number;
}
