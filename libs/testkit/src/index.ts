export * from './closing';
export * from './eventually';
