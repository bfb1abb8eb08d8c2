import { Inject, Injectable } from '@nestjs/common';
import type { FirstAccount, RegistrationResponse, SealedAccount } from '@consilium/contracts';
import { Problem, type Join, type PersonId } from '@consilium/domain';
import { readCose } from '@consilium/ledger';
import { Clock } from '../settings/clock';
import { SETTINGS, type Settings } from '../settings/config';
import { isDuplicate, type Sql } from '../storage/database';
import { DeviceSessions, type OpenedSession } from './device-sessions';
import { verifyNewPasskey, type NewPasskey, type PasskeyHome } from './passkey-ceremony';
import { deleteSessionsBut } from './sessions.store';
import { deletePasskeysBut, insertAccount, insertPasskey, lockAccount, overwriteAccount } from './sign-in.store';

/** A new passkey that the ledger library can verify gestures of, too. */
export async function acceptPasskey(
  response: RegistrationResponse,
  challenge: string,
  home: PasskeyHome,
): Promise<NewPasskey> {
  const passkey = await verifyNewPasskey(response, challenge, home);
  await readCose(passkey.cose);
  return passkey;
}

/** The person's own statement must name the passkey that was just made here, and no other. */
function requireSamePasskey(join: Join, passkey: NewPasskey, rpId: string): void {
  const [stated, ...more] = join.passkeys;
  const isSame = stated?.credential === passkey.credential && stated.cose === passkey.cose && stated.rpId === rpId;
  if (!isSame || more.length > 0) {
    throw new Problem(
      'bad-input',
      'The passkey and the signed statement do not belong together. Start again from the first step.',
    );
  }
}

const refuse = (message: string): never => {
  throw new Problem('bad-input', message);
};

/** Wraps name passkeys the person holds, each once, and the recovery words open the account too. */
export function requireWholeAccount(account: SealedAccount, credentials: readonly string[]): void {
  const owned = new Set(['', ...credentials]);
  const names = account.wraps.map(({ kind, credential }) => `${kind} ${credential}`);
  if (new Set(names).size !== names.length) refuse('A way to open the account is there twice. Reload and try again.');
  if (!names.includes('recovery ')) refuse('The recovery words are missing. Write them down again and go on.');
  if (account.wraps.some(({ kind, credential }) => !owned.has(credential) || (kind === 'prf' && credential === ''))) {
    refuse('The account names a passkey it does not have. Reload and try again.');
  }
}

interface NewAccount {
  readonly person: PersonId;
  readonly account: FirstAccount;
  readonly passkey: NewPasskey;
  /** The person's own name for this device. */
  readonly device: string;
}

/** How an account begins, by invitation or as the first officer's: passkey, account and session, all in one transaction. */
@Injectable()
export class AccountOpening {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly sessions: DeviceSessions,
  ) {}

  /** The passkey just made over this challenge, which must be the one the person's own statement names. */
  async acceptPasskey(response: RegistrationResponse, challenge: string, join: Join): Promise<NewPasskey> {
    const { publicOrigin: origin, rpId } = this.settings;
    const passkey = await acceptPasskey(response, challenge, { origin, rpId });
    requireSamePasskey(join, passkey, rpId);
    return passkey;
  }

  /** Writes account, wraps, passkey and session. Throws `Problem('wrong-state')` if any of them is there already. */
  async open(sql: Sql, { device, ...made }: NewAccount): Promise<OpenedSession> {
    await this.write(sql, made);
    return this.enter(sql, { device, ...made });
  }

  /** A session for whoever sits here with the account just written. */
  enter(sql: Sql, { person, passkey, device }: Omit<NewAccount, 'account'>): Promise<OpenedSession> {
    return this.sessions.open(sql, { person, credential: passkey.credential, device });
  }

  /** The same without a session: its person is not the one who sits here. */
  async write(sql: Sql, { person, account, passkey }: Omit<NewAccount, 'device'>): Promise<void> {
    requireWholeAccount(account, [passkey.credential]);
    if (account.keyringVersion !== 1) refuse('A new account begins with the first version of its keys. Start again.');
    const now = this.clock.now();
    try {
      await insertAccount(sql, person, account, now);
      await insertPasskey(sql, person, passkey, now);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      throw new Problem('wrong-state', 'This account is there already. Sign in with your passkey.');
    }
  }

  /** Wraps and passkey belong together. */
  requireWhole(account: FirstAccount, passkey: NewPasskey): void {
    requireWholeAccount(account, [passkey.credential]);
  }

  /**
   * Other keys in the place of somebody's: nothing that opened the former ones opens, or signs in, any more. Gives the
   * sessions that ended, which are all of theirs.
   */
  async replace(sql: Sql, { person, account, passkey }: Omit<NewAccount, 'device'>): Promise<readonly string[]> {
    await lockAccount(sql, person);
    try {
      await overwriteAccount(sql, person, account);
      await deletePasskeysBut(sql, person, []);
      await insertPasskey(sql, person, passkey, this.clock.now());
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      throw new Problem('wrong-state', 'Somebody else has this passkey, or these words. Give a new link.');
    }
    return deleteSessionsBut(sql, person, [], '');
  }
}
