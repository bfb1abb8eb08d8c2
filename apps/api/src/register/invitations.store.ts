import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { OrganisationId, PersonId, Role } from '@consilium/domain';
import { MoreThan, Repository } from 'typeorm';
import type { Sql } from '../storage/database';
import { InvitationEntity } from './register.entities';

export interface Invitation {
  readonly invitation: string;
  readonly role: Role;
  readonly organisation: OrganisationId | '';
  readonly expiresAt: number;
  readonly used: boolean;
  /** Of the register, who comes with other keys by it; "" for a joiner. */
  readonly person: PersonId | '';
}

type Row = Pick<InvitationEntity, 'invitation' | 'role' | 'organisation' | 'expires' | 'used' | 'person'>;

const invitationOf = ({ invitation, role, organisation, expires, used, person }: Row): Invitation => ({
  invitation,
  role: role as Role,
  organisation: organisation as OrganisationId | '',
  expiresAt: expires,
  used,
  person: person as PersonId | '',
});

@Injectable()
export class InvitationsStore {
  constructor(@InjectRepository(InvitationEntity) private readonly invitations: Repository<InvitationEntity>) {}

  async add(invitedBy: PersonId, made: Omit<Invitation, 'used'>): Promise<void> {
    const { expiresAt: expires, ...said } = made;
    await this.invitations.insert({ ...said, invitedBy, expires });
  }

  /** Used ones, and open ones that have not run out; newest first. */
  async list(now: number): Promise<Invitation[]> {
    const found = await this.invitations.find({
      where: [{ used: true }, { expires: MoreThan(now) }],
      order: { expires: 'DESC' },
      take: 500,
    });
    return found.map(invitationOf);
  }

  /** False: nobody can use it any more, or nobody ever made it. */
  async deleteOpen(invitation: string): Promise<boolean> {
    return (await this.invitations.delete({ invitation, used: false })).affected === 1;
  }

  /** An invitation that can still be used. */
  async findOpen(invitation: string, now: number): Promise<Invitation | undefined> {
    const found = await this.invitations.findOneBy({ invitation, used: false, expires: MoreThan(now) });
    return found === null ? undefined : invitationOf(found);
  }

  /** Uses an invitation up; undefined if somebody was there first, it ran out, or there is none. */
  async take(sql: Sql, invitation: string, now: number): Promise<Invitation | undefined> {
    const [row] = await sql.rows<Row>(
      `UPDATE invitations SET used = true WHERE invitation = $1 AND NOT used AND expires > $2
       RETURNING invitation, role, organisation, expires::float8 AS expires, used, person`,
      [invitation, now],
    );
    return row === undefined ? undefined : invitationOf(row);
  }
}
