import { CannotOpen } from '../cannot-open';
import { padme } from '../padme';

/**
 * How a picture object is laid out; all numbers follow from the plaintext length L alone, which the signed `picture` entry states.
 *
 * Object = header ‖ record 0 ‖ record 1 ‖ … (RFC 8188, aes128gcm).
 *  - Header, 21 bytes: salt16 ‖ record size u32 = 262144 ‖ keyid length u8 = 0.
 *  - A record is 262144 bytes (the last one shorter): AES-128-GCM of (data ‖ delimiter ‖ zeros), of which 1 byte is the
 *    delimiter and 16 the tag, so that a record carries 262127 bytes of data and padding together.
 *  - Delimiter: 0x02 in the last record, 0x01 in all others.
 *  - P = Padmé(L). There are n = max(1, ceil(P / 262127)) records. Record i covers positions 262127·i up to
 *    min(262127·(i+1), P); positions below L are data, the others padding. So all padding stands at the end: records full
 *    of data come first, then at most one of data, delimiter and zeros, then records of a delimiter and zeros only.
 *  - Sealed length = 21 + P + 17·n.
 *  - Parts: part 0 = header and records 0–31, part k = records 32·k to 32·k+31; the last part is shorter.
 */
export const headerLength = 21;
export const recordLength = 262144;
export const recordOverhead = 17;
export const recordCapacity = recordLength - recordOverhead;
export const recordsPerPart = 32;

/** What one record holds: where its data starts in the plaintext, how much of it is data, how much padding. */
export interface RecordSlot {
  readonly index: number;
  readonly dataStart: number;
  readonly dataLength: number;
  readonly paddingLength: number;
  readonly isLast: boolean;
}

/** Half-open range of bytes of the sealed object. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

export function recordCount(plainLength: number): number {
  return Math.max(1, Math.ceil(padme(plainLength) / recordCapacity));
}

export function partCount(plainLength: number): number {
  return Math.ceil(recordCount(plainLength) / recordsPerPart);
}

/** Length of the sealed object, bytes. */
export function sealedSize(plainLength: number): number {
  return headerLength + padme(plainLength) + recordOverhead * recordCount(plainLength);
}

/** Where record `index` starts in the sealed object; the end of the object for the first index beyond. */
export function recordStart(plainLength: number, index: number): number {
  return Math.min(headerLength + recordLength * index, sealedSize(plainLength));
}

/** Throws `CannotOpen` for a record the object does not have. */
export function recordSlot(plainLength: number, index: number): RecordSlot {
  const count = recordCount(plainLength);
  if (!Number.isInteger(index) || index < 0 || index >= count) throw new CannotOpen();
  const dataStart = Math.min(recordCapacity * index, plainLength);
  const dataLength = Math.min(recordCapacity, plainLength - dataStart);
  const covered = Math.min(recordCapacity, padme(plainLength) - recordCapacity * index);
  return { index, dataStart, dataLength, paddingLength: covered - dataLength, isLast: index === count - 1 };
}

/** The bytes of the sealed object that part `index` is. Throws `CannotOpen` for a part the object does not have. */
export function partRange(plainLength: number, index: number): ByteRange {
  if (!Number.isInteger(index) || index < 0 || index >= partCount(plainLength)) throw new CannotOpen();
  const first = index * recordsPerPart;
  const from = index === 0 ? 0 : recordStart(plainLength, first);
  return { from, to: recordStart(plainLength, first + recordsPerPart) };
}
