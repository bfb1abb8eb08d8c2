import { Injectable } from '@nestjs/common';
import { endpoints, type InputOf, type OutputOf } from '@consilium/contracts';
import { Problem, SERVICE } from '@consilium/domain';
import { headClaim, readHead } from '@consilium/ledger';
import type { Caller } from '../http/caller';
import { Clock } from '../settings/clock';
import { Clocks } from '../storage/clocks';
import { Database } from '../storage/database';
import { LedgersService } from './ledgers.service';
import { ReceiptsService } from './receipts.service';
import { newestViewOf } from './reading';
import type { RegisterNow } from './replicas';
import { ServiceWord } from './service-word';

type Table = typeof endpoints.ledgers;

const notOwnWord = 'What was sent as the service’s word on this record is not. Reload the page.';

interface HeadRow {
  readonly author: string;
  readonly head: string;
  readonly service: string;
}

const put = `INSERT INTO heads (ledger, author, seq, at, head, service) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (ledger, author) DO UPDATE SET seq = EXCLUDED.seq, at = EXCLUDED.at, head = EXCLUDED.head,
    service = CASE WHEN EXCLUDED.service = '' THEN heads.service ELSE EXCLUDED.service END
  WHERE heads.at <= EXCLUDED.at OR heads.seq < EXCLUDED.seq OR heads.at > $7`;

/** Of two devices of one person the older head may come later, and be the one that brings a word: it is told all the same. */
const putWord = `UPDATE heads SET service = $3 WHERE ledger = $1 AND author = $2 AND service = ''`;

/** Seconds ahead of the clock beyond which a head that is kept gives way to any: a clock was wrong when it was signed. */
const aheadSeconds = 120;

/** Most heads of other people that are told of one ledger: of the register everybody has said something. */
const mostTold = 50;

/** Seconds after which the service's word is given again when it is asked for: it is given every minute by itself. */
const oldSeconds = 120;

/** Signed heads: what members say they have seen, and the service's minute-by-minute word on the register. */
@Injectable()
export class HeadsService {
  constructor(
    private readonly database: Database,
    private readonly ledgers: LedgersService,
    private readonly word: ServiceWord,
    private readonly receipts: ReceiptsService,
    private readonly clock: Clock,
    private readonly clocks: Clocks,
  ) {}

  async heads(caller: Caller, ledger: string): Promise<OutputOf<Table['heads']>> {
    const opened = await this.ledgers.open(caller.person, ledger);
    const { replica } = opened;
    const rows = await this.database.rows<HeadRow>(
      `(SELECT author, head, service FROM heads WHERE ledger = $1 AND author <> ALL($3::text[]) ORDER BY at DESC, author
        LIMIT ${String(mostTold)})
       UNION ALL SELECT author, head, service FROM heads WHERE ledger = $2 AND author = $4`,
      [ledger, replica.root, [SERVICE, caller.person], SERVICE],
    );
    const heads = rows.filter(({ author }) => author !== SERVICE).map(({ head, service }) => ({ head, service }));
    const service = rows.find(({ author }) => author === SERVICE)?.head ?? '';
    const seen = await this.receipts.of(caller.person, opened);
    const given = { heads, service: await this.current(service), now: this.clock.now() };
    return seen.length === 0 ? given : { ...given, seen: [...seen] };
  }

  /** The service's word, given anew where the last one is old: a process that stood still for an hour has missed its minutes. */
  private async current(head: string): Promise<string> {
    const isOld = head === '' || this.clock.now() - headClaim(head).payload.at > oldSeconds;
    return isOld ? ((await this.signRegister()) ?? head) : head;
  }

  /** Stores the caller's own signed head, and what they looked at since. One that is not part of this ledger's history is refused: it belongs to another. */
  async post(caller: Caller, { ledger, head, service, seen = [] }: InputOf<Table['postHead']>): Promise<void> {
    const opened = await this.ledgers.open(caller.person, ledger);
    const { replica, register } = opened;
    const claim = headClaim(head).payload;
    const person = newestViewOf(register).person(caller.person);
    if (person === undefined || claim.by !== caller.person || claim.ledger !== ledger || claim.root !== replica.root) {
      throw new Problem('bad-input', 'This head is not yours or names another record. Reload the page.');
    }
    await readHead(head, person.signing);
    if (service !== '') await this.requireOwnWord(service, ledger, register);
    if (replica.history.at(claim.seq) !== claim.hash) {
      throw new Problem(
        'wrong-state',
        'This device and the service disagree about the record. Tell your registration officer.',
        {
          reason: 'fork',
        },
      );
    }
    await this.put(ledger, caller.person, claim, { head, service });
    await this.receipts.post(caller.person, opened, seen);
  }

  /** What is told to others as this service's word was given by it, for this ledger: whatever it says, that is what it shows. */
  private async requireOwnWord(word: string, ledger: string, register: RegisterNow): Promise<void> {
    const said = await readHead(word, register.reader.service);
    if (said.by !== SERVICE || said.ledger !== ledger) throw new Problem('bad-input', notOwnWord);
  }

  /** The service's word that the register stands where it stands; clients want one at most 15 minutes old. */
  async signRegister(): Promise<string | undefined> {
    const register = await this.ledgers.registerIfBegun();
    if (register === undefined || !(await this.clocks.agree())) return undefined;
    const { replica } = register;
    const head = await this.word.on(replica.root, replica.ledger, replica.head, replica.head);
    await this.put(replica.ledger, SERVICE, headClaim(head).payload, { head, service: '' });
    return head;
  }

  private async put(
    ledger: string,
    author: string,
    { seq, at }: { seq: number; at: number },
    { head, service }: { readonly head: string; readonly service: string },
  ): Promise<void> {
    await this.database.run(put, [ledger, author, seq, at, head, service, this.clock.now() + aheadSeconds]);
    if (service !== '') await this.database.run(putWord, [ledger, author, service]);
  }
}
