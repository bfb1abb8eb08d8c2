import { ed25519 } from '@noble/curves/ed25519.js';
import { randomBytes, toB64 } from '@consilium/bytes';
import cases from '../../vectors/eddsa-cases.json';
import { refusedAs } from '@consilium/testkit/ledger';
import { requireGoodKey, signerFromSeed, verify } from '../keys';
import { plainly } from './plain';
import { isOfPrimeOrder } from './prime-order';
import { byEngine, byLibrary, isStrict, strictlyBy, verifyStrictly } from './strict';
import type { Verify } from './verify';

const { Point } = ed25519;
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const order8 = Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');

/** The equation with the cofactor, as some engines have it: the library's own. */
const withCofactor: Verify = (publicKey, signature, signed) =>
  Promise.resolve(ed25519.verify(signature, signed, new Uint8Array(Buffer.from(publicKey, 'base64url'))));

const numbered = cases.vectors.map((each, number) => ({ ...each, number }));

const asked = (verify: Verify, { publicKey, signature, message }: (typeof numbered)[number]): Promise<boolean> =>
  verify(toB64(bytes(publicKey)), bytes(signature), bytes(message));

test.each(numbered)(
  'case $number of "Taming the many EdDSAs" holds as the equation says, where its key is one',
  async (each) => {
    const given = [toB64(bytes(each.publicKey)), bytes(each.message), bytes(each.signature)] as const;
    if (each.key === 'small') await expect(verify(...given)).rejects.toThrow(refusedAs('small-order'));
    else expect(await verify(...given)).toBe(each.holds);
  },
);

/** What is looked at before any road is taken: keys of small order, S, and the spelling of R. */
const behindTheDoor = numbered.filter(({ number, key }) => key !== 'small' && ![9, 10].includes(number));

test.each(behindTheDoor)('case $number is judged alike by this engine and by the library', async (each) => {
  expect([await asked(byEngine, each), await asked(byLibrary, each)]).toEqual([each.holds, each.holds]);
});

test.each(numbered)('the key of case $number is taken at joining if it is of prime order', ({ publicKey, key }) => {
  const joining = (): void => {
    requireGoodKey(toB64(bytes(publicKey)));
  };
  if (key === 'prime') joining();
  else expect(joining).toThrow(refusedAs(key === 'small' ? 'small-order' : 'mixed-order'));
});

test('keys by lot, each beside the eight of its mixed orders, are told apart as the library tells them', () => {
  for (let times = 0; times < 12; times++) {
    const good = Point.fromBytes(ed25519.getPublicKey(randomBytes(32)));
    for (let turn = 0n; turn < 8n; turn++) {
      const point = good.add(order8.multiplyUnsafe(turn));
      expect(isOfPrimeOrder(new Uint8Array(point.toBytes()))).toBe(point.isTorsionFree());
    }
  }
});

test('what is no point at all is of no order', () => {
  const none = Array.from({ length: 40 }, (_, at) => new Uint8Array(32).fill(at + 2)).filter((each) => {
    try {
      Point.fromBytes(each);
      return false;
    } catch {
      return true;
    }
  });
  expect(none.length).toBeGreaterThan(5);
  for (const each of none) {
    expect(isOfPrimeOrder(each)).toBe(false);
  }
});

test('this engine and the library pass the trial, a verifier with the cofactor does not, nor one that believes all', async () => {
  expect(await isStrict(byEngine)).toBe(true);
  expect(await isStrict(plainly)).toBe(true);
  expect(await isStrict(withCofactor)).toBe(false);
  expect(await isStrict(() => Promise.resolve(true))).toBe(false);
});

/** The same signature with S + L in place of S. */
function withLargerS(signature: Uint8Array): Uint8Array<ArrayBuffer> {
  const s = BigInt(`0x${Buffer.from(signature.slice(32)).reverse().toString('hex')}`) + Point.Fn.ORDER;
  const larger = Array.from({ length: 32 }, (_, at) => Number((s >> BigInt(8 * at)) & 255n));
  return new Uint8Array([...signature.slice(0, 32), ...larger]);
}

test.each([
  ['believes all', () => Promise.resolve(true), 2],
  ['fails', () => Promise.reject(new Error('no such algorithm')), 1],
])('an engine that %s is tried once and not asked again: the library judges', async (_, engine: Verify, tries) => {
  let asks = 0;
  const verifyBy = strictlyBy((...given) => {
    asks += 1;
    return engine(...given);
  });
  const signer = await signerFromSeed(new Uint8Array(32).fill(1));
  const signed = new Uint8Array(3);
  const signature = await signer.sign(signed);
  expect(await verifyBy(signer.public, signature, signed)).toBe(true);
  expect(await verifyBy(signer.public, signature, new Uint8Array(4))).toBe(false);
  expect(await verifyBy(signer.public, withLargerS(signature), signed)).toBe(false);
  expect(asks).toBe(tries);
});

test('a signature has one spelling: an R beyond the field and a wrong length are refused before the engine', async () => {
  const signer = await signerFromSeed(new Uint8Array(32).fill(1));
  const signed = new Uint8Array(3);
  const signature = await signer.sign(signed);
  const beyond = new Uint8Array([0xed, ...new Uint8Array(30).fill(255), 0x7f, ...signature.slice(32)]);
  expect(await verifyStrictly(signer.public, signature, signed)).toBe(true);
  for (const each of [withLargerS(signature), beyond, signature.slice(0, 63)]) {
    expect(await verifyStrictly(signer.public, each, signed)).toBe(false);
  }
});
