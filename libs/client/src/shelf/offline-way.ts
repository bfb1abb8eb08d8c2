import { toB64, type Bytes } from '@consilium/bytes';
import { offlineKey, wrapOffline, type PrfResult } from '@consilium/sealing';
import type { OfflineWay } from './offline-head';

/** How the passkey that opened the keys just now opens what this device keeps for reading without a connection. */
export async function offlineWay(
  {
    accountKey,
    person,
    keyring,
  }: { readonly accountKey: Bytes; readonly person: string; readonly keyring: { readonly version: number } },
  { credential, ...prf }: PrfResult & { readonly credential: string },
): Promise<OfflineWay> {
  const key = offlineKey(accountKey, { person, version: keyring.version });
  return { credential, input: prf.input, sealed: toB64(await wrapOffline(key, credential, prf)) };
}
