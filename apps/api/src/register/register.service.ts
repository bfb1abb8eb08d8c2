import { Inject, Injectable } from '@nestjs/common';
import type { endpoints, InputOf, OutputOf } from '@consilium/contracts';
import { Problem, type PersonId } from '@consilium/domain';
import { joinHash, readJoin } from '@consilium/ledger';
import { Standings, type Stood } from '../ledgers/standings';
import type { Caller } from '../http/caller';
import { SETTINGS, siteOf, type Settings } from '../settings/config';
import { Live } from '../live/live';
import { RegisterRoot } from '../sign-in/register-root';
import { Invitations } from './invitations';
import { KeyRequests } from './key-requests';
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
    private readonly keys: KeyRequests,
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
    const stood = await this.standings.now();
    const isWaiting = standing === 'waiting';
    return {
      ...{ state: isWaiting ? 'waiting' : 'active', reason: '', name: '', organisation: '' },
      ...(own !== undefined && (await this.askedBy(own, isWaiting, stood))),
      ...(anew?.refused === true && { reason: anew.reason }),
      standing: stood.standingFor(person) ?? 'waiting',
      renewal: this.renewalOf(anew, stood),
      join: anew?.join ?? own?.request.join ?? '',
      organisations: stood.organisations(),
    };
  }

  /** What a joiner asked for, whatever became of it. */
  private async askedBy({ request, state, reason }: OwnRequest, isWaiting: boolean, stood: Stood) {
    const { role, at, organisation } = request;
    const { name } = (await readJoin(request.join, siteOf(this.settings))).join.states;
    const workplace = stood.nameOfOrganisation(organisation);
    return { state: isWaiting ? state : ('active' as const), reason, name, organisation: workplace, role, at };
  }

  private renewalOf(anew: Restatement | undefined, stood: Stood): OutputOf<Table['myRequest']>['renewal'] {
    if (anew === undefined || stood.stated([anew]).has(anew.person)) return 'none';
    return anew.refused ? 'refused' : 'waiting';
  }

  async requests(): Promise<OutputOf<Table['requests']>> {
    const listed = await this.joins.listWaiting();
    const anew = await this.statements.list();
    const stood = await this.standings.now();
    const known = stood.known(listed.map(({ person }) => person));
    const stated = stood.stated(anew);
    await this.statements.markDone([...stated]);
    const renewals = anew
      .filter(({ person }) => !stated.has(person))
      .map(({ person, join, at }) => ({ person, join, at }));
    const replacements = await this.keys.list(stood);
    return { requests: listed.filter(({ person }) => !known.has(person)), renewals, replacements };
  }

  /** Refuses exactly the statement that was looked at: one that came since waits on. */
  async refuse({ person, statement, reason }: InputOf<Table['refuse']>): Promise<void> {
    const id = person as PersonId;
    const stood = await this.standings.now();
    if (!(await this.keys.refuse(id, statement))) await this.refuseStatement(id, stood, { statement, reason });
    this.live.waiting(stood.officers());
  }

  private async refuseStatement(
    id: PersonId,
    stood: Stood,
    { statement, reason }: Pick<InputOf<Table['refuse']>, 'statement' | 'reason'>,
  ): Promise<void> {
    const isRegistered = stood.known([id]).has(id);
    const join = isRegistered ? (await this.statements.find(id))?.join : (await this.joins.find(id))?.request.join;
    const isSame = join !== undefined && (await joinHash(join)) === statement;
    const kept = isRegistered ? this.statements : this.joins;
    if (!isSame || !(await kept.refuse(id, join, reason))) {
      throw new Problem(
        'wrong-state',
        'This was decided already, or they said something else since you looked. Reload the list.',
      );
    }
  }
}
