export * from './infrastructure';
export * from './stores';
export * from './signed-put';
export * from './replicas-under-test';
export { freePort, pageOf, serveMails, startMailCatcher, type CaughtMail, type MailCatcher } from './embedded';
export * from './killable';
export * from './line';
export * from './search-stores';
export * from './push-catcher';
