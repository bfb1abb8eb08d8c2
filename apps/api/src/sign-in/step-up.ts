import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { AssertionResponse, StepUp } from '@consilium/contracts';
import { Problem } from '@consilium/domain';
import { challenge } from '@consilium/ledger';
import type { Caller } from '../platform/caller';
import { SETTINGS, type Settings } from '../platform/config';
import { Database } from '../platform/database';
import { OneTimeNonces } from './one-time-nonces';
import { verifyAssertion, type StoredPasskey } from './passkey-ceremony';
import { RegisterRoot } from './register-root';
import { findPasskey, raiseCounter } from './sign-in.store';

type StepUpAct = 'add-passkey' | 'remove-passkey' | 'replace-account';

/** SHA-256 of the request body without `stepUp`, as JSON with the keys in the order of the contracts table; b64. */
function requestHash(request: Readonly<Record<string, unknown>>): string {
  const rest = Object.fromEntries(Object.entries(request).filter(([name]) => name !== 'stepUp'));
  return createHash('sha256').update(JSON.stringify(rest)).digest('base64url');
}

const refused = (): Problem =>
  new Problem('not-allowed', 'Your passkey has to confirm this. Start again and unlock your passkey when asked.');

/** A fresh gesture of one of the person's passkeys over one act and exactly its request. */
@Injectable()
export class StepUps {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly nonces: OneTimeNonces,
    private readonly root: RegisterRoot,
  ) {}

  issue(caller: Caller, act: string): Promise<string> {
    return this.nonces.issue({ label: 'step-up', subject: caller.session, act });
  }

  /**
   * Throws `Problem('not-allowed')` unless the gesture is fresh. The nonce is used up either way. `instead`: a passkey
   * that counts though it is not the person's yet (a first passkey after the recovery words).
   */
  async require(
    caller: Caller,
    act: StepUpAct,
    request: Readonly<Record<string, unknown>> & { readonly stepUp: StepUp },
    instead?: StoredPasskey,
  ): Promise<void> {
    const { nonce, assertion } = request.stepUp;
    const purpose = { label: 'step-up', subject: caller.session, act } as const;
    if (!(await this.nonces.spend(nonce, purpose))) throw refused();
    const expected = await challenge(
      'consilium/1 step-up',
      await this.root.known(),
      this.settings.rpId,
      nonce,
      caller.session,
      act,
      requestHash(request),
    );
    if (instead?.credential === assertion.id) await this.verified(assertion, expected, instead);
    else await this.checkOwn(caller, assertion, expected);
  }

  private async checkOwn(caller: Caller, assertion: AssertionResponse, expected: string): Promise<void> {
    const passkey = await findPasskey(this.database, assertion.id);
    if (passkey?.person !== caller.person) throw refused();
    const counter = await this.verified(assertion, expected, passkey);
    if (!(await raiseCounter(this.database, passkey.credential, counter))) throw refused();
  }

  private async verified(assertion: AssertionResponse, expected: string, passkey: StoredPasskey): Promise<number> {
    const home = { origin: this.settings.publicOrigin, rpId: this.settings.rpId };
    const counter = await verifyAssertion(assertion, expected, passkey, home);
    if (counter === undefined) throw refused();
    return counter;
  }
}
