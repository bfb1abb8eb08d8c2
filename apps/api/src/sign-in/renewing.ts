import type { endpoints, InputOf, SealedAccount } from '@consilium/contracts';
import { Problem } from '@consilium/domain';
import type { Caller } from '../http/caller';
import type { Sql } from '../storage/database';
import { requireWholeAccount } from './account-opening';
import { deleteSessionsBut } from './sessions.store';
import { deletePasskeysBut, lockAccount, replaceAccount, replaceRemembered } from './sign-in.store';

/** Each passkey that stays opens the new keys in one way, and only these: a passkey without a wrap has ended. */
function requireEachWrapped({ wraps, keyringVersion }: SealedAccount, kept: readonly string[]): void {
  const opening = wraps.map(({ credential }) => credential).filter((credential) => credential !== '');
  const isEach = opening.length === kept.length && kept.every((credential) => opening.includes(credential));
  if (isEach && wraps.every(({ version }) => version === keyringVersion)) return;
  throw new Problem('bad-input', 'The account does not open with exactly the passkeys that stay. Start again.');
}

/**
 * Puts the new keys in the place of the old ones, with everything that belongs to them. Gives the sessions that ended: of
 * passkeys that are gone and of the old recovery words, but for the one that asks.
 */
export async function renewAccount(
  sql: Sql,
  { person, session }: Caller,
  { account, remembered }: InputOf<(typeof endpoints)['signIn']['renewKeys']>,
  kept: readonly string[],
): Promise<readonly string[]> {
  await lockAccount(sql, person);
  requireWholeAccount(account, kept);
  requireEachWrapped(account, kept);
  const isNewer = (await replaceAccount(sql, person, account)) && (await replaceRemembered(sql, person, remembered));
  if (!isNewer)
    throw new Problem('wrong-state', 'Another of your devices changed the account. Reload and start again.');
  await deletePasskeysBut(sql, person, kept);
  return deleteSessionsBut(sql, person, kept, session);
}
