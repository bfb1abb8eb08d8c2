/**
 * An entry as it is stored and sent. `jws`: the skeleton, verbatim. `body`: JSON text and its 16-byte `salt`, both or
 * neither. `blobs`: bytes by their SHA-256; everything b64.
 */
export interface SealedEntry {
  readonly jws: string;
  readonly body?: string | undefined;
  readonly salt?: string | undefined;
  readonly blobs?: Readonly<Record<string, string>> | undefined;
}
