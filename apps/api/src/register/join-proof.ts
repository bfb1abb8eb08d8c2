import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { RegistrationResponse } from '@consilium/contracts';
import { Problem, type Join } from '@consilium/domain';
import { challenge, readJoin } from '@consilium/ledger';
import { SETTINGS, siteOf, type Settings } from '../settings/config';
import { AccountOpening } from '../sign-in/account-opening';
import { OneTimeNonces } from '../sign-in/one-time-nonces';
import type { NewPasskey } from '../sign-in/passkey-ceremony';
import { RegisterRoot } from '../sign-in/register-root';
import { Invitations } from './invitations';
import type { Invitation } from './invitations.store';
import { Statements } from './statements';

/** What comes with a link, whatever the link is for. */
interface Came {
  readonly invitation: string;
  readonly nonce: string;
  readonly person: string;
  readonly passkey: RegistrationResponse;
  readonly join: string;
}

interface Proved {
  readonly open: Invitation;
  readonly join: Join;
  readonly passkey: NewPasskey;
}

/** SHA-256 of the invitation's 16 bytes, b64: what the joiner's passkey challenge is bound to. */
function invitationHash(invitation: string): string {
  return createHash('sha256').update(Buffer.from(invitation, 'base64url')).digest('base64url');
}

/** Whether what came with a link belongs together: a link that is open, a statement signed now, and the passkey it names. */
@Injectable()
export class JoinProof {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly nonces: OneTimeNonces,
    private readonly root: RegisterRoot,
    private readonly accounts: AccountOpening,
    private readonly invitations: Invitations,
    private readonly statements: Statements,
  ) {}

  /** `judged`: what else has to hold of the statement, before the nonce is used up. */
  async require(came: Came, judged?: (open: Invitation, join: Join) => Promise<void>): Promise<Proved> {
    const open = await this.invitations.requireOpen(came.invitation);
    const { join } = await readJoin(came.join, siteOf(this.settings));
    this.statements.requireSignedNow(join);
    await judged?.(open, join);
    return { open, join, passkey: await this.acceptPasskey(came, join) };
  }

  private async acceptPasskey(came: Came, join: Join): Promise<NewPasskey> {
    const purpose = { label: 'join', subject: came.invitation, act: '' } as const;
    if (!(await this.nonces.spend(came.nonce, purpose))) {
      throw new Problem('wrong-state', 'This step took too long. Go back one step and make the passkey again.');
    }
    const root = await this.root.known();
    if (join.root !== root || join.person !== came.person) {
      throw new Problem(
        'bad-input',
        'The signed statement is for another register or person. Open the invitation link again.',
      );
    }
    const bound = invitationHash(came.invitation);
    const expected = await challenge('consilium/1 passkey-create', root, this.settings.rpId, came.nonce, bound);
    return this.accounts.acceptPasskey(came.passkey, expected, join);
  }
}
