// The ways to verify behind the one that everybody takes: for the specs that hold them side by side.
export { byEngine, byLibrary } from './ed25519/strict';
export type { Verify } from './ed25519/verify';
export { requireGoodKey, verify } from './keys';
