export * from './sealed-picture';
export * from './tampering';
