/** Sealed words that cannot be shown on this device: which, why, and what to do. */
export { NotShown } from './not-shown';
export { said } from './not-shown-words';
