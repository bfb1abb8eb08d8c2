import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { endpoints, InputOf, RegisterLookUp } from '@consilium/contracts';
import { Problem, type PersonId } from '@consilium/domain';
import { challenge, readJoin } from '@consilium/ledger';
import { Standings } from '../ledgers/standings';
import { Clock } from '../platform/clock';
import { SETTINGS, type Settings } from '../platform/config';
import { Database } from '../platform/database';
import { Live } from '../platform/live';
import { AccountOpening } from '../sign-in/account-opening';
import type { OpenedSession } from '../sign-in/device-sessions';
import { OneTimeNonces } from '../sign-in/one-time-nonces';
import { RegisterRoot } from '../sign-in/register-root';
import { Invitations, invitationIsOver } from './invitations';
import { LookUps } from './look-ups';
import { insertRequest, takeInvitation, type Invitation, type JoinDetails } from './register.store';

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
    private readonly lookUps: LookUps,
    private readonly live: Live,
    private readonly standings: Standings,
  ) {}

  async begin(invitation: string): Promise<string> {
    await this.invitations.requireOpen(invitation);
    return this.nonces.issue({ label: 'join', subject: invitation, act: '' });
  }

  /** Uses the invitation up and opens account, passkey, request and session together, or nothing. */
  async finish(input: JoinFinish): Promise<OpenedSession> {
    const open = await this.invitations.requireOpen(input.invitation);
    await this.requireDetails(open, input.details);
    const person = input.person as PersonId;
    const passkey = await this.acceptPasskey(input);
    const lookUp = await this.lookUps.tryLookUp(input.details.registerBody, input.details.registerNumber);
    const session = await this.database.transaction(async (sql) => {
      const now = this.clock.now();
      const taken = await takeInvitation(sql, input.invitation, now);
      if (taken === undefined) throw invitationIsOver();
      const opened = await this.accounts.open(sql, { person, account: input.account, passkey, device: input.device });
      await insertRequest(sql, requestOf(input, taken, lookUp, now));
      return opened;
    });
    this.live.waiting(await this.standings.officers());
    return session;
  }

  private async acceptPasskey(input: JoinFinish) {
    const purpose = { label: 'join', subject: input.invitation, act: '' } as const;
    if (!(await this.nonces.spend(input.nonce, purpose))) {
      throw new Problem('wrong-state', 'This step took too long. Go back one step and make the passkey again.');
    }
    const root = await this.root.known();
    const { join } = await readJoin(input.join);
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

  private async requireDetails({ role }: Invitation, details: JoinDetails): Promise<void> {
    const hasNumber = details.registerBody.trim() !== '' && details.registerNumber.trim() !== '';
    if (role === 'clinician' && !hasNumber) {
      throw new Problem('bad-input', 'Fill in your professional register and your number in it.');
    }
    if (details.defence === '') return;
    const defence = await this.standings.organisation(details.defence);
    if (role !== 'clinician' || defence?.kind !== 'defence') {
      throw new Problem('bad-input', 'Choose your defence organisation from the list, or none.');
    }
  }
}

function requestOf(input: JoinFinish, taken: Invitation, lookUp: RegisterLookUp, at: number) {
  const { role, organisation, invitation } = taken;
  const { join, proof, details } = input;
  return { person: input.person as PersonId, invitation, role, organisation, join, proof, details, lookUp, at };
}
