import type { RegisterBody } from '@consilium/domain';
import type { AppliedEntry } from '@consilium/ledger';
import type { OwnLost } from '../vault/restores';
import type { Vault } from '../vault/vault';
import { nameOf } from './person-view';
import type { LostRecordView, OwnLostView, RestoredView } from './restoring-views';

interface Words {
  readonly thread: string;
  readonly text: string;
}

/** A case as far as it says what became of lost words. */
interface OpenCase {
  readonly pending: readonly (Words & { readonly entry: string })[];
  readonly log: { readonly entries: readonly AppliedEntry[] };
  stands(entry: string): boolean;
}

/** What stands on the keys of whoever looks. */
export interface Looking {
  readonly rooms: { find(id: string): OpenCase | undefined };
  readonly shelf: { read(kind: 'message', name: string): Promise<string | undefined> };
  readonly goingOn: { lostSeen(): Promise<void> };
}

/** Words that a page closed since has not taken up yet lie on the device. */
async function unsent({ rooms, shelf }: Looking, { ledger, entry }: OwnLost): Promise<Words | undefined> {
  const pending = rooms.find(ledger)?.pending.find((each) => each.entry === entry);
  if (pending !== undefined) return pending;
  const kept = await shelf.read('message', entry).catch(() => undefined);
  return kept === undefined ? undefined : (JSON.parse(kept) as Words);
}

async function ownView(looking: Looking, root: string, lost: OwnLost): Promise<OwnLostView> {
  const { ledger, entry, at, line, isSaid } = lost;
  const common = { room: ledger === root ? '' : ledger, entry, at, line, thread: '', words: '' };
  if (looking.rooms.find(ledger)?.stands(entry) === true) return { ...common, now: 'again' };
  const words = isSaid ? await unsent(looking, lost) : undefined;
  return words === undefined
    ? { ...common, now: 'lost' }
    : { ...common, now: 'unsent', thread: words.thread, words: words.text };
}

type Said = RestoredView['said'][number];

/** Who said it and why: where another officer confirmed it, both. */
function saidBy(vault: Vault, seq: number): Pick<Said, 'by' | 'reason'> {
  const { entries } = vault.register;
  const last = entries.find(({ entry }) => entry.seq === seq);
  if (last === undefined) return { by: [], reason: '' };
  const { proposed } = last.body as Partial<RegisterBody<'confirm'>>;
  const first = entries.find(({ entry }) => entry.id === proposed) ?? last;
  const by = new Set([first, last].map(({ entry }) => nameOf(vault, entry.by)));
  return { by: [...by], reason: (first.body as RegisterBody<'restore'>).reason };
}

function saidAll(vault: Vault, { rooms }: Looking): Said[] {
  const { restored, times } = vault.register.state;
  const seqs = [...new Set(restored.map(({ seq }) => seq))].toReversed();
  const record = ({ ledger, kept, lost }: (typeof restored)[number]): LostRecordView => {
    const isRegister = ledger === vault.root;
    const entry = rooms.find(ledger)?.log.entries.find((each) => each.entry.seq === kept.seq)?.entry;
    const since = isRegister ? times[kept.seq] : entry?.at;
    return { room: isRegister ? '' : ledger, entries: lost.seq - kept.seq, since: since ?? 0 };
  };
  return seqs.map((seq) => ({
    at: times[seq] ?? 0,
    ...saidBy(vault, seq),
    records: restored.filter((each) => each.seq === seq).map(record),
  }));
}

export async function restoredView(vault: Vault, looking: Looking): Promise<RestoredView> {
  const { restores, root } = vault;
  return {
    said: saidAll(vault, looking),
    own: await Promise.all(restores.lost.map((each) => ownView(looking, root, each))),
    against: restores.standing().map((each) => restores.wordsOn(each)),
  };
}
