export { countingPasskeys } from './counting-passkeys';
export { gestureOf } from './gesture-of';
export type * from './passkey-steps';
export type * from './views';
