import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { endpoints, InputOf } from '@consilium/contracts';
import { Problem, type Join, type PersonId } from '@consilium/domain';
import { challenge, readJoin } from '@consilium/ledger';
import { Standings, type Stood } from '../ledgers/standings';
import { Clock } from '../settings/clock';
import { SETTINGS, siteOf, type Settings } from '../settings/config';
import { Database } from '../storage/database';
import { Live } from '../live/live';
import { AccountOpening } from '../sign-in/account-opening';
import type { OpenedSession } from '../sign-in/device-sessions';
import { OneTimeNonces } from '../sign-in/one-time-nonces';
import { RegisterRoot } from '../sign-in/register-root';
import { Invitations, invitationIsOver } from './invitations';
import { InvitationsStore, type Invitation } from './invitations.store';
import { JoinRequestsStore } from './join-requests.store';
import { Statements } from './statements';

type JoinFinish = InputOf<(typeof endpoints)['register']['joinFinish']>;

/** SHA-256 of the invitation's 16 bytes, b64: what the joiner's passkey challenge is bound to. */
function invitationHash(invitation: string): string {
  return createHash('sha256').update(Buffer.from(invitation, 'base64url')).digest('base64url');
}

/** Joining by invitation: the person then waits for an officer, who judges proof and register entry. */
@Injectable()
export class Joining {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly nonces: OneTimeNonces,
    private readonly root: RegisterRoot,
    private readonly accounts: AccountOpening,
    private readonly invitations: Invitations,
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
    const open = await this.invitations.requireOpen(input.invitation);
    const { join } = await readJoin(input.join, siteOf(this.settings));
    this.statements.requireSignedNow(join);
    const stood = await this.standings.now();
    await this.requireStatement(open, join, stood);
    const person = input.person as PersonId;
    const passkey = await this.acceptPasskey(input, join);
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

  private async acceptPasskey(input: JoinFinish, join: Join) {
    const purpose = { label: 'join', subject: input.invitation, act: '' } as const;
    if (!(await this.nonces.spend(input.nonce, purpose))) {
      throw new Problem('wrong-state', 'This step took too long. Go back one step and make the passkey again.');
    }
    const root = await this.root.known();
    if (join.root !== root || join.person !== input.person) {
      throw new Problem(
        'bad-input',
        'The signed statement is for another register or person. Open the invitation link again.',
      );
    }
    const bound = invitationHash(input.invitation);
    const expected = await challenge('consilium/1 passkey-create', root, this.settings.rpId, input.nonce, bound);
    return this.accounts.acceptPasskey(input.passkey, expected, join);
  }

  private async requireStatement(
    { role, organisation }: Invitation,
    { states, person }: Join,
    stood: Stood,
  ): Promise<void> {
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
