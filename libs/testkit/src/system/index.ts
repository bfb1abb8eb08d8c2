export * from './system';
export * from './output';
export * from './clock';
export * from './backup';
