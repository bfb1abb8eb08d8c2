/** In what way a value is not what bytes, or text, can be made of. */
export type UnreadableReason = 'spelling' | 'utf8' | 'u32';

/** Not canonical base64url, not UTF-8, or not a 32-bit integer. Who reads for somebody says so in words of their own. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';

  constructor(readonly reason: UnreadableReason) {
    super(`Unreadable: ${reason}`);
  }
}
