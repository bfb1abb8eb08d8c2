export * from './infrastructure';
export * from './stores';
export * from './signed-put';
export * from './replicas-under-test';
export * from './line';
export * from './search-stores';
