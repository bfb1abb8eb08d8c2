export * from './engine-keys';
export * from './hpke-library';
export * from './sealed-picture';
export * from './tampering';
