/** Sealed words that cannot be shown on this device: which, why, and what to do. */
export { NotShown } from './not-shown';
export { notShown, said } from './not-shown-words';
