import { Inject, Injectable } from '@nestjs/common';
import type { endpoints, InputOf, OutputOf } from '@consilium/contracts';
import { Problem, type PersonId } from '@consilium/domain';
import { joinHash, readJoin } from '@consilium/ledger';
import { Standings } from '../ledgers/standings';
import type { Caller } from '../http/caller';
import { SETTINGS, siteOf, type Settings } from '../settings/config';
import { Live } from '../live/live';
import { RegisterRoot } from '../sign-in/register-root';
import { Invitations } from './invitations';
import { JoinRequestsStore, type OwnRequest } from './join-requests.store';
import { StatementsStore, type Restatement } from './statements.store';

type Table = (typeof endpoints)['register'];

/** Who asks to join, and what became of it. */
@Injectable()
export class RegisterService {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly joins: JoinRequestsStore,
    private readonly statements: StatementsStore,
    private readonly root: RegisterRoot,
    private readonly invitations: Invitations,
    private readonly live: Live,
    private readonly standings: Standings,
  ) {}

  async lookAtInvitation(invitation: string): Promise<OutputOf<Table['lookAtInvitation']>> {
    const seen = await this.invitations.lookAt(invitation);
    return { ...seen, root: await this.root.known(), rpId: this.settings.rpId };
  }

  /** Where somebody stands, and what they said last of themselves. The first officers never asked for anything. */
  async myRequest({ person, standing }: Caller): Promise<OutputOf<Table['myRequest']>> {
    const [own, anew] = await Promise.all([this.joins.find(person), this.statements.find(person)]);
    const organisations = await this.standings.organisations();
    const isWaiting = standing === 'waiting';
    return {
      ...{ state: isWaiting ? 'waiting' : 'active', reason: '', name: '', organisation: '' },
      ...(own !== undefined && (await this.askedBy(own, isWaiting))),
      ...(anew?.refused === true && { reason: anew.reason }),
      standing: (await this.standings.standingFor(person)) ?? 'waiting',
      renewal: await this.renewalOf(anew),
      join: anew?.join ?? own?.request.join ?? '',
      organisations,
    };
  }

  /** What a joiner asked for, whatever became of it. */
  private async askedBy({ request, state, reason }: OwnRequest, isWaiting: boolean) {
    const { role, at, organisation } = request;
    const { name } = (await readJoin(request.join, siteOf(this.settings))).join.states;
    const workplace = await this.standings.nameOfOrganisation(organisation);
    return { state: isWaiting ? state : ('active' as const), reason, name, organisation: workplace, role, at };
  }

  private async renewalOf(anew: Restatement | undefined): Promise<OutputOf<Table['myRequest']>['renewal']> {
    if (anew === undefined || (await this.standings.stated([anew])).has(anew.person)) return 'none';
    return anew.refused ? 'refused' : 'waiting';
  }

  async requests(): Promise<OutputOf<Table['requests']>> {
    const listed = await this.joins.listWaiting();
    const known = await this.standings.known(listed.map(({ person }) => person));
    const anew = await this.statements.list();
    const stated = await this.standings.stated(anew);
    await this.statements.markDone([...stated]);
    const renewals = anew
      .filter(({ person }) => !stated.has(person))
      .map(({ person, join, at }) => ({ person, join, at }));
    return { requests: listed.filter(({ person }) => !known.has(person)), renewals };
  }

  /** Refuses exactly the statement that was looked at: one that came since waits on. */
  async refuse({ person, statement, reason }: InputOf<Table['refuse']>): Promise<void> {
    const id = person as PersonId;
    const isRegistered = (await this.standings.known([id])).has(id);
    const join = isRegistered ? (await this.statements.find(id))?.join : (await this.joins.find(id))?.request.join;
    const isSame = join !== undefined && (await joinHash(join)) === statement;
    const kept = isRegistered ? this.statements : this.joins;
    if (!isSame || !(await kept.refuse(id, join, reason))) {
      throw new Problem(
        'wrong-state',
        'This was decided already, or they said something else since you looked. Reload the list.',
      );
    }
    this.live.waiting(await this.standings.officers());
  }
}
