import { Inject, Injectable } from '@nestjs/common';
import type { endpoints, InputOf, OutputOf } from '@consilium/contracts';
import { Problem } from '@consilium/domain';
import type { Caller } from '../platform/caller';
import { SETTINGS, type Settings } from '../platform/config';
import { Database } from '../platform/database';
import { Live } from '../platform/live';
import { RegisterRoot } from '../sign-in/register-root';
import { Invitations } from './invitations';
import { findRequest, listWaiting, markRefused, officersOf } from './register.store';

type Table = (typeof endpoints)['register'];

/** Who asks to join, and what became of it. */
@Injectable()
export class RegisterService {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly root: RegisterRoot,
    private readonly invitations: Invitations,
    private readonly live: Live,
  ) {}

  async lookAtInvitation(invitation: string): Promise<OutputOf<Table['lookAtInvitation']>> {
    const seen = await this.invitations.lookAt(invitation);
    return { ...seen, root: await this.root.known(), rpId: this.settings.rpId };
  }

  /** Whoever is in the register without a request (the first officer) is simply active. */
  async myRequest({ person, standing }: Caller): Promise<OutputOf<Table['myRequest']>> {
    const own = await findRequest(this.database, person);
    if (own === undefined) {
      return { state: standing === 'waiting' ? 'waiting' : 'active', reason: '', organisation: '' };
    }
    const { details, role, at } = own.request;
    return { state: own.state, reason: own.reason, details, organisation: own.organisationName, role, at };
  }

  async requests(): Promise<OutputOf<Table['requests']>> {
    return { requests: await listWaiting(this.database) };
  }

  async refuse({ person, reason }: InputOf<Table['refuse']>): Promise<void> {
    if (!(await markRefused(this.database, person, reason)))
      throw new Problem('wrong-state', 'This request was decided already. Reload the list.');
    this.live.waiting(await officersOf(this.database));
  }
}
