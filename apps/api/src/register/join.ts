import { Injectable } from '@nestjs/common';
import type { endpoints, InputOf } from '@consilium/contracts';
import { Problem, type Join, type PersonId } from '@consilium/domain';
import { Standings, type Stood } from '../ledgers/standings';
import { Clock } from '../settings/clock';
import { Database } from '../storage/database';
import { Live } from '../live/live';
import { AccountOpening } from '../sign-in/account-opening';
import type { OpenedSession } from '../sign-in/device-sessions';
import { OneTimeNonces } from '../sign-in/one-time-nonces';
import { Invitations, invitationIsOver } from './invitations';
import { InvitationsStore, type Invitation } from './invitations.store';
import { JoinProof } from './join-proof';
import { JoinRequestsStore } from './join-requests.store';
import { Statements } from './statements';

type JoinFinish = InputOf<(typeof endpoints)['register']['joinFinish']>;

/** Joining by invitation: the person then waits for an officer, who judges proof and register entry. */
@Injectable()
export class Joining {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly nonces: OneTimeNonces,
    private readonly accounts: AccountOpening,
    private readonly invitations: Invitations,
    private readonly proof: JoinProof,
    private readonly links: InvitationsStore,
    private readonly requests: JoinRequestsStore,
    private readonly live: Live,
    private readonly standings: Standings,
    private readonly statements: Statements,
  ) {}

  async begin(invitation: string): Promise<string> {
    await this.invitations.requireOpen(invitation);
    return this.nonces.issue({ label: 'join', subject: invitation, act: '' });
  }

  /** Uses the invitation up and opens account, passkey, request and session together, or nothing. */
  async finish(input: JoinFinish): Promise<OpenedSession> {
    const stood = await this.standings.now();
    const { passkey } = await this.proof.require(input, (open, join) => this.requireStatement(open, join, stood));
    const person = input.person as PersonId;
    const session = await this.database.transaction(async (sql) => {
      const now = this.clock.now();
      const taken = await this.links.take(sql, input.invitation, now);
      if (taken === undefined) throw invitationIsOver();
      const opened = await this.accounts.open(sql, { person, account: input.account, passkey, device: input.device });
      await this.requests.add(sql, requestOf(input, taken, now));
      return opened;
    });
    this.live.waiting(stood.officers());
    return session;
  }

  private async requireStatement(
    { role, organisation, person: known }: Invitation,
    { states, person }: Join,
    stood: Stood,
  ): Promise<void> {
    if (known !== '') throw invitationIsOver();
    if (states.role !== role || states.organisation !== organisation) {
      throw new Problem('bad-input', 'The statement is for another role or place than the link. Open the link again.');
    }
    await this.statements.requireSignable(states, person, stood);
  }
}

function requestOf(input: JoinFinish, taken: Invitation, at: number) {
  const { role, organisation, invitation } = taken;
  const { join, proof } = input;
  return { person: input.person as PersonId, invitation, role, organisation, join, proof, first: '', at };
}
