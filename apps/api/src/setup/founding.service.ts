import { Inject, Injectable } from '@nestjs/common';
import type { endpoints, InputOf, OutputOf } from '@consilium/contracts';
import { Problem, type Books, type PersonId } from '@consilium/domain';
import { readEntry, readHead, readJoin } from '@consilium/ledger';
import { BOOKS } from '../ledgers/books.module';
import { LedgersService } from '../ledgers/ledgers.service';
import { Clock } from '../settings/clock';
import { SETTINGS, siteOf, type Settings } from '../settings/config';
import { Database, isDuplicate } from '../storage/database';
import { AccountOpening, requireWholeAccount } from '../sign-in/account-opening';
import type { OpenedSession } from '../sign-in/device-sessions';
import { FirstEntry, otherBeginning } from './first-entry';
import { FoundersStore, type Agreed, type Founder } from './founders.store';
import { SetupCode } from './setup-code';
import { SetupService } from './setup.service';

type Table = (typeof endpoints)['setup'];

/** Seconds for which a founder waits for the others. */
const longestWait = 3600;
const mostFounders = 5;

const gone = (): Problem =>
  new Problem(
    'wrong-state',
    'The set-up was begun anew, or waited for longer than an hour. Start again from the code.',
  );

const alone = (): Problem =>
  new Problem('wrong-state', 'A register for real use begins with two officers. Wait for the second one.');

/** Every founder agreed, and all to the same first entry. */
function agreedOn(founders: readonly Founder[]): Agreed | undefined {
  const [first, ...others] = founders.map(({ agreed }) => agreed);
  return others.every((agreed) => agreed?.root === first?.root) ? first : undefined;
}

/**
 * A register for real use begins with two officers or more, each at a device of their own: each says who they are, the first
 * one signs the register's first entry over all of them, each other one agrees to exactly that, and then it begins.
 */
@Injectable()
export class FoundingService {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(BOOKS) private readonly books: Books,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ledgers: LedgersService,
    private readonly accounts: AccountOpening,
    private readonly setup: SetupService,
    private readonly code: SetupCode,
    private readonly first: FirstEntry,
    private readonly store: FoundersStore,
  ) {}

  async offer(input: InputOf<Table['offer']>): Promise<void> {
    await this.code.require(input.code);
    if (this.settings.registerMode !== 'production') throw otherBeginning();
    const here = await this.list();
    if (here.length >= mostFounders) {
      throw new Problem('wrong-state', 'Five officers are here already, which is the most. Begin the register.');
    }
    if (here.some(({ agreed }) => agreed !== undefined)) {
      throw new Problem('wrong-state', 'The others have begun already. Let them end it, or start the set-up again.');
    }
    const { passkey } = await this.setup.accept(input, input.join);
    const founder = { person: input.person as PersonId, join: input.join, passkey, device: input.device };
    try {
      await this.store.add({ ...founder, agreed: undefined }, this.clock.now());
    } catch (error) {
      if (isDuplicate(error)) throw gone();
      throw error;
    }
  }

  async founders(code: string): Promise<OutputOf<Table['founders']>> {
    await this.code.require(code);
    const founders = await this.list();
    const entry = founders.find(({ agreed }) => agreed !== undefined)?.agreed?.entry;
    return {
      founders: founders.map(({ person, join, agreed }) => ({ person, join, agreed: agreed !== undefined })),
      ...(entry === undefined ? {} : { entry }),
    };
  }

  /** Everybody begins anew: nothing of them is kept. */
  async startAgain(code: string): Promise<void> {
    await this.code.require(code);
    await this.store.forget(this.database);
  }

  /** The register begins with the last founder who agrees; undefined while others have not. */
  async agree(input: InputOf<Table['agree']>): Promise<OpenedSession | undefined> {
    await this.code.require(input.code);
    const person = input.person as PersonId;
    const { skeleton, hash: root } = await readEntry(this.books.register, input.entry);
    const { officers } = await this.first.read(input.entry);
    const { account, entry } = input;
    const founders = await this.database.transaction(async (sql) => {
      const here = await this.store.lock(sql, this.clock.now() - longestWait);
      const own = here.find((founder) => founder.person === person);
      if (own === undefined) throw gone();
      if (
        here
          .map(({ join }) => join)
          .toSorted()
          .join() !== [...officers].sort().join()
      )
        throw gone();
      if (here.length < 2) throw alone();
      await this.requireOwnWord(own, root, input.head);
      requireWholeAccount(account, [own.passkey.credential]);
      await this.store.setAgreed(sql, person, { entry, root, account });
      return here.map((founder) => (founder === own ? { ...own, agreed: { entry, root, account } } : founder));
    });
    return agreedOn(founders) === undefined ? undefined : this.begin(founders, skeleton.by, entry, person);
  }

  /** Nobody agrees for another founder: each signs the beginning with the key in their own statement. */
  private async requireOwnWord(own: Founder, root: string, signed: string): Promise<void> {
    const { join } = await readJoin(own.join, siteOf(this.settings));
    const head = await readHead(signed, join.signing);
    if (head.by === own.person && head.ledger === root && head.seq === 0 && head.hash === root) return;
    throw otherBeginning();
  }

  /** The register, and every founder's account; a session for the one who sits here. */
  private begin(
    founders: readonly Founder[],
    author: PersonId,
    entry: Agreed['entry'],
    here: PersonId,
  ): Promise<OpenedSession> {
    return this.ledgers.begin(author, entry, async (sql) => {
      for (const { person, passkey, agreed } of founders) {
        if (agreed === undefined) throw gone();
        await this.accounts.write(sql, { person, passkey, account: agreed.account });
      }
      await this.store.forget(sql);
      const own = founders.find(({ person }) => person === here);
      if (own === undefined) throw gone();
      return this.accounts.enter(sql, own);
    });
  }

  private list(): Promise<Founder[]> {
    return this.store.list(this.clock.now() - longestWait);
  }
}
