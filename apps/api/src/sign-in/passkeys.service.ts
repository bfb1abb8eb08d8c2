import { createHash } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { endpoints, InputOf, SealedEntry, Wrap } from '@consilium/contracts';
import { newest, Problem, type Books, type Passkey, type PersonId } from '@consilium/domain';
import type { AnyReplica } from '../ledgers/any-replica';
import { challenge } from '@consilium/ledger';
import { BOOKS } from '../ledgers/books.module';
import { LedgersService } from '../ledgers/ledgers.service';
import { statedIn } from '../ledgers/stated';
import type { Caller } from '../http/caller';
import { Clock } from '../settings/clock';
import { SETTINGS, type Settings } from '../settings/config';
import { Database, isDuplicate, type Sql } from '../storage/database';
import { Live } from '../live/live';
import { acceptPasskey } from './account-opening';
import { OneTimeNonces } from './one-time-nonces';
import type { NewPasskey } from './passkey-ceremony';
import { RegisterRoot } from './register-root';
import { renewAccount } from './renewing';
import { credentialsOf, insertPasskey, insertWrap, keyringVersionOf, lockAccount } from './sign-in.store';

type Table = (typeof endpoints)['signIn'];
type Work = (sql: Sql) => Promise<void>;

/** Passkeys and the sealed account of somebody signed in. Every change comes with its register entry, and with a gesture over both. */
@Injectable()
export class PasskeysService implements OnModuleInit {
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

  /** Whoever writes new keys into the register brings the account that opens to them, or would be locked out of it. */
  onModuleInit(): void {
    this.ledgers.on('register', ['key-change'], async (sql, { author, entries }) => {
      const stored = await keyringVersionOf(sql, author);
      if (entries.every(({ body }) => body.keyring.version === stored)) return;
      throw new Problem('bad-input', 'New keys come together with the account sealed under them. Start again.');
    });
  }

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

  /**
   * One act: the register says it, and what opens to the person's former keys goes, in one transaction. Sent again after a lost
   * answer, it was done with the entry.
   */
  async renew(caller: Caller, input: InputOf<Table['renewKeys']>): Promise<void> {
    await requireAccountStated(this.books, input);
    const entry = { kind: 'register', ledger: await this.root.known(), entries: [input.entry] } as const;
    let ended: readonly string[] = [];
    await this.ledgers.append(caller, entry, {
      alongside: async (sql, { replica }) => {
        ended = await renewAccount(sql, caller, input, keptIn(replica, caller.person));
      },
    });
    for (const session of ended) this.live.endSession(session, 'signed-out');
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
  return sha256(JSON.stringify(request));
}

const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('base64url');

/** The register entry sent along says exactly these keys, and was made for exactly this request. */
async function requireAccountStated(books: Books, request: InputOf<Table['renewKeys']>): Promise<void> {
  const { account } = request;
  const stated = await statedIn(books, request.entry, 'key-change');
  const { version, hash } = stated.keyring;
  const isSealed = version === account.keyringVersion && hash === sha256(Buffer.from(account.keyring, 'base64url'));
  if (isSealed && stated.request === requestHash(request)) return;
  throw new Problem('bad-input', 'The register entry does not fit the new keys. Reload and start again.');
}

/** The passkeys that the register lists once these entries stand. */
function keptIn(replica: AnyReplica, person: PersonId): readonly string[] {
  if (replica.kind !== 'register') return [];
  return (newest(replica.state.people.get(person))?.passkeys ?? []).map(({ credential }) => credential);
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
