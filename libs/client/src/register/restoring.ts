import {
  newestView,
  Problem,
  type PersonId,
  type Proposed,
  type RecordHead,
  type RegisterBody,
} from '@consilium/domain';
import { hashFingerprint, headClaim, readHead } from '@consilium/ledger';
import { Log } from '../ledgers/log';
import { mayGoOn, partedAt } from '../ledgers/restored';
import { confirmAndWrite, seenOf } from '../vault/acts';
import { againstInRegister } from '../vault/against';
import type { Vault } from '../vault/vault';
import { nameOf } from './person-view';
import type { Answer } from './proposed';
import { restoredView, type Looking } from './restored-view';
import type { MissedView, RestoredView, RestoreView } from './restoring-views';

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
  /** The list of one's own was read on this device, and is told no more. */
  restoredSeen(): Promise<void>;
}

/** The register as it is shown now, whatever this device had of it before. */
async function shownRegister({ register, root, books, transport, clock }: Vault): Promise<Register> {
  await register.sync();
  if (!register.isPutBack) {
    register.requireWhole();
    return register;
  }
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
  readonly by: PersonId;
}

/** The newest that this device had of the register and is not shown. */
function ownMissed({ register, root, me }: Vault, shown: Register): Missed[] {
  const { replica } = shown;
  if (replica === undefined) return [];
  const missing = register.known().filter(({ seq, hash }) => replica.history.at(seq) !== hash);
  const [newest] = missing.toSorted((one, other) => other.seq - one.seq);
  const kept = register.replica === undefined ? replica.head : partedAt(register.replica.history, replica.history);
  if (newest === undefined) return [];
  return [{ ledger: root, lost: { seq: newest.seq, hash: newest.hash as Lost['lost']['hash'] }, kept, by: me }];
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
  const own = ownMissed(vault, shown);
  // What this device told comes back from the service.
  const others = (await othersMissed(vault, shown)).filter(({ by }) => by !== vault.me || own.length === 0);
  const missed = [...own, ...others].filter(({ ledger, lost }) => !known.has(`${ledger} ${lost.hash}`));
  return { shown, missed, lost: lostOf(missed, vault.root) };
}

function missedView(vault: Vault, { state }: Register, { ledger, lost, kept, by }: Missed): MissedView {
  const isRegister = ledger === vault.root;
  return {
    what: isRegister ? 'register' : 'case',
    since: isRegister ? (state.times[kept.seq] ?? 0) : 0,
    by: by === vault.me ? '' : nameOf(vault, by),
    entries: lost.seq - kept.seq,
    digits: hashFingerprint(lost.hash),
  };
}

/** Restores that wait for a second officer, in what is shown. */
function waiting({ state }: Register): readonly Proposed[] {
  return [...state.proposed.values()].filter(({ entry }) => entry.type === 'restore');
}

const restoreBody = ({ body }: Proposed): RegisterBody<'restore'> => body as RegisterBody<'restore'>;

/** What this device knows against somebody that is not shown. */
function againstMissed({ register, restores }: Vault, shown: Register): string[] {
  if (register.replica === undefined) return [];
  return againstInRegister(register.state, shown.state).map((each) => restores.wordsOn(each));
}

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

function waitingView(vault: Vault, shown: Register, proposed: Proposed): RestoreView['waiting'][number] {
  const { entry } = proposed;
  const { reason, ledgers } = restoreBody(proposed);
  return {
    ...{ proposal: entry.id, by: nameOf(vault, entry.by), isMine: entry.by === vault.me, at: entry.at, reason },
    isWhole: isCovered(vault, shown, proposed),
    lost: ledgers.map((each) => missedView(vault, shown, { ...each, by: vault.me })),
    seen: seenOfWaiting(vault, shown, proposed),
  };
}

async function restoreView(vault: Vault): Promise<RestoreView> {
  const all = await compared(vault);
  const { shown, missed, lost } = all;
  const { head, at, wentOn, mode } = shown.state;
  const kept = lost.find(({ ledger }) => ledger === vault.root)?.kept;
  return {
    isTrial: mode === 'trial',
    shown: { at, entries: head.seq + 1, digits: hashFingerprint(head.hash) },
    missed: missed.map((each) => missedView(vault, shown, each)),
    against: againstMissed(vault, shown),
    wentOn: kept !== undefined && wentOn > kept.seq,
    seen: seenNow(vault, all),
    waiting: waiting(shown).map((each) => waitingView(vault, shown, each)),
  };
}

async function propose(vault: Vault, reason: string, seen: string): Promise<void> {
  const all = await compared(vault);
  if (all.lost.length === 0) throw new Problem('wrong-state', nothingLost);
  const body = { ledgers: [...all.lost], reason };
  const shows = (): string => seenNow(vault, all);
  await confirmAndWrite(vault.reading(all.shown), { type: 'restore', body, seen, shows });
}

async function answer(vault: Vault, type: Answer, proposal: string, seen: string): Promise<void> {
  const shown = await shownRegister(vault);
  const found = waiting(shown).find(({ entry }) => entry.id === proposal);
  if (found === undefined) throw new Problem('wrong-state', gone);
  if (type === 'confirm' && !isCovered(vault, shown, found)) throw new Problem('wrong-state', more);
  const body = { proposed: found.entry.id, bodyHash: found.entry.bodyHash };
  const shows = (): string => seenOfWaiting(vault, shown, found);
  await confirmAndWrite(vault.reading(shown), { type, body, seen, shows });
}

/** `ready` opens what stands on the keys, as far as the register lets it. */
export function restoringDoor(vault: Vault, ready: () => Promise<Looking>): RestoringDoor {
  /** Afterwards this device looks whether it may go on. */
  const writes = async (act: () => Promise<void>): Promise<void> => {
    await ready();
    await act();
    await vault.register.sync();
  };
  return {
    restoreView: async () => {
      await ready();
      return restoreView(vault);
    },
    proposeRestore: (reason, seen) => writes(() => propose(vault, reason, seen)),
    confirmRestore: (proposal, seen) => writes(() => answer(vault, 'confirm', proposal, seen)),
    declineRestore: (proposal, seen) => writes(() => answer(vault, 'decline', proposal, seen)),
    restored: async () => restoredView(vault, await ready()),
    restoredSeen: async () => {
      await (await ready()).goingOn.lostSeen();
      vault.changed({ about: 'register' });
    },
  };
}
