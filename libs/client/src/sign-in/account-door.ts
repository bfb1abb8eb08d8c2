import { Problem } from '@consilium/domain';
import type { OwnShelf } from '../shelf/own-shelf';
import type { Memory } from '../vault/memory';
import type { Opened } from '../vault/opened';
import type { Vault } from '../vault/vault';
import { AddingPasskey } from './adding-passkey';
import { KeyRenewal } from './key-renewal';
import { opensKeys } from './open-account';
import type { AssertedPasskey, CreatedPasskey, KeptPasskey, PasskeyCreation, PasskeyStep } from './passkey-steps';
import { PendingRenewal, type Renewal } from './pending-renewal';
import { seenOfPasskeys } from './confirming';
import type { PasskeysView } from './views';
import { requireUndoubted } from '../vault/doubts';

/** Adding a passkey: begin → page makes it → made → (second gesture or passphrase) → finish. */
interface AddingDoor {
  /** `seen`: of the passkeys as shown. */
  addPasskeyBegin(seen: string): Promise<PasskeyCreation>;
  addPasskeyMade(passkey: CreatedPasskey): Promise<PasskeyStep>;
  addPasskeyPrf(prf: string): Promise<void>;
  addPasskeyPassphrase(passphrase: string): Promise<void>;
  /** Asks for a gesture over exactly this change, by a passkey that is there already; after the words for none. */
  addPasskeyFinish(): Promise<void>;
}

/** New keys and recovery words: begin → words → two typed back → each passkey that stays → finish. */
interface RenewalDoor {
  /** `kept`: the passkeys at hand, which stay; every other one ends. `seen`: of the passkeys as shown. */
  newKeysBegin(kept: readonly string[], seen: string): Promise<{ words: string[]; ask: [number, number] }>;
  newKeysTyped(answers: [string, string]): Promise<KeptPasskey[]>;
  /** `passphrase`: where the passkey needs one, else "". */
  newKeysUsed(passkey: AssertedPasskey, passphrase: string): Promise<void>;
  /** Asks for a gesture over exactly this change, and sends it. */
  newKeysFinish(): Promise<void>;
  /** Sends new keys again of which nobody here knows whether they were taken (`pendingSince` of the passkeys). */
  newKeysResend(): Promise<void>;
}

/** The passkeys of somebody whose keys are open: one more, one fewer, new recovery words. */
export interface AccountDoor extends AddingDoor, RenewalDoor {
  passkeys(): Promise<PasskeysView>;
}

type Desk = () => Promise<{
  readonly memory: Memory;
  readonly shelf: OwnShelf;
  rekeyed(): Promise<void>;
}>;

const order = (): Problem => new Problem('wrong-state', 'Start again from the first step.');

function addingDoor(vault: Vault, desk: Desk): AddingDoor {
  let adding: AddingPasskey | undefined;
  const begun = (): AddingPasskey => {
    if (adding === undefined || !vault.isOpen) throw order();
    return adding;
  };
  return {
    addPasskeyBegin: async (seen) => {
      await desk();
      await requireUndoubted(vault);
      adding = await AddingPasskey.begin(vault, seen);
      return adding.creation();
    },
    addPasskeyMade: async (passkey) => begun().take(passkey),
    addPasskeyPrf: async (prf) => begun().byPrf(prf),
    addPasskeyPassphrase: async (passphrase) => begun().byPassphrase(passphrase),
    addPasskeyFinish: async () => {
      await begun().finish();
      adding = undefined;
      vault.byWords = undefined;
      vault.changed({ about: 'session' });
    },
  };
}

function renewalDoor(vault: Vault, desk: Desk): RenewalDoor {
  let renewing: KeyRenewal | undefined;
  /** The keys of what was sent, while this page is open. */
  let made: { readonly version: number; readonly keys: Opened } | undefined;
  const begun = (): KeyRenewal => {
    if (renewing === undefined || !vault.isOpen) throw order();
    return renewing;
  };
  const send = async (renewal: Renewal): Promise<void> => {
    const open = await desk();
    const pending = new PendingRenewal(vault, open.shelf);
    await pending.send(renewal);
    await pending.drop();
    if (made?.version === renewal.version) {
      vault.rekey(made.keys);
      await open.rekeyed();
    } else {
      // Nobody here has the new keys open: the passkey opens them.
      vault.renewing = 0;
      await vault.register.sync();
    }
    [renewing, made] = [undefined, undefined];
    vault.changed({ about: 'session' });
  };
  return {
    newKeysBegin: async (kept, seen) => {
      await desk();
      await requireUndoubted(vault);
      renewing = await KeyRenewal.begin(vault, kept, seen);
      return renewing.shown();
    },
    newKeysTyped: async (answers) => begun().typed(answers),
    newKeysUsed: async (passkey, passphrase) => begun().used(passkey, passphrase),
    newKeysFinish: async () => {
      const { renewal, keys } = await begun().confirmed((await desk()).memory);
      made = { version: renewal.version, keys };
      await send(renewal);
    },
    newKeysResend: async () => {
      const pending = await new PendingRenewal(vault, (await desk()).shelf).read();
      if (pending === undefined) throw order();
      await send(pending);
    },
  };
}

export function accountDoor(vault: Vault, desk: Desk): AccountDoor {
  return {
    passkeys: async () => {
      const pending = await new PendingRenewal(vault, (await desk()).shelf).read();
      await vault.register.sync();
      const account = await vault.transport.call('signIn', 'account', {});
      const now = vault.clock.now();
      const passkeys = vault.self.passkeys.map(({ credential, counts }, index) => ({
        passkey: credential,
        number: index + 1,
        opensKeys: opensKeys(account, credential),
        waitsUntil: counts > now ? counts : undefined,
      }));
      const [cameWithWords, pendingSince] = [vault.byWords !== undefined, pending?.at];
      return { passkeys, cameWithWords, pendingSince, seen: seenOfPasskeys(vault) };
    },
    ...addingDoor(vault, desk),
    ...renewalDoor(vault, desk),
  };
}
