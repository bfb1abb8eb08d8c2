export * from './endpoint';
export * from './endpoints';
export { type ReadsAs, type StoredEntry } from './endpoints/ledgers';
export { type SecurityAct } from './endpoints/security-log';
export { type HandedOver, type QuietHours, type TellingChoices } from './endpoints/telling';
export { jsonSchemaOf } from './json-schema';
export * from './live';
export * from './wire';
export * from './release';
