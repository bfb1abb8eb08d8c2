export * from './infrastructure';
export * from './stores';
export * from './signed-put';
export * from './replicas-under-test';
export { freePort } from './embedded';
export * from './killable';
export * from './line';
export * from './search-stores';
