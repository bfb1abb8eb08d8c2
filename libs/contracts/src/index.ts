export * from './endpoint';
export * from './endpoints';
export { type ReadsAs, type StoredEntry } from './endpoints/ledgers';
export { type SecurityAct } from './endpoints/security-log';
export * from './live';
export * from './wire';
export * from './release';
