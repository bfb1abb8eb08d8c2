import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { endpoints, InputOf, SealedEntry, Wrap } from '@consilium/contracts';
import { Problem, type Books, type Passkey } from '@consilium/domain';
import { challenge } from '@consilium/ledger';
import { BOOKS } from '../ledgers/books.module';
import { LedgersService } from '../ledgers/ledgers.service';
import { statedIn } from '../ledgers/stated';
import type { Caller } from '../http/caller';
import { Clock } from '../settings/clock';
import { SETTINGS, type Settings } from '../settings/config';
import { Database, isDuplicate, type Sql } from '../storage/database';
import { Live } from '../live/live';
import { acceptPasskey, requireWholeAccount } from './account-opening';
import { OneTimeNonces } from './one-time-nonces';
import type { NewPasskey } from './passkey-ceremony';
import { RegisterRoot } from './register-root';
import { deleteSessionsOpenedBy } from './sessions.store';
import { credentialsOf, deletePasskey, insertPasskey, insertWrap, lockAccount, replaceAccount } from './sign-in.store';

type Table = (typeof endpoints)['signIn'];
type Work = (sql: Sql) => Promise<void>;

/** Passkeys and the sealed account of somebody signed in. Every change comes with its register entry, and with a gesture over both. */
@Injectable()
export class PasskeysService {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(BOOKS) private readonly books: Books,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly live: Live,
    private readonly ledgers: LedgersService,
    private readonly nonces: OneTimeNonces,
    private readonly root: RegisterRoot,
  ) {}

  begin(caller: Caller): Promise<string> {
    return this.nonces.issue({ label: 'passkey-create', subject: caller.session, act: '' });
  }

  async add(caller: Caller, input: InputOf<Table['addPasskey']>): Promise<void> {
    const passkey = await this.acceptNew(caller, input);
    requireOwnWrap(input.wrap, passkey);
    await requireStated(this.books, input, (stated) => stated.some((each) => isSame(each, passkey)));
    await this.change(caller, input.entry, async (sql) => {
      await lockAccount(sql, caller.person);
      requireRoomForOne(await credentialsOf(sql, caller.person), passkey, this.settings.limits.passkeys);
      await insertNew(sql, caller, passkey, input.wrap, this.clock.now());
    });
  }

  async remove(caller: Caller, input: InputOf<Table['removePasskey']>): Promise<void> {
    await requireStated(this.books, input, (stated) =>
      stated.every(({ credential }) => credential !== input.credential),
    );
    let ended: string[] = [];
    await this.change(caller, input.entry, async (sql) => {
      await lockAccount(sql, caller.person);
      await this.removeOne(sql, caller, input);
      ended = await deleteSessionsOpenedBy(sql, caller.person, input.credential, caller.session);
    });
    for (const session of ended) this.live.endSession(session, 'signed-out');
  }

  /** Every old wrap goes: whoever still has old words, or a copy of an old wrap, opens nothing new. */
  async replaceAccount(caller: Caller, input: InputOf<Table['replaceAccount']>): Promise<void> {
    await requireStated(this.books, input, () => true);
    await this.change(caller, input.entry, async (sql) => {
      await lockAccount(sql, caller.person);
      requireWholeAccount(input.account, await credentialsOf(sql, caller.person));
      await storeAccount(sql, caller, input.account);
    });
  }

  private async acceptNew(caller: Caller, input: InputOf<Table['addPasskey']>): Promise<NewPasskey> {
    const purpose = { label: 'passkey-create', subject: caller.session, act: '' } as const;
    if (!(await this.nonces.spend(input.nonce, purpose))) {
      throw new Problem('wrong-state', 'This step took too long. Start adding the passkey again.');
    }
    const { publicOrigin: origin, rpId } = this.settings;
    const root = await this.root.known();
    const expected = await challenge('consilium/1 passkey-create', root, rpId, input.nonce, caller.person);
    return acceptPasskey(input.passkey, expected, { origin, rpId });
  }

  private async removeOne(sql: Sql, caller: Caller, input: InputOf<Table['removePasskey']>): Promise<void> {
    const held = await credentialsOf(sql, caller.person);
    if (!held.includes(input.credential)) {
      throw new Problem('not-found', 'This passkey is removed already. Reload the list.');
    }
    if (held.length === 1) {
      throw new Problem('wrong-state', 'This is your last passkey. Add another one first, then remove this one.');
    }
    const kept = held.filter((credential) => credential !== input.credential);
    requireWholeAccount(input.account, kept);
    await deletePasskey(sql, caller.person, input.credential);
    await storeAccount(sql, caller, input.account);
  }

  /** The change and what the register says of it are written together or not at all. */
  private async change(caller: Caller, entry: SealedEntry, work: Work): Promise<void> {
    const ledger = await this.root.known();
    let isDone = false as boolean;
    const alongside: Work = async (sql) => {
      await work(sql);
      isDone = true;
    };
    await this.ledgers.append(caller, { kind: 'register', ledger, entries: [entry] }, { alongside });
    // The entry was in the register before (its answer was lost): then the change itself may still be due.
    if (!isDone) await this.database.transaction(work);
  }
}

const isSame = (stated: Passkey, { credential, cose }: NewPasskey): boolean =>
  stated.credential === credential && stated.cose === cose;

/** SHA-256 of a request without its register entry, as JSON with the keys in the order of the contracts table; b64. */
function requestHash({ entry: _, ...request }: { readonly entry: SealedEntry }): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('base64url');
}

/** The register entry sent along is the person's list of passkeys, made for exactly this request, and says what is done. */
async function requireStated(
  books: Books,
  request: { readonly entry: SealedEntry },
  says: (stated: readonly Passkey[]) => boolean,
): Promise<void> {
  const stated = await statedIn(books, request.entry, 'passkeys');
  if (says(stated.passkeys) && stated.request === requestHash(request)) return;
  throw new Problem('bad-input', 'The register entry does not fit the passkey. Reload and start again.');
}

function requireOwnWrap({ kind, credential }: Wrap, passkey: NewPasskey): void {
  if (kind !== 'recovery' && credential === passkey.credential) return;
  throw new Problem('bad-input', 'The new passkey came without a way to open the account. Start adding it again.');
}

/** An account with more ways in than a request may name could never be sealed anew: its owner would be locked out. */
function requireRoomForOne(held: readonly string[], { credential }: NewPasskey, most: number): void {
  if (held.length < most || held.includes(credential)) return;
  throw new Problem('wrong-state', 'You have as many passkeys as one person may. Remove one, then add this one.');
}

async function insertNew(sql: Sql, { person }: Caller, passkey: NewPasskey, wrap: Wrap, now: number): Promise<void> {
  try {
    await insertPasskey(sql, person, passkey, now);
    await insertWrap(sql, person, wrap);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new Problem('wrong-state', 'This passkey is added already. Reload the list.');
  }
}

async function storeAccount(
  sql: Sql,
  { person }: Caller,
  account: InputOf<Table['replaceAccount']>['account'],
): Promise<void> {
  if (await replaceAccount(sql, person, account)) return;
  throw new Problem('wrong-state', 'Another of your devices changed the account. Reload and start again.');
}
