export * from './acts';
export * from './people';
export * from './passkeys';
export * from './clearance';
export * from './randomising';
export * from './refused-as';
export * from './vectors';
export { readInLetter, statedBy, statedByDoctor } from '../domain/names';
