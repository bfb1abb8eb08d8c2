import { concat, equalBytes, randomBytes, toB64, type Bytes } from '@consilium/bytes';
import { fill, hpkeLibrary } from '@consilium/testkit/sealing';
import consilium from '../../vectors/consilium-1.json';
import published from '../../vectors/xwing.json';
import { CannotOpen, orCannotOpen } from '../cannot-open';
import { fromB64, utf8 } from '../raw';
import { sealTo, smallOrderU } from '../sealing-key';
import { decapsulatesAsInJavaScript, ownMlKem, plainMlKem } from './ml-kem';
import { ownX25519, plainX25519, readsPointsAsPublished } from './x25519';
import { decapsulating, encapsulate, openingWith, publicOf, type Halves } from './x-wing';

const hex = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'hex'));

const inJavaScript: Halves = { mlKem: plainMlKem, x25519: plainX25519 };
const pointsByTheEngine: Halves = { mlKem: plainMlKem, x25519: ownX25519 };
const allByTheEngine: Halves = { mlKem: ownMlKem, x25519: ownX25519 };

/** Node 20 has X25519 and no ML-KEM, Node 24 and Chromium have both: `test/web/native-keys.spec.ts` is the same in Chromium. */
const hasMlKem = 'decapsulateBits' in globalThis.crypto.subtle;
const roads: [string, Halves][] = [
  ['in JavaScript', inJavaScript],
  ['with X25519 by the engine', pointsByTheEngine],
  ...(hasMlKem ? [['by the engine', allByTheEngine] as [string, Halves]] : []),
];

const info = utf8('a place');

describe('this engine', () => {
  test('has X25519, and reads points as RFC 7748 does; so does the road in JavaScript', async () => {
    expect(await readsPointsAsPublished(ownX25519)).toBe(true);
    expect(await readsPointsAsPublished(plainX25519)).toBe(true);
  });

  test('has no ML-KEM, or one that decapsulates as JavaScript does', async () => {
    if (hasMlKem) expect(await decapsulatesAsInJavaScript(ownMlKem)).toBe(true);
    else await expect(decapsulatesAsInJavaScript(ownMlKem)).rejects.toThrow();
    expect(await decapsulatesAsInJavaScript(plainMlKem)).toBe(true);
  });
});

describe.each(roads)('X-Wing %s', (_, by) => {
  test.each(published.vectors)('key $seed has the published encapsulation and shared secret', async (vector) => {
    const decapsulate = await decapsulating(hex(vector.seed), by);
    expect(Buffer.from(await decapsulate(hex(vector.ct))).toString('hex')).toBe(vector.ss);
    const { enc, secret } = await encapsulate(hex(vector.pk), hex(vector.eseed), by);
    expect(Buffer.from(enc).toString('hex')).toBe(vector.ct);
    expect(Buffer.from(secret).toString('hex')).toBe(vector.ss);
  });

  test.each(consilium.grants)('the vector with clearance "$place.clearance" opens', async (grant) => {
    const open = await openingWith(fromB64(grant.sealingSeed), by);
    expect(toB64(await open(fromB64(grant.blob), fromB64(grant.info)))).toBe(grant.key);
  });

  test('opens what the published library seals, by lot, and one key opens many at once', async () => {
    const seed = randomBytes(32);
    const open = await openingWith(seed, by);
    const to = await hpkeLibrary.publicOf(seed);
    const texts = Array.from({ length: 12 }, () => randomBytes(32));
    const blobs = await Promise.all(texts.map((text) => hpkeLibrary.seal(to, text, info, randomBytes(64))));
    const opened = await Promise.all(blobs.map((blob) => open(blob, info)));
    expect(opened.map(toB64)).toEqual(texts.map(toB64));
  });

  test('gives the shared secret the published library gives, whatever the encapsulation', async () => {
    const seed = randomBytes(32);
    const decapsulate = await decapsulating(seed, by);
    const { enc } = await encapsulate(await publicOf(seed), randomBytes(64), by);
    const changed = [0, 500, 1087, 1088, 1119].map((at) => enc.map((byte, i) => (i === at ? byte ^ 2 : byte)));
    for (const each of [enc, ...changed, ...spelledOtherwise(enc)]) {
      expect(toB64(await decapsulate(each))).toBe(toB64(await hpkeLibrary.decapsulate(seed, each)));
    }
  });

  test('refuses every point of small order, as the published library does', async () => {
    const seed = randomBytes(32);
    const open = await openingWith(seed, by);
    const blob = await hpkeLibrary.seal(await hpkeLibrary.publicOf(seed), randomBytes(32), info, randomBytes(64));
    for (const point of smallOrderU.map(fromB64).flatMap((u) => [u, withTopBit(u)])) {
      const spoilt = concat([blob.subarray(0, 1088), point, blob.subarray(1120)]);
      await expect(orCannotOpen(() => open(spoilt, info))).rejects.toThrow(CannotOpen);
      await expect(decapsulating(seed, by).then((gives) => gives(spoilt.slice(0, 1120)))).rejects.toThrow();
      await expect(hpkeLibrary.decapsulate(seed, spoilt.subarray(0, 1120))).rejects.toThrow();
    }
  });

  test('refuses an encapsulation of another length', async () => {
    const decapsulate = await decapsulating(randomBytes(32), by);
    for (const length of [0, 1, 1087, 1088, 1119, 1121]) {
      await expect(decapsulate(fill(9, length))).rejects.toThrow(CannotOpen);
    }
  });

  test('seals to no key whose point is of small order', async () => {
    const mlKemHalf = (await publicOf(randomBytes(32))).subarray(0, 1184);
    for (const point of smallOrderU.map(fromB64)) {
      await expect(encapsulate(concat([mlKemHalf, point]), randomBytes(64), by)).rejects.toThrow();
    }
  });
});

function withTopBit(u: Uint8Array): Bytes {
  return new Uint8Array(u.map((byte, i) => (i === 31 ? byte | 0x80 : byte)));
}

/** Encapsulations with points that are read as others: with the top bit, and 2 to 18 with p added. */
function spelledOtherwise(enc: Bytes): Bytes[] {
  const beyond = Array.from({ length: 17 }, (_, i) => concat([fill(0xef + i, 1), fill(0xff, 30), fill(0x7f, 1)]));
  const points = [withTopBit(enc.subarray(1088)), ...beyond.filter((u) => (u[0] ?? 0) >= 0xef)];
  return points.map((point) => concat([enc.subarray(0, 1088), point]));
}

test('what is sealed here is what the published library seals of the same randomness', async () => {
  for (let i = 0; i < 8; i++) {
    const [to, text, randomness] = [await publicOf(randomBytes(32)), randomBytes(32), randomBytes(64)];
    const sealed = await sealTo(toB64(to), text, info, randomness);
    expect(equalBytes(sealed, await hpkeLibrary.seal(to, text, info, randomness))).toBe(true);
  }
});

test('a public key is the one the published library makes of the seed', async () => {
  for (let i = 0; i < 8; i++) {
    const seed = randomBytes(32);
    expect(toB64(await publicOf(seed))).toBe(toB64(await hpkeLibrary.publicOf(seed)));
  }
});
