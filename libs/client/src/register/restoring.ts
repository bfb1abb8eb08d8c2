import { newestView, Problem, type Proposed, type RecordHead, type RegisterBody } from '@consilium/domain';
import { hashFingerprint, headClaim, readHead } from '@consilium/ledger';
import { Log } from '../ledgers/log';
import { mayGoOn, partedAt } from '../ledgers/restored';
import { confirmAndWrite, seenOf } from '../vault/acts';
import type { Vault } from '../vault/vault';
import { nameOf } from './person-view';
import type { MissedView, RestoredView, RestoreView } from './views';

type Lost = RegisterBody<'restore'>['ledgers'][number];
type Register = Vault['register'];

/** What an officer says was lost after a backup was put back, and what everybody is told of it. */
export interface RestoringDoor {
  /** What is shown, what this device had, and what others say they had; read anew. */
  restoreView(): Promise<RestoreView>;
  /** Says that all of it was lost. Asks for a gesture; another officer confirms it. */
  proposeRestore(reason: string, seen: string): Promise<void>;
  /** Another officer's: refused where this device had more than it says. */
  confirmRestore(proposal: string, seen: string): Promise<void>;
  declineRestore(proposal: string, seen: string): Promise<void>;
  /** What officers said was lost, newest first, and what of this person's own was. */
  restored(): Promise<RestoredView>;
}

/** The register as it is shown now, whatever this device had of it before. */
async function shownRegister({ root, books, transport, clock }: Vault): Promise<Register> {
  const log: Register = new Log('register', root, books.register, {
    ...{ transport, clock, changed: () => undefined },
    judging: () => Promise.resolve({ expectRoot: root }),
  });
  await log.sync();
  log.requireWhole();
  return log;
}

/** What somebody had of a record: who says so, and where it parts from what is shown. */
interface Missed {
  readonly ledger: Lost['ledger'];
  readonly lost: Lost['lost'];
  readonly kept: RecordHead;
  readonly by: string;
}

/** What this device had of the register and is not shown. */
function ownMissed({ register, root, me }: Vault, shown: Register): Missed[] {
  const { replica } = shown;
  if (replica === undefined) return [];
  const heads = register.known().filter(({ seq, hash }) => replica.history.at(seq) !== hash);
  const kept = register.replica === undefined ? replica.head : partedAt(register.replica.history, replica.history);
  return heads.map(({ seq, hash }) => ({
    ledger: root,
    lost: { seq, hash: hash as Lost['lost']['hash'] },
    kept,
    by: me,
  }));
}

/** What others say, as far as it is theirs: nothing else of it is the service's to make up. */
async function othersMissed(vault: Vault, shown: Register): Promise<Missed[]> {
  const view = newestView(shown.state);
  const { missed } = await vault.transport.call('ledgers', 'missed', {});
  const all = await Promise.all(
    missed.map(async ({ ledger, head, kept }): Promise<Missed[]> => {
      const by = view.person(headClaim(head).payload.by);
      const said = by && (await readHead(head, by.signing).catch(() => undefined));
      if (said === undefined || said.ledger !== ledger) return [];
      return [{ ledger: said.ledger, lost: { seq: said.seq, hash: said.hash }, kept: kept as RecordHead, by: said.by }];
    }),
  );
  return all.flat();
}

/** Of each record the newest that anybody had, and the oldest entry where it parts from what is shown; the register first. */
function lostOf(missed: readonly Missed[], root: string): Lost[] {
  const found = new Map<string, Lost>();
  for (const { ledger, lost, kept } of missed) {
    const known = found.get(ledger);
    found.set(ledger, {
      ledger,
      kept: known !== undefined && known.kept.seq < kept.seq ? known.kept : kept,
      lost: known !== undefined && known.lost.seq >= lost.seq ? known.lost : lost,
    });
  }
  return [...found.values()].sort((one, other) => Number(other.ledger === root) - Number(one.ledger === root));
}

interface Compared {
  readonly shown: Register;
  readonly missed: readonly Missed[];
  readonly lost: readonly Lost[];
}

async function compared(vault: Vault): Promise<Compared> {
  const shown = await shownRegister(vault);
  const known = new Set(shown.state.restored.map(({ ledger, lost }) => `${ledger} ${lost.hash}`));
  const all = [...ownMissed(vault, shown), ...(await othersMissed(vault, shown))];
  const missed = all.filter(({ ledger, lost }) => !known.has(`${ledger} ${lost.hash}`));
  return { shown, missed, lost: lostOf(missed, vault.root) };
}

function missedView(vault: Vault, { ledger, lost, kept, by }: Missed): MissedView {
  return {
    what: ledger === vault.root ? 'register' : 'case',
    by: by === vault.me ? '' : nameOf(vault, by as never),
    entries: lost.seq - kept.seq,
    digits: hashFingerprint(lost.hash),
  };
}

