export type { AssertedPasskey, PasskeyAssertion } from './passkey-steps';
export { emptyChallenge, prfResult } from './prf';
