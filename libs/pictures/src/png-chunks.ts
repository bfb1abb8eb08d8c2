import { concat } from '@consilium/bytes';
import { textAt, viewOf } from './reading';
import { malformed, truncated } from './refusals';

/** One chunk: `from` and `to` in the file, `data` without length, name and check sum. */
export interface Chunk {
  readonly name: string;
  readonly data: Uint8Array;
  readonly from: number;
  readonly to: number;
}

const mostChunks = 200_000;

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** CRC-32 as in PNG annex D. */
function checkSum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (let at = 0; at < bytes.length; at++) sum = (table[(sum ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

/** Cuts a PNG into chunks up to IEND, every check sum checked unless only its size is asked. */
export function cutPng(bytes: Uint8Array, isChecked = true): { chunks: readonly Chunk[]; end: number } {
  const view = viewOf(bytes);
  const chunks: Chunk[] = [];
  let at = 8;
  while (at < bytes.length) {
    if (at + 12 > bytes.length) throw truncated();
    const length = view.getUint32(at);
    const to = at + 12 + length;
    const name = textAt(bytes, at + 4, 4);
    if (!/^[A-Za-z]{4}$/u.test(name) || chunks.length > mostChunks) throw malformed();
    if (to > bytes.length) throw truncated();
    if (isChecked && checkSum(bytes.subarray(at + 4, to - 4)) !== view.getUint32(to - 4)) throw malformed();
    chunks.push({ name, data: bytes.subarray(at + 8, to - 4), from: at, to });
    if (name === 'IEND') return { chunks, end: to };
    at = to;
  }
  throw truncated();
}

export function writeChunk(name: string, data: Uint8Array): Uint8Array {
  const body = concat([Uint8Array.from(name, (letter) => letter.charCodeAt(0)), data]);
  const frame = new Uint8Array(8);
  viewOf(frame).setUint32(0, data.length);
  viewOf(frame).setUint32(4, checkSum(body));
  return concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
