export * from './system';
export * from './output';
