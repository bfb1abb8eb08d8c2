import fc from 'fast-check';
import { generateKeyPairSync, sign } from 'node:crypto';
import { toB64 } from '@consilium/bytes';
import { refusedAs } from '@consilium/testkit/ledger';
import { fromB64 } from './untrusted-bytes';
import { rawEcdsa, readCose } from './cose';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
const [xs, ys] = [[...fromB64(x)], [...fromB64(y)]];
const coordinates = [0x21, 0x58, 32, ...xs, 0x22, 0x58, 32, ...ys];
const good = [0xa5, 1, 2, 3, 0x26, 0x20, 1, ...coordinates];
const read = (bytes: readonly number[]) => readCose(toB64(Uint8Array.from(bytes)));
const malformed = refusedAs('cose');

test('a COSE key verifies what its private key signed', async () => {
  const key = await read(good);
  const data = Uint8Array.of(1, 2, 3);
  const signature = new Uint8Array(sign('sha256', data, privateKey));
  expect(await key.verify(signature, data)).toBe(true);
  expect(await key.verify(signature, Uint8Array.of(1, 2, 4))).toBe(false);
  expect(await key.verify(Uint8Array.of(0x30, 0), data)).toBe(false);
});

test.each([
  ['cut short', good.slice(0, -1)],
  ['with something after it', [...good, 0]],
  ['that is no map', [0x84, 1, 2, 3, 0x26]],
  ['that is a list of the same', [0x85, ...good.slice(1)]],
  ['that is text of the same', [0x65, ...good.slice(1)]],
  ['with a tag instead of a map', [0xc5, ...good.slice(1)]],
  ['with a coordinate that is text', [...good.slice(0, 7), 0x21, 0x78, 32, ...xs, 0x22, 0x58, 32, ...ys]],
  [
    'with a coordinate too short and one too long, a point together',
    [...good.slice(0, 7), 0x21, 0x58, 31, ...xs.slice(0, 31), 0x22, 0x58, 33, ...xs.slice(31), ...ys],
  ],
  ['with a label twice', [0xa6, 1, 2, ...good.slice(1)]],
  ['with a text label', [0xa6, 0x61, 0x61, 2, ...good.slice(1)]],
  ['with a text value', [0xa5, 1, 0x61, 0x61, ...good.slice(3)]],
  ['of indefinite length', [0xbf, ...good.slice(1), 0xff]],
  ['with an integer longer than needed', [0xa5, 1, 0x18, 2, ...good.slice(3)]],
  ['with a length longer than needed', [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x59, 0, 32, ...xs, 0x22, 0x58, 32, ...ys]],
  [
    'with a length of four bytes where one will do',
    [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x5a, 0, 0, 0, 32, ...xs, 0x22, 0x58, 32, ...ys],
  ],
  [
    'with an eight-byte length',
    [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x5b, 0, 0, 0, 0, 0, 0, 0, 32, ...xs, 0x22, 0x58, 32, ...ys],
  ],
  ['of another key type', [0xa5, 1, 1, ...good.slice(3)]],
  ['of another curve', [0xa5, 1, 2, 3, 0x26, 0x20, 2, ...coordinates]],
  ['of an unknown algorithm', [0xa5, 1, 2, 3, 0x25, 0x20, 1, ...coordinates]],
  ['without an algorithm', [0xa4, 1, 2, 0x20, 1, ...coordinates]],
  ['whose algorithm is bytes', [0xa5, 1, 2, 3, 0x41, 0x26, 0x20, 1, ...coordinates]],
  ['with a short coordinate', [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 31, ...xs.slice(1), 0x22, 0x58, 32, ...ys]],
  ['with a coordinate that is a number', [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 1, 0x22, 0x58, 32, ...ys]],
  ['that is no point of the curve', [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32, ...xs, 0x22, 0x58, 32, ...xs]],
  ['that is empty', []],
  ['with its labels in another order', [0xa5, 3, 0x26, 1, 2, 0x20, 1, ...coordinates]],
  ['with the coordinates the other way round', [...good.slice(0, 7), 0x22, 0x58, 32, ...ys, 0x21, 0x58, 32, ...xs]],
  ['with a negative label before a positive one', [0xa5, 1, 2, 0x20, 1, 3, 0x26, ...coordinates]],
  ['with a label no such key has', [0xa6, ...good.slice(1), 0x23, 1]],
])('a key %s is refused', async (_, bytes) => {
  await expect(read(bytes)).rejects.toThrow(malformed);
});

