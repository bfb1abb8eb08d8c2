export * from './views';
export * from './door';
