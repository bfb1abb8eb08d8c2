import { Injectable } from '@nestjs/common';
import { Problem, SERVICE, type LedgerId } from '@consilium/domain';
import { headClaim, readHead, signHead } from '@consilium/ledger';
import type { Caller } from '../http/caller';
import { Clock } from '../settings/clock';
import { Clocks } from '../storage/clocks';
import { Database } from '../storage/database';
import { LedgersService } from './ledgers.service';
import { newestViewOf } from './reading';
import { ServiceKey } from './service-key';

interface HeadRow {
  readonly author: string;
  readonly head: string;
}

const put = `INSERT INTO heads (ledger, author, seq, at, head) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (ledger, author) DO UPDATE SET seq = EXCLUDED.seq, at = EXCLUDED.at, head = EXCLUDED.head
  WHERE heads.at <= EXCLUDED.at OR heads.seq < EXCLUDED.seq OR heads.at > $6`;

/** Seconds ahead of the clock beyond which a head that is kept gives way to any: a clock was wrong when it was signed. */
const aheadSeconds = 120;

/** Seconds after which the service's word is given again when it is asked for: it is given every minute by itself. */
const oldSeconds = 120;

/** Signed heads: what members say they have seen, and the service's minute-by-minute word on the register. */
@Injectable()
export class HeadsService {
  constructor(
    private readonly database: Database,
    private readonly ledgers: LedgersService,
    private readonly key: ServiceKey,
    private readonly clock: Clock,
    private readonly clocks: Clocks,
  ) {}

  async heads(caller: Caller, ledger: string): Promise<{ heads: string[]; service: string; now: number }> {
    const { replica } = await this.ledgers.open(caller.person, ledger);
    const rows = await this.database.rows<HeadRow>(
      `SELECT author, head FROM heads WHERE (ledger = $1 AND author <> ALL($3::text[])) OR (ledger = $2 AND author = $4)
       ORDER BY author`,
      [ledger, replica.root, [SERVICE, caller.person], SERVICE],
    );
    const heads = rows.filter(({ author }) => author !== SERVICE).map(({ head }) => head);
    const service = rows.find(({ author }) => author === SERVICE)?.head ?? '';
    return { heads, service: await this.current(service), now: this.clock.now() };
  }

  /** The service's word, given anew where the last one is old: a process that stood still for an hour has missed its minutes. */
  private async current(head: string): Promise<string> {
    const isOld = head === '' || this.clock.now() - headClaim(head).payload.at > oldSeconds;
    return isOld ? ((await this.signRegister()) ?? head) : head;
  }

  /** Stores the caller's own signed head. One that is not part of this ledger's history is refused: it belongs to another. */
  async post(caller: Caller, ledger: string, head: string): Promise<void> {
    const { replica, register } = await this.ledgers.open(caller.person, ledger);
    const claim = headClaim(head).payload;
    const person = newestViewOf(register).person(caller.person);
    if (person === undefined || claim.by !== caller.person || claim.ledger !== ledger || claim.root !== replica.root) {
      throw new Problem('bad-input', 'This head is not yours or names another record. Reload the page.');
    }
    await readHead(head, person.signing);
    if (replica.history.at(claim.seq) !== claim.hash) {
      throw new Problem(
        'wrong-state',
        'This device and the service disagree about the record. Tell your registration officer.',
        {
          reason: 'fork',
        },
      );
    }
    await this.put(ledger, caller.person, claim, head);
  }

  /** The service's word that the register stands where it stands; clients want one at most 15 minutes old. */
  async signRegister(): Promise<string | undefined> {
    const register = await this.ledgers.registerIfBegun();
    if (register === undefined || !(await this.clocks.agree())) return undefined;
    const { replica } = register;
    const at = this.clock.now();
    const { seq, hash } = replica.head;
    const ledger: LedgerId = replica.ledger;
    const head = await signHead(
      { v: 1, root: replica.root, ledger, seq, hash, register: { seq, hash }, by: SERVICE, at },
      await this.key.signer(),
    );
    await this.put(ledger, SERVICE, { seq, at }, head);
    return head;
  }

  private put(
    ledger: string,
    author: string,
    { seq, at }: { seq: number; at: number },
    head: string,
  ): Promise<unknown> {
    return this.database.run(put, [ledger, author, seq, at, head, this.clock.now() + aheadSeconds]);
  }
}
