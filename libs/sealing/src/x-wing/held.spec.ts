import { randomBytes, toB64, type Bytes } from '@consilium/bytes';
import { collectGarbage } from '@consilium/testkit';
import { watchingImports } from '@consilium/testkit/sealing';
import { CannotOpen } from '../cannot-open';
import { utf8 } from '../raw';
import { newSealingKey, openWith, sealTo, type SealingKeyPair } from '../sealing-key';
import { trusted, type Road } from './held';
import { ownMlKem, plainMlKem, decapsulatesAsInJavaScript } from './ml-kem';
import { basePoint, ownX25519, plainX25519, readsPointsAsPublished, refusingZero } from './x25519';

/** A road that gives the same bytes for everything. */
const giving =
  (bytes: Bytes): Road =>
  () =>
    Promise.resolve(() => Promise.resolve(bytes));
const missing: Road = () => Promise.reject(new Error('NotSupportedError'));

/** What the engine was asked to hold while `work` ran. */
async function importsDuring(work: () => Promise<unknown>): Promise<{ format: string; key: CryptoKey }[]> {
  const asked: { format: string; key: CryptoKey }[] = [];
  await watchingImports((format, key) => void asked.push({ format, key }), work);
  return asked;
}

describe('a road of the engine', () => {
  const [own, other] = [giving(new Uint8Array([1])), giving(new Uint8Array([2]))];

  test('is taken where the trial is good, and tried once for all', async () => {
    const tried: Road[] = [];
    const road = trusted(own, other, (each) => Promise.resolve(tried.push(each) > 0));
    expect(await Promise.all([road(), road()])).toEqual([own, own]);
    expect(await road()).toBe(own);
    expect(tried).toEqual([own]);
  });

  test('is not taken where the trial is bad or fails', async () => {
    expect(await trusted(own, other, () => Promise.resolve(false))()).toBe(other);
    expect(await trusted(own, other, () => Promise.reject(new Error('none')))()).toBe(other);
  });

  test('that gives other points than the published ones is not good enough', async () => {
    expect(await readsPointsAsPublished(giving(new Uint8Array(32)))).toBe(false);
    await expect(readsPointsAsPublished(missing)).rejects.toThrow();
    const readsTopBit: Road = async (scalar) => {
      const multiply = await plainX25519(scalar);
      return (point) => multiply((point[31] ?? 0) > 127 ? basePoint : point);
    };
    expect(await readsPointsAsPublished(readsTopBit)).toBe(false);
    const readsNoLargeOnes: Road = async (scalar) => {
      const multiply = await plainX25519(scalar);
      return async (point) => (point[30] === 0xff && point[1] === 0xff ? new Uint8Array(32) : multiply(point));
    };
    expect(await readsPointsAsPublished(readsNoLargeOnes)).toBe(false);
  });

  test('that decapsulates anything else is not good enough: a wrong secret, a refusal said aloud', async () => {
    expect(await decapsulatesAsInJavaScript(giving(new Uint8Array(32)))).toBe(false);
    await expect(decapsulatesAsInJavaScript(missing)).rejects.toThrow();
    const otherRefusals: Road = async (seed) => {
      const [good, refusing] = [await plainMlKem(seed), await plainMlKem(seed.map((byte, i) => (i > 31 ? 0 : byte)))];
      return async (ciphertext) => {
        const [secret, refused] = [await good(ciphertext), await refusing(ciphertext)];
        return toB64(secret) === toB64(refused) ? secret : (ciphertext[0] ?? 0) % 2 === 0 ? secret : refused;
      };
    };
    expect(await decapsulatesAsInJavaScript(otherRefusals)).toBe(false);
  });
});

test('a product of zero is refused, also where an engine gives it', async () => {
  const multiply = refusingZero(() => Promise.resolve(new Uint8Array(32)));
  await expect(multiply(basePoint)).rejects.toThrow(CannotOpen);
  const almost = new Uint8Array(32);
  almost[31] = 1;
  expect(await refusingZero(() => Promise.resolve(almost))(basePoint)).toBe(almost);
});

test('the engine is given secrets to hold, not to show', async () => {
  const imports = await importsDuring(() => ownX25519(randomBytes(32)));
  expect(imports.map(({ format }) => format)).toEqual(['pkcs8']);
  expect(imports.map(({ key }) => [key.extractable, key.usages])).toEqual([[false, ['deriveBits']]]);
});

test('ML-KEM is asked of the engine by its names: seed in, secret out, nothing to be read', async () => {
  const { subtle } = globalThis.crypto;
  const said: unknown[] = [];
  const [seed, ciphertext, secret] = [randomBytes(64), randomBytes(1088), randomBytes(32)];
  const play = (name: string, answer: unknown): void => {
    Reflect.set(subtle, name, (...given: unknown[]) => {
      said.push([name, ...given]);
      return Promise.resolve(answer);
    });
  };
  play('importKey', 'the key');
  play('decapsulateBits', secret.buffer);
  try {
    const decapsulate = await ownMlKem(seed);
    expect(toB64(await decapsulate(ciphertext))).toBe(toB64(secret));
  } finally {
    for (const name of ['importKey', 'decapsulateBits']) Reflect.deleteProperty(subtle, name);
  }
  expect(said).toEqual([
    ['importKey', 'raw-seed', seed, 'ML-KEM-768', false, ['decapsulateBits']],
    ['decapsulateBits', 'ML-KEM-768', 'the key', ciphertext],
  ]);
});

describe('what a pair opens with', () => {
  const info = utf8('a place');
  const sealedTo = ({ publicKey }: SealingKeyPair, count: number): Promise<Bytes[]> =>
    Promise.all(Array.from({ length: count }, () => sealTo(publicKey, utf8('a key'), info, randomBytes(64))));

  test('is made once for all blobs', async () => {
    const pair = await newSealingKey();
    const blobs = await sealedTo(pair, 5);
    const imports = await importsDuring(() => Promise.all(blobs.map((blob) => openWith(pair, blob, info))));
    expect(imports.filter(({ format }) => format === 'pkcs8')).toHaveLength(1);
  });

  test('goes with the pair: once nobody keeps the one, the other is gone', async () => {
    const held: WeakRef<CryptoKey>[] = [];
    await (async () => {
      const pair = await newSealingKey();
      const [blob = new Uint8Array()] = await sealedTo(pair, 1);
      const imports = await importsDuring(() => openWith(pair, blob, info));
      held.push(...imports.filter(({ format }) => format === 'pkcs8').map(({ key }) => new WeakRef(key)));
    })();
    expect(held).toHaveLength(1);
    for (let tries = 0; tries < 20 && held[0]?.deref() !== undefined; tries++) await collectGarbage();
    expect(held[0]?.deref()).toBeUndefined();
  });

  test('is tried again where it could not be made', async () => {
    const pair = await newSealingKey();
    const [blob = new Uint8Array()] = await sealedTo(pair, 1);
    const { subtle } = globalThis.crypto;
    subtle.importKey = () => Promise.reject(new Error('out of memory'));
    try {
      await expect(openWith(pair, blob, info)).rejects.toThrow('out of memory');
    } finally {
      Reflect.deleteProperty(subtle, 'importKey');
    }
    expect(toB64(await openWith(pair, blob, info))).toBe(toB64(utf8('a key')));
  });

  test('is nothing for a seed of another length', async () => {
    const pair = await newSealingKey();
    const [blob = new Uint8Array()] = await sealedTo(pair, 1);
    await expect(openWith({ ...pair, seed: randomBytes(33) }, blob, info)).rejects.toThrow(CannotOpen);
  });
});
