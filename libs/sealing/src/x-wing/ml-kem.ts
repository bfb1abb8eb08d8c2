import { ml_kem768 as mlKem768 } from '@noble/post-quantum/ml-kem.js';
import { equalBytes, type Bytes } from '@consilium/bytes';
import { subtle, trusted, type Road } from './held';

export const publicLength = 1184;
export const ciphertextLength = 1088;

/** What engines have begun to have of ML-KEM (Modern Algorithms in WebCrypto) and no list of types knows yet. */
interface WithMlKem {
  importKey(
    format: 'raw-seed',
    seed: Bytes,
    algorithm: string,
    extractable: boolean,
    usages: string[],
  ): Promise<CryptoKey>;
  decapsulateBits(algorithm: string, key: CryptoKey, ciphertext: Bytes): Promise<ArrayBuffer>;
}

/** ML-KEM-768 by the engine. */
export const ownMlKem: Road = async (seed) => {
  const engine = subtle() as unknown as WithMlKem;
  const key = await engine.importKey('raw-seed', seed, 'ML-KEM-768', false, ['decapsulateBits']);
  return async (ciphertext) => new Uint8Array(await engine.decapsulateBits('ML-KEM-768', key, ciphertext));
};

/** ML-KEM-768 in JavaScript; the key is expanded once. */
export const plainMlKem: Road = (seed) => {
  const { secretKey } = mlKem768.keygen(seed);
  return Promise.resolve((ciphertext) =>
    Promise.resolve().then(() => new Uint8Array(mlKem768.decapsulate(ciphertext, secretKey))),
  );
};

/** The public key, 1184 bytes, of a seed of 64 bytes. */
export function publicOf(seed: Bytes): Bytes {
  return new Uint8Array(mlKem768.keygen(seed).publicKey);
}

/** The ciphertext and what it leads to; the same 32 bytes of randomness give the same. Throws for coefficients out of range. */
export function encapsulated(to: Bytes, randomness: Bytes): { readonly ciphertext: Bytes; readonly secret: Bytes } {
  const { cipherText, sharedSecret } = mlKem768.encapsulate(to, randomness);
  return { ciphertext: new Uint8Array(cipherText), secret: new Uint8Array(sharedSecret) };
}

/** One that was made for the key, and one that was not: the refusal (FIPS 203 section 6.3) is a secret as well. */
export async function decapsulatesAsInJavaScript(road: Road): Promise<boolean> {
  const seed = Uint8Array.from({ length: 64 }, (_, i) => i);
  const { ciphertext } = encapsulated(publicOf(seed), seed.slice(32));
  const [tried, plain] = await Promise.all([road(seed), plainMlKem(seed)]);
  for (const each of [ciphertext, ciphertext.map((byte) => byte ^ 1)]) {
    if (!equalBytes(await tried(each), await plain(each))) return false;
  }
  return true;
}

const road = trusted(ownMlKem, plainMlKem, decapsulatesAsInJavaScript);

/** Decapsulates under the key of this seed, 64 bytes. */
export const mlKem: Road = async (seed) => (await road())(seed);