/** Restores that wait for a second officer, in what is shown. */
function waiting({ state }: Register): readonly Proposed[] {
  return [...state.proposed.values()].filter(({ entry }) => entry.type === 'restore');
}

const restoreBody = ({ body }: Proposed): RegisterBody<'restore'> => body as RegisterBody<'restore'>;

/** Whether this device had nothing of the register that came after what is said to be lost. */
function isCovered({ register, root }: Vault, shown: Register, proposed: Proposed): boolean {
  const said = restoreBody(proposed).ledgers.find(({ ledger }) => ledger === root);
  const { replica } = shown;
  if (said === undefined || replica === undefined) return true;
  const known = { heads: register.known(), history: register.replica?.history };
  return mayGoOn({ seq: 0, ...said }, known, replica.history);
}

const seenNow = (vault: Vault, { shown, lost }: Compared): string =>
  JSON.stringify([seenOf(vault.reading(shown), 'restore', {}), lost]);
const seenOfWaiting = (vault: Vault, shown: Register, { entry }: Proposed): string =>
  seenOf(vault.reading(shown), 'confirm', { proposed: entry.id });

const more =
  'This device had more of the register than this says was lost. Drop it, and begin again from here, so that nothing newer is forgotten.';
const nothingLost = 'Nothing is missing here, so there is nothing to accept. Reload the page.';
const gone = 'This does not wait for a second officer any more. Reload the page.';

/** `ready` opens what stands on the keys, as far as the register lets it. */
export function restoringDoor(vault: Vault, ready: () => Promise<unknown>): RestoringDoor {
  const begin = async (): Promise<void> => {
    await ready().catch(() => undefined);
    if (!vault.isOpen) await ready();
  };
  const found = async (proposal: string) => {
    const shown = await shownRegister(vault);
    const proposed = waiting(shown).find(({ entry }) => entry.id === proposal);
    if (proposed === undefined) throw new Problem('wrong-state', gone);
    return { shown, proposed };
  };
  const answer = async (type: 'confirm' | 'decline', proposal: string, seen: string): Promise<void> => {
    await begin();
    const { shown, proposed } = await found(proposal);
    if (type === 'confirm' && !isCovered(vault, shown, proposed)) throw new Problem('wrong-state', more);
    const body = { proposed: proposed.entry.id, bodyHash: proposed.entry.bodyHash };
    const shows = (): string => seenOfWaiting(vault, shown, proposed);
    await confirmAndWrite(vault.reading(shown), { type, body, seen, shows });
    await vault.register.sync();
  };
  return {
    restoreView: async () => {
      await begin();
      const all = await compared(vault);
      const { shown, missed } = all;
      const { head, at, wentOn, mode } = shown.state;
      const kept = all.lost.find(({ ledger }) => ledger === vault.root)?.kept;
      return {
        isTrial: mode === 'trial',
        shown: { at, entries: head.seq + 1, digits: hashFingerprint(head.hash) },
        missed: missed.map((each) => missedView(vault, each)),
        wentOn: kept !== undefined && wentOn > kept.seq,
        seen: seenNow(vault, all),
        waiting: waiting(shown).map((each) => ({
          proposal: each.entry.id,
          by: nameOf(vault, each.entry.by),
          isMine: each.entry.by === vault.me,
          at: each.entry.at,
          reason: restoreBody(each).reason,
          isWhole: isCovered(vault, shown, each),
          lost: restoreBody(each).ledgers.map((one) => missedView(vault, { ...one, by: vault.me })),
          seen: seenOfWaiting(vault, shown, each),
        })),
      };
    },
    proposeRestore: async (reason, seen) => {
      await begin();
      const all = await compared(vault);
      if (all.lost.length === 0) throw new Problem('wrong-state', nothingLost);
      const body = { ledgers: [...all.lost], reason };
      const shows = (): string => seenNow(vault, all);
      await confirmAndWrite(vault.reading(all.shown), { type: 'restore', body, seen, shows });
      await vault.register.sync();
    },
    confirmRestore: (proposal, seen) => answer('confirm', proposal, seen),
    declineRestore: (proposal, seen) => answer('decline', proposal, seen),
    restored: async () => {
      await ready();
      const { register, restores } = vault;
      const { restored } = register.state;
      const said = [...new Set(restored.map(({ seq }) => seq))].toReversed().map((seq) => ({
        at: register.state.times[seq] ?? 0,
        register: restored.some((each) => each.seq === seq && each.ledger === vault.root),
        cases: restored.filter((each) => each.seq === seq && each.ledger !== vault.root).length,
      }));
      return {
        said,
        own: restores.lost.map(({ ledger, entry, at, line, isSaid }) => ({
          ...{ room: ledger === vault.root ? '' : ledger, entry, at, line, isSaid },
        })),
        against: restores.standing().map((each) => restores.wordsOn(each)),
      };
    },
  };
}
