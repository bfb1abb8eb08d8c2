export { fromB64, toB64 } from './base64url';
export { concat, equalBytes, giveBack, randomBytes, type Bytes } from './bytes';
export { lp, u32, type Part } from './framing';
export { digest, sha256 } from './sha256';
export { textOf, utf8 } from './text';
export { Unreadable, type UnreadableReason } from './unreadable';
