import { SERVICE, type PersonId, type RegisterHead } from '@consilium/domain';
import { compareHeads, headClaim, readHead, signHead, type AppliedEntry, type Comparison } from '@consilium/ledger';
import type { Vault } from './vault';
import { freshSeconds } from '../ledgers/freshness';
import type { Log } from '../ledgers/log';

/**
 * Posts this device's own signed head: what it has verified, for the others to compare with. `seen`: receipts of what its
 * person looked at there.
 */
export async function postHead(vault: Vault, log: Log<unknown>, seen: readonly string[] = []): Promise<void> {
  const { replica } = log;
  if (replica === undefined || log.alarm !== '') return;
  const register: RegisterHead = vault.register.state.head;
  const { seq, hash } = replica.head;
  const said = {
    v: 1 as const,
    root: vault.root,
    ledger: log.ledger,
    seq,
    hash,
    register,
    state: '' as const,
    by: vault.me,
    at: vault.clock.stamp(),
  };
  const head = await signHead(said, vault.session.opened.signer);
  await vault.transport.call('ledgers', 'postHead', {
    ...{ ledger: log.ledger, head, service: log.word },
    ...(seen.length > 0 && { seen: [...seen] }),
  });
}

/** What comparing needs of the vault. */
export type Comparing = Pick<Vault, 'transport' | 'clock' | 'me' | 'person' | 'serviceKey'>;
/** Whether somebody is in the record now, by the newest entries and register this device has. */
export type IsMember = (person: PersonId) => boolean;

/** What others hold in common with this device. */
export interface Agreed {
  /** Newest entry up to which one of them holds the same history; −1 if none does. */
  readonly seq: number;
  /** When one of those who agree last said so, Unix seconds; 0 if none does. */
  readonly at: number;
}

const none: Agreed = { seq: -1, at: 0 };

/** A member's head, and the service's word on the same record that they were given last. */
interface Told {
  readonly head: string;
  readonly service: string;
}

const doubtOf = (name: string, comparison: Comparison): string =>
  `${name}’s device has verified ${comparison === 'behind' ? 'more of this record than' : 'another history of this record than'} the service shows here. Reading and writing inside go on; nothing is let out until it is cleared up. Ask ${name}, and tell your registration officer.`;

/** Catches up where somebody has verified more, and compares again. */
async function compared(log: Log<unknown>, head: Parameters<typeof compareHeads>[1]): Promise<Comparison> {
  if (log.replica === undefined) return 'behind';
  if (compareHeads(log.replica, head) === 'behind') await log.sync();
  return compareHeads(log.replica, head);
}

/** Another history; or more of it than is shown, and not because their build is newer. */
const contradicts = (log: Log<unknown>, comparison: Comparison): boolean =>
  comparison === 'fork' || (comparison === 'behind' && log.held === '');

/**
 * The service's own signed word that contradicts what it shows here ends the record: what it signed and what it shows cannot
 * both be true, and nobody else can have signed it. A word that is not its own is nothing.
 */
async function believeWord(mine: Comparing, log: Log<unknown>, word: string, beside: readonly string[]): Promise<void> {
  if (word === '' || log.alarm !== '') return;
  const said = await readHead(word, mine.serviceKey).catch(() => undefined);
  if (said?.by !== SERVICE || said.ledger !== log.ledger) return;
  const comparison = await compared(log, said);
  if (contradicts(log, comparison)) log.raise(comparison === 'fork' ? 'fork' : 'rollback', [word, ...beside]);
}

/** One round of comparing with the others. */
class Round {
  agreed = none;
  doubt = '';

  constructor(
    private readonly mine: Comparing,
    private readonly log: Log<unknown>,
    private readonly isOther: IsMember,
  ) {}

  /**
   * What one other member's head says. One that is not by whom it says, or by somebody who is no member any more, is nothing at
   * all. One that contradicts is that member's word against the service's: it ends nothing, unless the service's own
   * signature stands beside it.
   */
  async take({ head: jws, service }: Told): Promise<void> {
    const { mine, log } = this;
    const { by } = headClaim(jws).payload;
    const person = this.isOther(by) ? mine.person(by) : undefined;
    if (person === undefined || log.replica === undefined) return;
    const head = await readHead(jws, person.signing);
    const comparison = await compared(log, head);
    // What came meanwhile may be their removal.
    if (!this.isOther(by)) return;
    await believeWord(mine, log, service, [jws]);
    if (contradicts(log, comparison)) this.doubt ||= doubtOf(person.name, comparison);
    const { seq, at } = this.agreed;
    if (comparison === 'same' || comparison === 'ahead')
      this.agreed = { seq: Math.max(seq, head.seq), at: Math.max(at, head.at) };
  }
}

/**
 * Compares with the heads other members posted. What the service itself signed and does not show ends the log; a member's
 * word alone is a doubt, which stays while it stands. `hear` is given the receipts that came along.
 */
export async function crossCheck(
  mine: Comparing,
  log: Log<unknown>,
  isMember: IsMember,
  hear: (seen: readonly string[]) => void = () => undefined,
): Promise<Agreed> {
  const { heads, seen, now } = await mine.transport.call('ledgers', 'heads', { ledger: log.ledger });
  mine.clock.hear(now);
  await believeWord(mine, log, log.word, []);
  const round = new Round(mine, log, (person) => person !== mine.me && isMember(person));
  for (const told of heads) await round.take(told).catch(() => undefined);
  log.suspect(round.doubt);
  hear(seen ?? []);
  return log.alarm === '' ? round.agreed : none;
}

/** Whether everything after entry `agreed` is so new that the others have hardly had time to say they have it too. */
export function isAgreedLately(entries: readonly AppliedEntry[], agreed: number, now: number): boolean {
  if (agreed < 0) return false;
  const next = entries[agreed + 1];
  return next === undefined || now - next.entry.at <= freshSeconds;
}
