import { Problem } from '@consilium/domain';
import type { OwnShelf } from '../shelf/own-shelf';
import type { Memory } from '../vault/memory';
import type { Vault } from '../vault/vault';
import { AddingPasskey } from './adding-passkey';
import { NewAccountKey } from './new-account-key';
import { opensKeys } from './open-account';
import type { CreatedPasskey, KeptPasskey, PasskeyCreation, PasskeyStep } from './passkey-steps';
import { seenOfPasskeys } from './confirming';
import type { PasskeysView } from './views';

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

/** New account key and recovery words: begin → each passkey at hand → words → two typed back → finish. */
interface NewKeyDoor {
  /** `removed`: the passkey that goes, "" for new recovery words alone. `seen`: of the passkeys as shown. Gives those that stay. */
  newKeyBegin(removed: string, seen: string): Promise<KeptPasskey[]>;
  newKeyPrf(passkey: string, prf: string): Promise<void>;
  newKeyPassphrase(passkey: string, passphrase: string): Promise<void>;
  newKeyWords(): Promise<{ words: string[]; ask: [number, number] }>;
  newKeyTyped(answers: [string, string]): Promise<void>;
  /** Asks for a gesture over exactly this change. */
  newKeyFinish(): Promise<void>;
}

/** The passkeys of somebody whose keys are open: one more, one fewer, new recovery words. */
export interface AccountDoor extends AddingDoor, NewKeyDoor {
  passkeys(): Promise<PasskeysView>;
}

type Desk = () => Promise<{ readonly memory: Memory; readonly shelf: OwnShelf }>;

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

function newKeyDoor(vault: Vault, desk: Desk): NewKeyDoor {
  let renewing: NewAccountKey | undefined;
  const begun = (): NewAccountKey => {
    if (renewing === undefined || !vault.isOpen) throw order();
    return renewing;
  };
  return {
    newKeyBegin: async (removed, seen) => {
      await desk();
      renewing = await NewAccountKey.begin(vault, removed, seen);
      return renewing.toTakeAlong();
    },
    newKeyPrf: async (passkey, prf) => begun().byPrf(passkey, prf),
    newKeyPassphrase: async (passkey, passphrase) => begun().byPassphrase(passkey, passphrase),
    newKeyWords: () => Promise.resolve(begun().shown()),
    newKeyTyped: async (answers) => begun().typed(answers),
    newKeyFinish: async () => {
      const { memory, shelf } = await desk();
      const before = vault.session.opened;
      vault.rekey(await begun().finish());
      renewing = undefined;
      await vault.register.sync();
      // What this device remembers was sealed under the old account key.
      await memory.save().catch(() => undefined);
      await shelf.reseal(before).catch(() => undefined);
      vault.changed({ about: 'session' });
    },
  };
}

export function accountDoor(vault: Vault, desk: Desk): AccountDoor {
  return {
    passkeys: async () => {
      await desk();
      await vault.register.sync();
      const account = await vault.transport.call('signIn', 'account', {});
      const now = vault.clock.now();
      const passkeys = vault.self.passkeys.map(({ credential, counts }, index) => ({
        passkey: credential,
        number: index + 1,
        opensKeys: opensKeys(account, credential),
        waitsUntil: counts > now ? counts : undefined,
      }));
      return { passkeys, cameWithWords: vault.byWords !== undefined, seen: seenOfPasskeys(vault) };
    },
    ...addingDoor(vault, desk),
    ...newKeyDoor(vault, desk),
  };
}
