export * from './people';
export * from './clinic';
export * from './passkey';
export * from './pictures';
