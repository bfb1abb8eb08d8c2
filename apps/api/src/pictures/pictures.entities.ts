import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { asNumber } from '../storage/as-number';

/** A projection: see `pictures.projections.ts`. */
@Entity('objects')
export class ObjectEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'objects_pkey' })
  readonly object!: string;

  @ForeignKey('LedgerEntity', 'id', { name: 'objects_room_fkey' })
  @Column({ type: 'text' })
  readonly room!: string;

  @Column({ type: 'text' })
  readonly thread!: string;

  @Column({ type: 'text' })
  readonly picture!: string;

  @Column({ type: 'text' })
  readonly rendition!: string;
}

/** An announced upload. Rows of committed objects stay; the sweeper removes the others. */
@Entity('object_intents')
@Check('object_intents_state_check', "state IN ('announced', 'stored', 'committed', 'swept')")
@Index('object_intents_intent', ['intent'])
@Index('object_intents_open', ['person'], { where: "state IN ('announced', 'stored')" })
@Index('object_intents_sweep', ['expires'], { where: "state IN ('announced', 'stored')" })
export class ObjectIntentEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'object_intents_pkey' })
  readonly object!: string;

  @Column({ type: 'text' })
  readonly intent!: string;

  @Column({ type: 'text' })
  readonly person!: string;

  @Column({ type: 'text' })
  readonly room!: string;

  @Column({ type: 'text' })
  readonly rendition!: string;

  @Column({ type: 'integer' })
  readonly size!: number;

  @Column({ type: 'text' })
  readonly upload!: string;

  @Column({ type: 'text' })
  readonly state!: string;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly expires!: number;

  @Column({ type: 'text', default: '' })
  readonly organisation!: string;
}

/** The one hash signed for each part of an upload. */
@Entity('object_parts')
export class ObjectPartEntity {
  @ForeignKey('ObjectIntentEntity', 'object', { name: 'object_parts_object_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'object_parts_pkey' })
  readonly object!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'object_parts_pkey' })
  readonly part!: number;

  @Column({ type: 'integer' })
  readonly size!: number;

  @Column({ type: 'text' })
  readonly sha256!: string;
}

/** Bytes that a case, a person or an organisation stores, promised ones included. */
@Entity('storage_use')
export class StorageUseEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'storage_use_pkey' })
  readonly holder!: string;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly bytes!: number;
}

export const picturesEntities = [ObjectEntity, ObjectIntentEntity, ObjectPartEntity, StorageUseEntity];
