import { Inject, Injectable } from '@nestjs/common';
import type { endpoints, InputOf, OutputOf } from '@consilium/contracts';
import { Problem, type PersonId } from '@consilium/domain';
import { readJoin } from '@consilium/ledger';
import { Standings } from '../ledgers/standings';
import type { Caller } from '../platform/caller';
import { SETTINGS, siteOf, type Settings } from '../platform/config';
import { Database } from '../platform/database';
import { Live } from '../platform/live';
import { RegisterRoot } from '../sign-in/register-root';
import { Invitations } from './invitations';
import { findRequest, listWaiting, markRefused } from './register.store';

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
    private readonly standings: Standings,
  ) {}

  async lookAtInvitation(invitation: string): Promise<OutputOf<Table['lookAtInvitation']>> {
    const seen = await this.invitations.lookAt(invitation);
    return { ...seen, root: await this.root.known(), rpId: this.settings.rpId };
  }

  /** Whoever is in the register waits no more, and needs no request (the first officer has none). */
  async myRequest({ person, standing }: Caller): Promise<OutputOf<Table['myRequest']>> {
    const own = await findRequest(this.database, person);
    if (own === undefined) {
      return { state: standing === 'waiting' ? 'waiting' : 'active', reason: '', name: '', organisation: '' };
    }
    const { role, at, organisation } = own.request;
    const { name } = (await readJoin(own.request.join, siteOf(this.settings))).join.states;
    const state = standing === 'waiting' ? own.state : 'active';
    const workplace = (await this.standings.organisation(organisation))?.name ?? '';
    return { state, reason: own.reason, name, organisation: workplace, role, at };
  }

  async requests(): Promise<OutputOf<Table['requests']>> {
    const listed = await listWaiting(this.database);
    const known = await this.standings.known(listed.map(({ person }) => person));
    return { requests: listed.filter(({ person }) => !known.has(person)) };
  }

  async refuse({ person, reason }: InputOf<Table['refuse']>): Promise<void> {
    const id = person as PersonId;
    const isRegistered = (await this.standings.known([id])).has(id);
    if (isRegistered || !(await markRefused(this.database, id, reason)))
      throw new Problem('wrong-state', 'This request was decided already. Reload the list.');
    this.live.waiting(await this.standings.officers());
  }
}
