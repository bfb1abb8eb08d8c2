import type { RegisterBody } from '@consilium/domain';
import { keysFingerprint } from '@consilium/ledger';
import { announced, keyNewsOf, nameOf, writtenAt, type AnnouncedView, type KeyNewsView } from '../register';
import type { OwnShelf } from '../shelf/own-shelf';
import type { Memory } from '../vault/memory';
import type { Vault } from '../vault/vault';
import type { RegrantView } from '../vault/regrant-view';
import type { OwnNewsView } from './views';

/** What concerns this person's own account and was not asked for: told on every device until it was seen there. */
export interface OwnNewsDoor {
  ownNews(): Promise<OwnNewsView>;
  /** What `ownNews` tells of this person's number was seen on this device. */
  ownClaimsSeen(at: number): Promise<void>;
  /** What `ownNews` tells of keys was seen on this device. */
  ownNewsSeen(): Promise<void>;
  /** Digits of the keys open here, for whoever compares them. */
  ownDigits(): Promise<string>;
  /** Every change of this person's passkeys and keys since they joined, newest first. */
  ownKeyHistory(): Promise<KeyNewsView[]>;
  /** What takes effect for everybody unless an officer stops it, and is announced before: soonest first. */
  announced(): Promise<AnnouncedView[]>;
  /** Why the register is read-only here, for whoever is to check it: signed records and ciphertext only. */
  registerEvidence(): Promise<Blob>;
  /** Forgets the list of records that does not open, and remembers from now on. */
  beginMemoryAnew(): Promise<void>;
}

/** On a device that has not shown them yet, changes older than this are left to the history (seconds). */
const newsSeconds = 30 * 86_400;

/** Name of the newest change seen here, on this person's shelf. */
const seenName = 'own keys';
/** Name of the newest claim on their number seen here. */
const claimsName = 'own number';

type Desk = () => Promise<{
  readonly memory: Memory;
  readonly shelf: OwnShelf;
  regrantView(): Promise<RegrantView | undefined>;
}>;

const evidenceOf = ({ register }: Vault): Blob =>
  new Blob([JSON.stringify(register.kept ?? {}, null, 2)], { type: 'application/json' });

/** Stays until it is confirmed or declined: whoever still has their keys is the one who can say that they did not ask. */
const replacing = (vault: Vault): OwnNewsView['replacing'] => {
  const { register, books, clock, me } = vault;
  return [...register.state.proposed.values()]
    .filter(
      (each) =>
        each.entry.type === 'key-replacement' &&
        (each.body as RegisterBody<'key-replacement'>).person === me &&
        books.register.fallen(register.state, each, clock.now()) === undefined,
    )
    .map(({ entry: { by, at } }) => ({ by: nameOf(vault, by), at }));
};

const ofRecords = (vault: Vault) => {
  const { register, restores } = vault;
  const { alarm, isPutBack } = register;
  return { ...{ alarm, isPutBack }, lost: restores.lost.length, replacing: replacing(vault) };
};

/** News is kept as seen by each device for itself: whoever gets into one cannot keep it from the others. */
export function ownNewsDoor(vault: Vault, desk: Desk): OwnNewsDoor {
  const all = () => keyNewsOf(vault, vault.me);
  const shown = ({ seq, what }: ReturnType<typeof all>[number]): KeyNewsView => ({ what, at: writtenAt(vault, seq) });
  return {
    ownNews: async () => {
      const open = await desk();
      const { memory, shelf } = open;
      const seen = Number((await shelf.read('seen', seenName)) ?? -1);
      const since = vault.clock.now() - newsSeconds;
      const keys = all()
        .filter(({ seq }) => seq > seen && writtenAt(vault, seq) > since)
        .map(shown);
      const told = Number((await shelf.read('seen', claimsName)) ?? 0);
      // What the service tells, it may keep to itself: it is told where it is.
      const { claims } = await vault.transport.call('register', 'claims', {}).catch(() => ({ claims: [] }));
      const regrant = await open.regrantView();
      const claimed = claims.filter((at) => at > told);
      return { ...ofRecords(vault), memoryLost: memory.isLost, keys, claims: claimed, regrant };
    },
    ownNewsSeen: async () => {
      const { shelf } = await desk();
      const newest = all().at(-1);
      if (newest !== undefined) await shelf.keep('seen', seenName, String(newest.seq));
      vault.changed({ about: 'register' });
    },
    ownClaimsSeen: async (at) => {
      const { shelf } = await desk();
      await shelf.keep('seen', claimsName, String(at));
      vault.changed({ about: 'register' });
    },
    ownDigits: async () => {
      await desk();
      return keysFingerprint(vault.author.signer.kid);
    },
    ownKeyHistory: async () => {
      await desk();
      await vault.register.sync();
      return all().map(shown).toReversed();
    },
    announced: async () => {
      await desk();
      return announced(vault);
    },
    registerEvidence: () => desk().then(() => evidenceOf(vault)),
    beginMemoryAnew: async () => {
      await (await desk()).memory.beginAnew();
      vault.changed({ about: 'register' });
    },
  };
}
