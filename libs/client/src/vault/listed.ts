import type { OwnShelf } from '../shelf/own-shelf';
import { shelfOwnerOf } from './opened';
import type { Vault } from './vault';

/** Whether the register lists exactly the keys that are open here. */
export function areListed(vault: Vault): boolean {
  const { keyring, signer, sealing, person, sealedHash } = vault.session.opened;
  const listed = vault.person(person);
  return (
    listed?.kid === signer.kid &&
    listed.sealing === sealing.publicKey &&
    listed.keyring === keyring.version &&
    (listed.sealed === '' || listed.sealed === sealedHash)
  );
}

/** Whether it does not any more, since it went on from an older copy, as officers signed. */
export function isSetBack(vault: Vault): boolean {
  return vault.isOpen && vault.restores.accepted.has(vault.root) && !areListed(vault);
}

/** The keys open here are lost with what was put back: what is kept here is for those before them, which open it next. */
export async function handBack(vault: Vault, shelf: OwnShelf): Promise<void> {
  const { opened } = vault.session;
  const listed = vault.person(opened.person)?.keyring ?? 0;
  const before = opened.keyring.former.findLast(({ version }) => version <= listed);
  if (before === undefined) return;
  const { accountKey, version } = before;
  await shelf.reseal(shelfOwnerOf(opened), { person: opened.person, accountKey, version });
}
