export type * from './passkey-steps';
export type * from './views';
