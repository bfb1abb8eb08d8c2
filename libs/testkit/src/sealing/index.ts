export * from './hpke-library';
export * from './sealed-picture';
export * from './tampering';
