// What the testkit starts a system with: the whole application, its settings, and where its log goes.
export { openApplication, type Application, type Make } from './application';
export { readSettings, type Settings } from './settings/config';
export { log } from './telemetry/log';
export { Clock } from './settings/clock';
export { DataSource } from 'typeorm';
