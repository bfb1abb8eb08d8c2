import { ed25519 } from '@noble/curves/ed25519.js';
import { calculateJwkThumbprint, CompactSign, compactVerify, importJWK } from 'jose';
import { toB64 } from '@consilium/bytes';
import { fromB64, utf8 } from './untrusted-bytes';
import rfc8032 from '../vectors/rfc8032.json';
import { refusedAs, somebody } from '@consilium/testkit/ledger';
import { isSmallOrder, requireGoodKey, requireSignature, signerFromSeed, signJws, thumbprint, verify } from './keys';
import { readJws } from './strict';

/** RFC 8037, appendix A. */
const rfc8037 = {
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  thumbprint: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
  signingInput: 'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc',
  signature: 'hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg',
};

test('a seed has the public key, thumbprint and signature of RFC 8037', async () => {
  const signer = await signerFromSeed(fromB64(rfc8037.d));
  expect(signer.public).toBe(rfc8037.x);
  expect(signer.kid).toBe(rfc8037.thumbprint);
  expect(toB64(await signer.sign(utf8(rfc8037.signingInput)))).toBe(rfc8037.signature);
});

test('the key that a signer signs with cannot be taken out again', async () => {
  const signs = jest.spyOn(globalThis.crypto.subtle, 'sign');
  await (await signerFromSeed(fromB64(rfc8037.d))).sign(utf8('something'));
  const [[, key] = []] = signs.mock.calls;
  signs.mockRestore();
  expect([key?.type, key?.extractable]).toEqual(['private', false]);
});

test.each(rfc8032.vectors)(
  'Ed25519 signs "$message" as in RFC 8032',
  async ({ seed, publicKey, message, signature }) => {
    const bytesOf = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
    const signer = await signerFromSeed(bytesOf(seed));
    expect(signer.public).toBe(toB64(bytesOf(publicKey)));
    expect(toB64(await signer.sign(bytesOf(message)))).toBe(toB64(bytesOf(signature)));
  },
);

test('the signature of RFC 8037 verifies over its input and over nothing else', async () => {
  const signature = fromB64(rfc8037.signature);
  expect(await verify(rfc8037.x, utf8(rfc8037.signingInput), signature)).toBe(true);
  expect(await verify(rfc8037.x, utf8(`${rfc8037.signingInput}A`), signature)).toBe(false);
  expect(await verify((await somebody(1)).signer.public, utf8(rfc8037.signingInput), signature)).toBe(false);
});

test('thumbprints agree with jose', async () => {
  for (const number of [1, 2, 3]) {
    const { signer } = await somebody(number);
    expect(await thumbprint(signer.public)).toBe(
      await calculateJwkThumbprint({ kty: 'OKP', crv: 'Ed25519', x: signer.public }),
    );
  }
});

test('jose verifies what is signed here, and what jose signs is read here', async () => {
  const { signer } = await somebody(4);
  const { jws } = await signJws('consilium-head', { v: 1 }, signer);
  const publicKey = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: signer.public }, 'Ed25519');
  const { payload, protectedHeader } = await compactVerify(jws, publicKey);
  expect(new TextDecoder().decode(payload)).toBe('{"v":1}');
  expect(protectedHeader).toEqual({ alg: 'Ed25519', kid: signer.kid, typ: 'consilium-head' });
  const d = toB64(new Uint8Array(32).fill(4));
  const privateKey = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: signer.public, d }, 'Ed25519');
  const theirs = await new CompactSign(utf8('{"v":1}'))
    .setProtectedHeader({ alg: 'Ed25519', kid: signer.kid, typ: 'consilium-head' })
    .sign(privateKey);
  expect(theirs).toBe(jws);
});

describe('public keys of small order are refused (attack 69)', () => {
  const order8 = ed25519.Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');
  const torsion = Array.from({ length: 8 }, (_, times) => order8.multiplyUnsafe(BigInt(times)).toBytes());

  test('all eight points of the torsion subgroup', () => {
    expect(new Set(torsion.map((point) => toB64(point))).size).toBe(8);
    for (const point of torsion) expect(isSmallOrder(toB64(point))).toBe(true);
  });

  test('their spellings with the other sign and beyond the field', () => {
    for (const y of ['00', '01']) {
      for (const sign of ['00', '80']) expect(isSmallOrder(hexKey(y + '00'.repeat(30) + sign))).toBe(true);
    }
    for (let low = 0xec; low <= 0xff; low++) {
      for (const sign of ['7f', 'ff'])
        expect(isSmallOrder(hexKey(low.toString(16) + 'ff'.repeat(30) + sign))).toBe(true);
    }
  });

  test('ordinary keys are not', async () => {
    for (const number of [1, 2, 3, 4, 5]) expect(isSmallOrder((await somebody(number)).signer.public)).toBe(false);
    expect(isSmallOrder(hexKey('eb' + 'ff'.repeat(30) + '7f'))).toBe(false);
    expect(isSmallOrder(hexKey('ed' + 'fe' + 'ff'.repeat(29) + '7f'))).toBe(false);
    expect(isSmallOrder(hexKey('ed' + 'ff'.repeat(30) + '7e'))).toBe(false);
  });

  test('no such key is ever taken or verified with, nor one of another length', async () => {
    const [small, short] = [hexKey('01' + '00'.repeat(31)), toB64(new Uint8Array(31).fill(7))];
    for (const [key, reason] of [
      [small, 'small-order'],
      [short, 'key'],
    ] as const) {
      expect(() => {
        requireGoodKey(key);
      }).toThrow(refusedAs(reason));
      await expect(verify(key, new Uint8Array(1), new Uint8Array(64))).rejects.toThrow(refusedAs(reason));
    }
  });

  function hexKey(hex: string): string {
    return toB64(Buffer.from(hex, 'hex'));
  }
});

test('a document passes only under the key its header names and with its signature', async () => {
  const [author, other] = await Promise.all([somebody(1), somebody(2)]);
  const any = { read: (value: unknown): unknown => value };
  const own = readJws((await signJws('consilium-head', { v: 1 }, author.signer)).jws, 'consilium-head', any);
  const forged = { ...own, signature: await other.signer.sign(utf8(own.signingInput)) };
  await expect(requireSignature(own, author.signer.public)).resolves.toBeUndefined();
  await expect(requireSignature(own, other.signer.public)).rejects.toMatchObject({ reason: 'unknown-signer' });
  await expect(requireSignature(forged, author.signer.public)).rejects.toMatchObject({ reason: 'bad-signature' });
});

test('a signature that does not match tells people what to do next', async () => {
  const { signer } = await somebody(1);
  const { jws } = await signJws('consilium-head', { v: 1 }, signer);
  const read = readJws(jws, 'consilium-head', { read: (value) => value });
  await expect(requireSignature(read, (await somebody(2)).signer.public)).rejects.toMatchObject({
    kind: 'bad-input',
    message: 'A signature does not match. Try again; if it happens again, tell your registration officer.',
    details: { reason: 'unknown-signer' },
  });
});
