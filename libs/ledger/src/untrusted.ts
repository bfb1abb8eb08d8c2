import { Problem } from '@consilium/domain';
import type { SealedEntry } from './sealed-entry';

/** In what way signed bytes are not what the protocol says. */
export type MalformedReason =
  | 'spelling'
  | 'segments'
  | 'header'
  | 'utf8'
  | 'json'
  | 'shape'
  | 'small-order'
  | 'mixed-order'
  | 'key'
  | 'body-hash'
  | 'body'
  | 'type'
  | 'blob'
  | 'cose';

/** Signed bytes that have another spelling, shape or hash than the protocol's. Nothing in them is to be believed. */
export class Malformed extends Problem {
  constructor(readonly reason: MalformedReason) {
    super('bad-input', 'A signed record is malformed. Reload; if it happens again, tell your registration officer.', {
      reason,
    });
  }
}

/** What a signature or gesture was found not to be. */
export type BadSignatureReason =
  | 'bad-signature'
  | 'unknown-signer'
  | 'gesture-passkey'
  | 'gesture-data'
  | 'gesture-type'
  | 'gesture-challenge'
  | 'gesture-origin'
  | 'gesture-cross-origin'
  | 'gesture-rp'
  | 'gesture-presence'
  | 'gesture-verification'
  | 'gesture-signature';

/** Well-formed, but not signed by whom it says, or not for what it is used for. */
export class BadSignature extends Problem {
  constructor(readonly reason: BadSignatureReason) {
    super('bad-input', 'A signature does not match. Try again; if it happens again, tell your registration officer.', {
      reason,
    });
  }
}

/**
 * An entry that this build cannot read or judge and that nothing speaks against: another format than the one it knows, or
 * signed by its author under rules that the register has activated and this build does not know. What comes before `seq`
 * stands. To be waited with, never to be alarmed about: the next build reads it.
 */
export class Newer extends Problem {
  constructor(
    readonly seq: number,
    readonly what: 'format' | 'rules',
  ) {
    super('unavailable', 'A newer version of Consilium is needed to read this. Reload.', { seq, newer: what });
  }
}

/**
 * An entry that a ledger must not contain. The replica it was offered to is unchanged. `code` is the rule books' word or
 * one of the ledger's own (`MalformedReason`, `BadSignatureReason`, `id-used`, `wrong-tree`, `wrong-register`,
 * `wrong-room-head`, `body-withheld`, `blob-withheld`, `register-overlooked`); `evidence` is the entry as it came, for the saved file.
 */
export class Refused extends Problem {
  constructor(
    readonly seq: number,
    readonly code: string,
    message: string,
    readonly evidence: SealedEntry,
  ) {
    super('not-allowed', message, { code, seq });
  }
}
