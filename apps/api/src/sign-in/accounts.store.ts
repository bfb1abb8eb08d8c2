import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { SealedAccount, Wrap } from '@consilium/contracts';
import type { PersonId } from '@consilium/domain';
import { Repository } from 'typeorm';
import { AccountEntity, AccountWrapEntity, RememberedEntity } from './sign-in.entities';

const textOf = (bytes: Buffer): string => bytes.toString('base64url');

const wrapOf = ({ kind, credential, version, parameters, sealedKey }: AccountWrapEntity): Wrap => ({
  ...{ kind: kind as Wrap['kind'], credential, version, parameters, sealed: textOf(sealedKey) },
});

/** What somebody's devices keep here sealed, read. */
@Injectable()
export class AccountsStore {
  constructor(
    @InjectRepository(AccountEntity) private readonly accounts: Repository<AccountEntity>,
    @InjectRepository(AccountWrapEntity) private readonly wraps: Repository<AccountWrapEntity>,
    @InjectRepository(RememberedEntity) private readonly lists: Repository<RememberedEntity>,
  ) {}

  async account(person: PersonId): Promise<SealedAccount | undefined> {
    const found = await this.accounts.findOneBy({ person });
    if (found === null) return undefined;
    const wraps = await this.wraps.find({ where: { person }, order: { kind: 'ASC', credential: 'ASC' } });
    const { sealedKeyring, keyringVersion, recoveryPublic } = found;
    return { keyring: textOf(sealedKeyring), keyringVersion, wraps: wraps.map(wrapOf), recoveryPublic };
  }

  async remembered(person: PersonId): Promise<{ version: number; sealed: string } | undefined> {
    const found = await this.lists.findOneBy({ person });
    return found === null ? undefined : { version: found.version, sealed: textOf(found.sealedHeads) };
  }
}
