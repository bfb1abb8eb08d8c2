export * from './endpoint';
export * from './endpoints';
export * from './live';
export * from './wire';
export * from './release';
