import { createHmac } from 'node:crypto';
import { argon2id } from '@noble/hashes/argon2.js';
import { concat, randomBytes, toB64 } from '@consilium/bytes';
import { hkdf } from './hkdf';
import { fromB64, textOf, u32, utf8 } from './raw';
import hpke from '../vectors/hpke-xwing.json';
import published from '../vectors/published.json';
import { openGcm, sealGcm } from './aes-gcm';
import { sealRecord, openRecord, streamKey } from './picture-stream/record';
import { entropyOf, wordsOf } from './recovery-words';
import { baseMode } from './x-wing/base-mode';
import { decapsulating } from './x-wing/x-wing';

const hex = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'hex'));
const asHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('HKDF gives the output of RFC 5869', () => {
  const { ikm, salt, info, okm } = published.rfc5869;
  expect(asHex(hkdf(hex(ikm), hex(info), { salt: hex(salt), length: 42 }))).toBe(okm);
});

test.each(published.gcm.vectors)(
  'AES-256-GCM seals to $sealed and opens it',
  async ({ key, nonce, plaintext, aad, sealed }) => {
    const blob = await sealGcm(hex(key), hex(plaintext), hex(aad), hex(nonce));
    expect(asHex(blob)).toBe(nonce + sealed);
    expect(asHex(await openGcm(hex(key), blob, hex(aad)))).toBe(plaintext);
  },
);

test('Argon2id gives the tag of RFC 9106', () => {
  const { memoryKiB, passes, lanes, password, salt, secret, associated, tag } = published.rfc9106;
  const cost = { m: memoryKiB, t: passes, p: lanes, dkLen: 32, key: hex(secret), personalization: hex(associated) };
  expect(asHex(argon2id(hex(password), hex(salt), cost))).toBe(tag);
});

test.each(published.bip39.vectors)('BIP-39 words of $entropy are the published ones', ({ entropy, words }) => {
  expect(wordsOf(hex(entropy)).join(' ')).toBe(words);
  expect(asHex(entropyOf(words))).toBe(entropy);
});

test.each(published.rfc8188.vectors)('records are those of RFC 8188 ($records.length of them)', async (vector) => {
  const sealed = fromB64(vector.sealed);
  const stream = await streamKey(fromB64(vector.key), sealed.subarray(0, 16));
  let at = 21 + vector.keyIdLength;
  let text = '';
  for (const [index, { dataLength, paddingLength }] of vector.records.entries()) {
    const slot = {
      index,
      dataStart: text.length,
      dataLength,
      paddingLength,
      isLast: index === vector.records.length - 1,
    };
    const record = sealed.subarray(at, (at += dataLength + paddingLength + 17));
    const data = await openRecord(stream, slot, record);
    const inner = new Uint8Array(dataLength + 1 + paddingLength);
    inner.set(data);
    expect(toB64(await sealRecord(stream, slot, inner))).toBe(toB64(record));
    text += textOf(data);
  }
  expect(at).toBe(sealed.length);
  expect(text).toBe(published.rfc8188.plaintext);
});

/** RFC 9180 section 5.1, written out from the text: HKDF-SHA256, base mode, empty psk. */
function keySchedule(
  sharedSecret: Uint8Array,
  info: Uint8Array,
  aeadId: number,
): { key: Uint8Array; nonce: Uint8Array } {
  const suiteId = concat([utf8('HPKE'), new Uint8Array([0x64, 0x7a, 0, 1, 0, aeadId])]);
  const extract = (salt: Uint8Array, label: string, ikm: Uint8Array): Uint8Array =>
    createHmac('sha256', salt.length === 0 ? new Uint8Array(32) : salt)
      .update(concat([utf8('HPKE-v1'), suiteId, utf8(label), ikm]))
      .digest();
  const expand = (secret: Uint8Array, label: string, context: Uint8Array, length: number): Uint8Array => {
    const labelled = concat([u32(length).subarray(2), utf8('HPKE-v1'), suiteId, utf8(label), context]);
    return createHmac('sha256', secret)
      .update(concat([labelled, new Uint8Array([1])]))
      .digest()
      .subarray(0, length);
  };
  const none = new Uint8Array(0);
  const context = concat([new Uint8Array(1), extract(none, 'psk_id_hash', none), extract(none, 'info_hash', info)]);
  const secret = extract(sharedSecret, 'secret', none);
  return { key: expand(secret, 'key', context, 32), nonce: expand(secret, 'base_nonce', context, 12) };
}

test('HPKE with X-Wing reaches the published shared secret, key and nonce', async () => {
  const shared = await (await decapsulating(hex(hpke.skRm)))(hex(hpke.enc));
  expect(asHex(shared)).toBe(hpke.shared_secret);
  const { key, nonce } = keySchedule(shared, hex(hpke.info), 3);
  expect({ key: asHex(key), nonce: asHex(nonce) }).toEqual({ key: hpke.key, nonce: hpke.base_nonce });
});

test.each([0, 1, 300, 5000])('the key schedule is the one written here from RFC 9180, info of %d bytes', (length) => {
  const [shared, info] = [randomBytes(32), randomBytes(length)];
  const { key, nonce } = keySchedule(shared, info, 2);
  const own = baseMode(shared, info);
  expect({ key: asHex(own.key), nonce: asHex(own.nonce) }).toEqual({ key: asHex(key), nonce: asHex(nonce) });
});
