import { fromB64, type Bytes } from '@consilium/bytes';
import { Remembered } from '../remembered';
import { numberOf, primeOrder } from './prime-order';
import type { Verify } from './verify';

const name = 'Ed25519';
const keys = new Remembered<Promise<CryptoKey | undefined>>(4096);

/** By the engine; a key is imported once. */
export const byEngine: Verify = async (publicKey, signature, signed) => {
  const { subtle } = globalThis.crypto;
  const imported = (): Promise<CryptoKey | undefined> =>
    subtle.importKey('raw', fromB64(publicKey), name, false, ['verify']).catch(() => undefined);
  const key = await keys.of(publicKey, imported);
  return key !== undefined && subtle.verify(name, key, signature, signed);
};

/** By a library in JavaScript, fetched where the engine is none of ours. */
export const byLibrary: Verify = async (...given) => (await import('./plain')).plainly(...given);

/**
 * Two signatures under one key of mixed order (Chalkias et al., "Taming the many EdDSAs", 2020, vectors 3 and 4): under the
 * equation without cofactor the first holds and the second does not; with it, both do.
 */
const trialKey = 'zbJnzkDFzUUwb6XS8pcxRZOH2_nrkzt71a7Zp2W4jU0';
const trials = [
  {
    signed: 'm9n0T03Mdb1TG1ayzSgLC7OPwc1tEjDhSGHYYd4JLnk',
    signature: 'kEamR1BESTjeGfInu4BIXpK4P9tLZQbBYEhMAWzBhS-HkJ4UQop6HWLp8i89OteALbAusuaItsUvzWZIqYvQCQ',
    holds: true,
  },
  {
    signed: '5H1ixj-DDcemhRoLHzOuS7L1B_ts_-xAEerM1VtT9Ww',
    signature: 'FgocsNycAljNCn0j6U2PqHi8sZJfLGQkay3uF5a-1RJexryYKiabcj4GaOVAkRqaaliSHWkl5DSrEKp5QFUaCQ',
    holds: false,
  },
];

/** Whether this way to verify is by the equation without cofactor. */
export async function isStrict(verify: Verify): Promise<boolean> {
  for (const { signed, signature, holds } of trials) {
    if ((await verify(trialKey, fromB64(signature), fromB64(signed))) !== holds) return false;
  }
  return true;
}

/** Whether R is spelled as every engine spells a point, and S is below the order: there is one spelling of each signature. */
function isCanonical(signature: Bytes): boolean {
  if (signature.length !== 64) return false;
  const y = numberOf(signature.slice(0, 32)) & (2n ** 255n - 1n);
  return y < 2n ** 255n - 19n && numberOf(signature.slice(32)) < primeOrder;
}

/** Verifies by one rule: S below the order, [S]B − [k]A compared with R as bytes, no cofactor. By the engine where it is strict, tried once; else by the library. */
export function strictlyBy(engine: Verify): Verify {
  let chosen: Promise<Verify> | undefined;
  const road = (): Promise<Verify> => {
    chosen ??= isStrict(engine).then(
      (isGood) => (isGood ? engine : byLibrary),
      () => byLibrary,
    );
    return chosen;
  };
  return async (...given) => isCanonical(given[1]) && (await (await road())(...given));
}

/** The same in every engine: by this one, or by the library. */
export const verifyStrictly: Verify = strictlyBy(byEngine);
