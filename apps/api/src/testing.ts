// What the testkit starts a system with: the whole application, its settings, and where its log goes.
export { openApplication, type Application, type Make } from './application';
export { readSettings, type Settings } from './platform/config';
export { log } from './platform/log';
export { Clock } from './platform/clock';
export { DataSource } from 'typeorm';
