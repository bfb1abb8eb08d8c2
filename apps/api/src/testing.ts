// What the testkit starts a system with: the whole application, its settings, and where its log goes.
export { openApplication, type Application, type Make } from './application';
export { readSettings, type Settings } from './settings/config';
export { log } from './telemetry/log';
export { Clock } from './settings/clock';
export { DataSource } from 'typeorm';
// What the server asks of entries beyond the rule books, and how it shows them: for a server without a database.
export * from './ledgers/gates';
export { grow, type AnyReplica } from './ledgers/any-replica';
export { claimOf } from './ledgers/claims';
export { readerOf, shownTo } from './ledgers/reading';
export type { RegisterNow } from './ledgers/replicas';