test('an Ed25519 passkey of small order or of another curve is refused', async () => {
  const point = [1, ...new Array<number>(31).fill(0)];
  const strong = [...Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex')];
  await expect(read([0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32, ...point])).rejects.toThrow(malformed);
  await expect(read([0xa4, 1, 1, 3, 0x27, 0x20, 4, 0x21, 0x58, 32, ...strong])).rejects.toThrow(malformed);
  await expect(read([0xa4, 1, 2, 3, 0x27, 0x20, 6, 0x21, 0x58, 32, ...strong])).rejects.toThrow(malformed);
  await expect(read([0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32, ...strong])).resolves.toHaveProperty('verify');
});

test('an RSA passkey of less than 2048 bits, or with zeros before its numbers, is refused', async () => {
  const rsa = (bits: number, padding: readonly number[] = [], exponent: readonly number[] = [1, 0, 1]): number[] => {
    const { n = '' } = generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ format: 'jwk' });
    const modulus = [...padding, ...fromB64(n)];
    const length = [modulus.length >> 8, modulus.length & 255];
    return [0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59, ...length, ...modulus, 0x21, 0x40 + exponent.length, ...exponent];
  };
  await expect(read(rsa(2040))).rejects.toThrow(malformed);
  await expect(read(rsa(2048))).resolves.toHaveProperty('verify');
  await expect(read([0xa4, 1, 2, ...rsa(2048).slice(3)])).rejects.toThrow(malformed);
  await expect(read(rsa(2048, [0]))).rejects.toThrow(malformed);
  await expect(read(rsa(2048, [], [0, 1, 0, 1]))).rejects.toThrow(malformed);
});

describe('a DER signature', () => {
  test('becomes r and s of 32 bytes each', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (data) => {
        const raw = sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
        const der = derOf(raw.subarray(0, 32), raw.subarray(32));
        expect(Buffer.from(rawEcdsa(Uint8Array.from(der)) ?? [])).toEqual(raw);
      }),
      { numRuns: 60 },
    );
  });

  const small = [0x30, 6, 2, 1, 1, 2, 1, 2];
  test('of small numbers is filled up with zeros', () => {
    const raw = rawEcdsa(Uint8Array.from(small)) ?? new Uint8Array();
    expect([raw[31], raw[63], raw.length]).toEqual([1, 2, 64]);
  });

  test.each([
    ['of another tag', [0x31, ...small.slice(1)]],
    ['of a wrong length', [0x30, 7, ...small.slice(2)]],
    ['with something after it', [...small, 0]],
    ['with something after s inside', [0x30, 7, 2, 1, 1, 2, 1, 2, 0]],
    ['with r of another tag', [0x30, 6, 3, 1, 1, 2, 1, 2]],
    ['with s of another tag', [0x30, 6, 2, 1, 1, 3, 1, 2]],
    ['with a negative r', [0x30, 6, 2, 1, 0x81, 2, 1, 2]],
    ['with a negative s', [0x30, 6, 2, 1, 1, 2, 1, 0x82]],
    ['with a zero too many', [0x30, 7, 2, 2, 0, 1, 2, 1, 2]],
    ['with an empty r', [0x30, 5, 2, 0, 2, 1, 2]],
    ['with r zero', [0x30, 6, 2, 1, 0, 2, 1, 2]],
    ['with r of 33 bytes', [0x30, 38, 2, 33, ...new Array<number>(33).fill(1), 2, 1, 2]],
    ['cut short', small.slice(0, 5)],
    ['whose s is longer than there is', [0x30, 6, 2, 1, 1, 2, 9, 2]],
    ['that is empty', []],
  ])('%s is refused', (_, bytes) => {
    expect(rawEcdsa(Uint8Array.from(bytes))).toBeUndefined();
  });

  function derOf(r: Uint8Array, s: Uint8Array): number[] {
    const integer = (value: Uint8Array): number[] => {
      const digits = [...value];
      while (digits.length > 1 && digits[0] === 0) digits.shift();
      if ((digits[0] ?? 0) >= 0x80) digits.unshift(0);
      return [2, digits.length, ...digits];
    };
    const both = [...integer(r), ...integer(s)];
    return [0x30, both.length, ...both];
  }
});
