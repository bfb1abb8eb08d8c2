import { concat, type Bytes } from '@consilium/bytes';
import { readU32, u32 } from './raw';
import { CannotOpen } from './cannot-open';

const lengthBytes = 4;

/** Bytes a frame of this content needs at least. */
export const framedLength = (contentLength: number): number => lengthBytes + contentLength;

/** u32 length ‖ content ‖ zeros, `size` bytes in all. */
export function frame(content: Uint8Array, size: number): Bytes {
  return concat([u32(content.length), content, new Uint8Array(size - framedLength(content.length))]);
}

/** The content of a frame; a length beyond the frame or any non-zero padding throws `CannotOpen`. */
export function unframe(framed: Bytes): Bytes {
  const end = framedLength(readU32(framed, 0));
  if (end > framed.length) throw new CannotOpen();
  if (framed.subarray(end).some((byte) => byte !== 0)) throw new CannotOpen();
  return framed.slice(lengthBytes, end);
}
