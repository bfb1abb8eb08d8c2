export * from './closing';
export * from './eventually';
export { collectGarbage } from './memory';
