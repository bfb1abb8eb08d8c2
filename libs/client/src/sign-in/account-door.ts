import { Problem } from '@consilium/domain';
import type { Desk } from '../desk';
import type { Door } from '../door';
import type { Vault } from '../vault/vault';
import { AddingPasskey } from './adding-passkey';
import { NewAccountKey } from './new-account-key';
import { opensKeys } from './opened';

export type AccountDoor = Pick<
  Door,
  | 'passkeys'
  | 'addPasskeyBegin'
  | 'addPasskeyMade'
  | 'addPasskeyPrf'
  | 'addPasskeyPassphrase'
  | 'addPasskeyConfirm'
  | 'addPasskeyFinish'
  | 'newKeyBegin'
  | 'newKeyPrf'
  | 'newKeyPassphrase'
  | 'newKeyWords'
  | 'newKeyConfirm'
  | 'newKeyFinish'
>;

const order = (): Problem => new Problem('wrong-state', 'Start again from the first step.');

function addingDoor(
  vault: Vault,
  desk: () => Promise<Desk>,
): Pick<AccountDoor, Extract<keyof AccountDoor, `add${string}`>> {
  let adding: AddingPasskey | undefined;
  const begun = (): AddingPasskey => {
    if (adding === undefined || !vault.isOpen) throw order();
    return adding;
  };
  return {
    addPasskeyBegin: async () => {
      await desk();
      adding = await AddingPasskey.begin(vault);
      return adding.creation();
    },
    addPasskeyMade: async (passkey) => begun().take(passkey),
    addPasskeyPrf: async (prf) => begun().byPrf(prf),
    addPasskeyPassphrase: async (passphrase) => begun().byPassphrase(passphrase),
    addPasskeyConfirm: async () => begun().confirm(vault.isByWords),
    addPasskeyFinish: async (passkey) => {
      await begun().finish(passkey);
      adding = undefined;
      vault.isByWords = false;
      vault.changed({ about: 'session' });
    },
  };
}

function newKeyDoor(
  vault: Vault,
  desk: () => Promise<Desk>,
): Pick<AccountDoor, Extract<keyof AccountDoor, `newKey${string}`>> {
  let renewing: NewAccountKey | undefined;
  const begun = (): NewAccountKey => {
    if (renewing === undefined || !vault.isOpen) throw order();
    return renewing;
  };
  return {
    newKeyBegin: async (removed) => {
      await desk();
      renewing = await NewAccountKey.begin(vault, removed);
      return renewing.toTakeAlong();
    },
    newKeyPrf: async (passkey, prf) => begun().byPrf(passkey, prf),
    newKeyPassphrase: async (passkey, passphrase) => begun().byPassphrase(passkey, passphrase),
    newKeyWords: () => Promise.resolve(begun().shown()),
    newKeyConfirm: async (answers) => begun().confirm(answers),
    newKeyFinish: async (passkey) => {
      const { memory, shelf } = await desk();
      const before = vault.session.opened;
      vault.rekey(await begun().finish(passkey));
      renewing = undefined;
      await vault.register.sync();
      // What this device remembers was sealed under the old account key.
      await memory.save().catch(() => undefined);
      await shelf.reseal(before).catch(() => undefined);
      vault.changed({ about: 'session' });
    },
  };
}

/** The passkeys of somebody whose keys are open: one more, one fewer, new recovery words. */
export function accountDoor(vault: Vault, desk: () => Promise<Desk>): AccountDoor {
  return {
    passkeys: async () => {
      await desk();
      await vault.register.sync();
      const account = await vault.transport.call('signIn', 'account', {});
      const passkeys = vault.self.passkeys.map(({ credential }, index) => ({
        passkey: credential,
        number: index + 1,
        opensKeys: opensKeys(account, credential),
      }));
      return { passkeys, cameWithWords: vault.isByWords };
    },
    ...addingDoor(vault, desk),
    ...newKeyDoor(vault, desk),
  };
}
