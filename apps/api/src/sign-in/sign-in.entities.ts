import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { asNumber } from '../storage/as-number';

/** An account: the sealed keyring of one person, and what opens the service to its recovery words. */
@Entity('accounts')
@Unique('accounts_recovery_public_key', ['recoveryPublic'])
export class AccountEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'accounts_pkey' })
  readonly person!: string;

  @Column({ name: 'sealed_keyring', type: 'bytea' })
  readonly sealedKeyring!: Buffer;

  @Column({ name: 'keyring_version', type: 'integer' })
  readonly keyringVersion!: number;

  @Column({ name: 'recovery_public', type: 'text' })
  readonly recoveryPublic!: string;

  @Column({ name: 'created_at', type: 'bigint', transformer: asNumber })
  readonly createdAt!: number;
}

/** The account key, wrapped once for each way of opening it. */
@Entity('account_wraps')
@Check('account_wraps_kind_check', "kind IN ('prf', 'recovery', 'passphrase')")
export class AccountWrapEntity {
  @ForeignKey('AccountEntity', 'person', { name: 'account_wraps_person_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'account_wraps_pkey' })
  readonly person!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'account_wraps_pkey' })
  readonly kind!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'account_wraps_pkey' })
  readonly credential!: string;

  @Column({ type: 'integer' })
  readonly version!: number;

  @Column({ type: 'text' })
  readonly parameters!: string;

  @Column({ name: 'sealed_key', type: 'bytea' })
  readonly sealedKey!: Buffer;
}

/** The public half of a passkey as the service last saw it. What may be done with it is said by the register. */
@Entity('passkeys')
@Index('passkeys_person', ['person'])
export class PasskeyEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'passkeys_pkey' })
  readonly credential!: string;

  @ForeignKey('AccountEntity', 'person', { name: 'passkeys_person_fkey' })
  @Column({ type: 'text' })
  readonly person!: string;

  @Column({ type: 'text' })
  readonly cose!: string;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly counter!: number;

  @Column({ type: 'text', array: true })
  readonly transports!: string[];

  @Column({ name: 'backup_eligible', type: 'boolean' })
  readonly backupEligible!: boolean;

  @Column({ name: 'backed_up', type: 'boolean' })
  readonly backedUp!: boolean;

  @Column({ name: 'created_at', type: 'bigint', transformer: asNumber })
  readonly createdAt!: number;
}

/** A signed-in device, by the hash of its token. */
@Entity('sessions')
@Unique('sessions_token_hash_key', ['tokenHash'])
@Index('sessions_person', ['person'])
export class SessionEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'sessions_pkey' })
  readonly session!: string;

  @Column({ name: 'token_hash', type: 'text' })
  readonly tokenHash!: string;

  @ForeignKey('AccountEntity', 'person', { name: 'sessions_person_fkey' })
  @Column({ type: 'text' })
  readonly person!: string;

  @Column({ type: 'text' })
  readonly credential!: string;

  @Column({ type: 'text' })
  readonly device!: string;

  @Column({ name: 'created_at', type: 'bigint', transformer: asNumber })
  readonly createdAt!: number;

  @Column({ name: 'last_seen_at', type: 'bigint', transformer: asNumber })
  readonly lastSeenAt!: number;

  /** Unused for so long, it is over. */
  @Column({ name: 'idle_seconds', type: 'integer', default: 900 })
  readonly idleSeconds!: number;

  @Column({ name: 'absolute_until', type: 'bigint', transformer: asNumber })
  readonly absoluteUntil!: number;
}

/** A browser that has asked to sign in and has not yet. */
@Entity('pre_sessions')
export class PreSessionEntity {
  @PrimaryColumn({ name: 'pre_session', type: 'text', primaryKeyConstraintName: 'pre_sessions_pkey' })
  readonly preSession!: string;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly expires!: number;
}

/** A nonce of the service, by hash, good once. */
@Entity('challenges')
@Index('challenges_expires', ['expires'])
export class ChallengeEntity {
  @PrimaryColumn({ name: 'nonce_hash', type: 'text', primaryKeyConstraintName: 'challenges_pkey' })
  readonly nonceHash!: string;

  @Column({ type: 'text' })
  readonly label!: string;

  @Column({ type: 'text' })
  readonly subject!: string;

  @Column({ type: 'text' })
  readonly act!: string;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly expires!: number;

  @Column({ type: 'boolean', default: false })
  readonly used!: boolean;
}

/** The sealed list of ledger heads that a person's devices verified last; versions only rise. */
@Entity('remembered')
export class RememberedEntity {
  @ForeignKey('AccountEntity', 'person', { name: 'remembered_person_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'remembered_pkey' })
  readonly person!: string;

  @Column({ type: 'integer' })
  readonly version!: number;

  @Column({ name: 'sealed_heads', type: 'bytea' })
  readonly sealedHeads!: Buffer;
}

/** A session that was ended from elsewhere: its device is told when it asks. */
@Entity({ name: 'ended_sessions' })
class EndedSessionEntity {
  @PrimaryColumn({ name: 'token_hash', type: 'text', primaryKeyConstraintName: 'ended_sessions_pkey' })
  readonly tokenHash!: string;

  @Column({ name: 'ended_at', type: 'timestamptz', default: () => 'now()' })
  readonly endedAt!: Date;
}

export const signInEntities = [
  AccountEntity,
  AccountWrapEntity,
  PasskeyEntity,
  SessionEntity,
  EndedSessionEntity,
  PreSessionEntity,
  ChallengeEntity,
  RememberedEntity,
];
