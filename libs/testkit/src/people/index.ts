export * from './people';
export * from './clinic';
export { looking, type LookingDoor } from './looking';
export * from './passkey';
export * from './pictures';
export { looksAt } from './reading';
export * from './renewing';
export * from './mail';
