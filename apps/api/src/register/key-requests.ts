import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { endpoints, InputOf, OutputOf } from '@consilium/contracts';
import {
  newest,
  Problem,
  standingStatement,
  type Join,
  type Person,
  type PersonId,
  type RegisterBody,
} from '@consilium/domain';
import { joinHash, readJoin } from '@consilium/ledger';
import type { Accepted } from '../ledgers/accepted';
import { LedgersService } from '../ledgers/ledgers.service';
import { Standings, type Stood } from '../ledgers/standings';
import { Live } from '../live/live';
import { Clock } from '../settings/clock';
import { SETTINGS, siteOf, type Settings } from '../settings/config';
import { Database, type Sql } from '../storage/database';
import { AccountOpening } from '../sign-in/account-opening';
import { invitationIsOver } from './invitations';
import { InvitationsStore } from './invitations.store';
import { JoinProof } from './join-proof';
import { KeyRequestsStore } from './key-requests.store';

type Table = (typeof endpoints)['register'];
type KeysFinish = InputOf<Table['keysFinish']>;
type Replacement = RegisterBody<'key-replacement'>;
type Grown = Pick<Accepted<'register', never>, 'replica' | 'afterwards'>;

/** Somebody who lost every passkey and the recovery words: they come with other keys by a link, and two officers confirm them. */
@Injectable()
export class KeyRequests implements OnModuleInit {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ledgers: LedgersService,
    private readonly live: Live,
    private readonly standings: Standings,
    private readonly accounts: AccountOpening,
    private readonly links: InvitationsStore,
    private readonly proof: JoinProof,
    private readonly store: KeyRequestsStore,
  ) {}

  /** Whoever confirms other keys gives the account that opens to them, or their person would be locked out of it. */
  onModuleInit(): void {
    this.ledgers.on('register', ['key-replacement'], async (sql, { replica, entries, afterwards }) => {
      for (const { body } of entries) await this.replace(sql, { replica, afterwards }, body);
    });
    this.ledgers.on('register', ['confirm'], async (sql, { replica, before, entries, afterwards }) => {
      for (const { body } of entries) {
        const proposed = before?.state.proposed.get(body.proposed);
        if (proposed?.entry.type === 'key-replacement') {
          await this.replace(sql, { replica, afterwards }, proposed.body as Replacement);
        }
      }
    });
  }

  /** Uses the link up. Nothing else changes: whoever it is about signs in as before until two officers have confirmed it. */
  async finish(input: KeysFinish): Promise<void> {
    const { open, join, passkey } = await this.proof.require(input);
    const stood = await this.standings.now();
    const known = open.person === join.person ? stood.person(join.person) : undefined;
    if (known === undefined) throw invitationIsOver();
    requireSameStatement(known, join, input.account.keyringVersion);
    this.accounts.requireWhole(input.account, passkey);
    const { person } = join;
    await this.database.transaction(async (sql) => {
      const now = this.clock.now();
      const { invitation, proof, account } = input;
      if ((await this.links.take(sql, invitation, now)) === undefined) throw invitationIsOver();
      await this.store.add(sql, { invitation, person, join: input.join, proof, account, passkey, at: now });
    });
    this.live.waiting(stood.officers());
  }

  async list(stood: Stood): Promise<OutputOf<Table['requests']>['replacements']> {
    const waiting = await this.store.list();
    return waiting
      .filter(({ person }) => stood.person(person) !== undefined)
      .map(({ invitation, person, join, proof, account, at }) => ({
        ...{ invitation, person, join, proof, at },
        keyring: account.keyringVersion,
      }));
  }

  /** Drops exactly this one of theirs. False: there is none. */
  async refuse(person: PersonId, statement: string): Promise<boolean> {
    for (const { invitation, join } of await this.store.of(person)) {
      if ((await joinHash(join)) === statement) return this.store.drop(invitation);
    }
    return false;
  }

  /** Where the register has these keys now: the account that opens with them comes in the place of the former one. */
  private async replace(
    sql: Sql,
    { replica, afterwards }: Grown,
    { person, join, keyring }: Replacement,
  ): Promise<void> {
    const now = newest(replica.state.people.get(person));
    const { join: offered } = await readJoin(join, siteOf(this.settings));
    // One officer's word alone changes nothing yet.
    if (now?.keyring !== keyring || now.signing !== offered.signing) return;
    const came = await this.store.take(sql, person, join);
    // One of another version would lock its person out: they changed their keys since they came with these.
    if (came?.account.keyringVersion !== keyring) {
      throw new Problem('wrong-state', 'These keys came without an account that opens with them. Give a new link.');
    }
    const ended = await this.accounts.replace(sql, { person, ...came });
    // Before it is committed, whoever hears that their session is over would find that it is not.
    afterwards(() => {
      for (const session of ended) this.live.endSession(session, 'signed-out');
    });
  }
}

function requireSameStatement(known: Person, join: Join, keyring: number): void {
  if (JSON.stringify(join.states) !== JSON.stringify(standingStatement(known))) {
    throw new Problem('wrong-state', 'The register says something else of you since. Open the link again.');
  }
  if (keyring === known.keyring + 1) return;
  throw new Problem('wrong-state', 'Your keys were changed since you opened this link. Open it again.');
}
