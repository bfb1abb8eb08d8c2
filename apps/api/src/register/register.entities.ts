import type { FirstAccount } from '@consilium/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { NewPasskey } from '../sign-in/passkey-ceremony';
import { asNumber } from '../storage/as-number';

/** A link by which somebody joins. */
@Entity('invitations')
@Check('invitations_role_check', "role IN ('clinician', 'adviser', 'officer')")
export class InvitationEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'invitations_pkey' })
  readonly invitation!: string;

  @Column({ name: 'invited_by', type: 'text' })
  readonly invitedBy!: string;

  @Column({ type: 'text' })
  readonly role!: string;

  @Column({ type: 'text' })
  readonly organisation!: string;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly expires!: number;

  @Column({ type: 'boolean', default: false })
  readonly used!: boolean;

  /** Whom it is for, where it brings somebody of the register other keys; "" for whoever joins by it. */
  @Column({ type: 'text', default: '' })
  readonly person!: string;
}

/** What somebody said who followed a link, and what became of it. Register data, never patient data. */
@Entity('join_requests')
@Unique('join_requests_invitation_key', ['invitation'])
@Check('join_requests_state_check', "state IN ('waiting', 'refused', 'active')")
export class JoinRequestEntity {
  @ForeignKey('AccountEntity', 'person', { name: 'join_requests_person_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'join_requests_pkey' })
  readonly person!: string;

  @ForeignKey('InvitationEntity', 'invitation', { name: 'join_requests_invitation_fkey' })
  @Column({ type: 'text' })
  readonly invitation!: string;

  @Column({ type: 'text' })
  readonly role!: string;

  @Column({ type: 'text' })
  readonly organisation!: string;

  @Column({ name: 'signed_join', type: 'text' })
  readonly signedJoin!: string;

  @Column({ type: 'text' })
  readonly proof!: string;

  @Column({ type: 'text' })
  readonly state!: string;

  @Column({ type: 'text' })
  readonly reason!: string;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly at!: number;

  @Column({ name: 'first_join', type: 'text', default: '' })
  readonly firstJoin!: string;
}

/** What somebody came with by a link for other keys: their statement, and the account that opens with these keys alone. */
@Entity('key_requests')
@Index('key_requests_person', ['person'])
export class KeyRequestEntity {
  @ForeignKey('InvitationEntity', 'invitation', { name: 'key_requests_invitation_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'key_requests_pkey' })
  readonly invitation!: string;

  @ForeignKey('AccountEntity', 'person', { name: 'key_requests_person_fkey' })
  @Column({ type: 'text' })
  readonly person!: string;

  @Column({ name: 'signed_join', type: 'text' })
  readonly signedJoin!: string;

  @Column({ type: 'text' })
  readonly proof!: string;

  @Column({ name: 'sealed_account', type: 'jsonb' })
  readonly sealedAccount!: FirstAccount;

  @Column({ type: 'jsonb' })
  readonly passkey!: NewPasskey;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly at!: number;
}

/** What somebody in the register says of themselves anew, until an officer has signed or refused it. */
@Entity('statements')
export class StatementEntity {
  @ForeignKey('AccountEntity', 'person', { name: 'statements_person_fkey' })
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'statements_pkey' })
  readonly person!: string;

  @Column({ name: 'signed_join', type: 'text' })
  readonly signedJoin!: string;

  @Column({ name: 'signed_at', type: 'bigint', transformer: asNumber })
  readonly signedAt!: number;

  @Column({ type: 'boolean', default: false })
  readonly refused!: boolean;

  @Column({ type: 'boolean', default: false })
  readonly done!: boolean;

  @Column({ type: 'text', default: '' })
  readonly reason!: string;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly at!: number;
}

/** Somebody else stated this person's number and was refused; one row a day. */
@Entity('number_claims')
export class NumberClaimEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'number_claims_pkey' })
  readonly owner!: string;

  @PrimaryColumn({ type: 'bigint', transformer: asNumber, primaryKeyConstraintName: 'number_claims_pkey' })
  readonly day!: number;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly at!: number;
}

/** A projection: see `register.projections.ts`. */
@Entity('organisations')
@Check('organisations_kind_check', "kind IN ('clinical', 'defence')")
export class OrganisationEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'organisations_pkey' })
  readonly organisation!: string;

  @Column({ type: 'text' })
  readonly name!: string;

  @Column({ type: 'text' })
  readonly kind!: string;

  @Column({ name: 'key_changed', type: 'integer' })
  readonly keyChanged!: number;
}

/** A projection: see `register.projections.ts`. */
@Entity('people')
@Index('people_advising', ['advises'], { where: "advises <> ''" })
export class PersonEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'people_pkey' })
  readonly person!: string;

  @Column({ type: 'text' })
  readonly role!: string;

  @Column({ type: 'text' })
  readonly status!: string;

  @Column({ type: 'text' })
  readonly organisation!: string;

  @Column({ type: 'text' })
  readonly defence!: string;

  @Column({ type: 'text' })
  readonly advises!: string;

  @Column({ type: 'bigint', transformer: asNumber })
  readonly expires!: number;

  @Column({ type: 'integer' })
  readonly keyring!: number;

  @Column({ type: 'integer' })
  readonly changed!: number;
}

/** A projection: see `register.projections.ts`. */
@Entity('clearance_standings')
export class ClearanceStandingEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'clearance_standings_pkey' })
  readonly clearance!: string;

  @Column({ type: 'text' })
  readonly standing!: string;

  @Column({ type: 'integer' })
  readonly changed!: number;
}

export const registerEntities = [
  InvitationEntity,
  JoinRequestEntity,
  KeyRequestEntity,
  StatementEntity,
  NumberClaimEntity,
  OrganisationEntity,
  PersonEntity,
  ClearanceStandingEntity,
];
