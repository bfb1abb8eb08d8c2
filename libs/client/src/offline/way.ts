import { toB64 } from '@consilium/bytes';
import { offlineKey, wrapOffline, type PrfResult } from '@consilium/sealing';
import type { Opened } from '../vault/opened';
import type { OfflineWay } from './head';

/** How the passkey that opened the keys just now opens what this device keeps for reading without a connection. */
export async function offlineWay(
  { accountKey, person, keyring }: Opened,
  { credential, ...prf }: PrfResult & { readonly credential: string },
): Promise<OfflineWay> {
  const key = offlineKey(accountKey, { person, version: keyring.version });
  return { credential, input: prf.input, sealed: toB64(await wrapOffline(key, credential, prf)) };
}
