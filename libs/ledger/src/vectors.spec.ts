import { createHash, createPublicKey, verify as verifyWithNode } from 'node:crypto';
import { registerRules } from '@consilium/domain';
import published from '../vectors/consilium-1.json';
import { makeVectors, refusedAs } from '@consilium/testkit/ledger';
import { advance } from './advance';
import { readReceipt } from './documents';

const b64 = (data: Buffer): string => data.toString('base64url');

/** `lp` written a second time, so that the vectors do not only agree with the code that made them. */
function lp(...parts: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(Buffer.byteLength(part));
      return [length, Buffer.from(part)];
    }),
  );
}
const sha256 = (data: Buffer): string => b64(createHash('sha256').update(data).digest());
const signingInput = (jws: string): string => jws.slice(0, jws.lastIndexOf('.'));

test('the published vectors are what the library makes', async () => {
  expect(JSON.parse(JSON.stringify(await makeVectors()))).toEqual(published);
});

test('the published register is accepted and ends where it says', async () => {
  const { replica } = await advance(registerRules, undefined, published.register.entries, {});
  expect([...replica.history]).toEqual(published.register.hashes);
  expect(replica.root).toBe(published.register.ledger);
});

test('hashes follow from the text of the protocol alone', () => {
  for (const [kind, { entries, hashes, ledger }] of [
    ['register', published.register],
    ['room', published.room],
  ] as const) {
    expect(ledger).toBe(hashes[0]);
    for (const [index, { jws, body, salt }] of entries.entries()) {
      expect(sha256(lp('consilium/1 entry', jws))).toBe(hashes[index]);
      const skeleton = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as Record<
        string,
        string
      >;
      const parts = [`consilium-${kind}`, skeleton['type'] ?? '', Buffer.from(salt, 'base64url'), body];
      expect(skeleton['bodyHash']).toBe(sha256(lp('consilium/1 body', ...parts)));
    }
  }
  expect(sha256(lp('consilium/1 clearance', signingInput(published.clearance.jws)))).toBe(published.clearance.hash);
});

test('the tree of two entries follows from RFC 6962', () => {
  const leaf = (hash = ''): Buffer =>
    createHash('sha256')
      .update(Buffer.concat([Buffer.of(0), Buffer.from(hash, 'base64url')]))
      .digest();
  const [first, second] = published.register.hashes;
  expect(sha256(Buffer.concat([Buffer.of(1), leaf(first), leaf(second)]))).toBe(published.register.tree);
});

test('the receipt is read under its author’s key, and of everything that is spelled wrongly beside it nothing is', async () => {
  const [{ public: key } = { public: '' }] = published.keys;
  expect(await readReceipt(published.receipt, key)).toMatchObject({ ledger: published.room.ledger, seq: 4 });
  expect(published.spelledWrongly.length).toBeGreaterThan(30);
  for (const { what, code, jws } of published.spelledWrongly) {
    expect({ what, jws }).not.toMatchObject({ jws: published.receipt });
    await expect(readReceipt(jws, key)).rejects.toThrow(refusedAs(code));
  }
});

test('challenges follow from the text of the protocol alone', () => {
  const { root, rpId, nonce } = published.challenges;
  const raw = (text: string): Buffer => Buffer.from(text, 'base64url');
  const [subject = '', decision] = published.challenges['consilium/1 decision'];
  expect(sha256(lp('consilium/1 decision', raw(root), rpId, raw(nonce), raw(subject)))).toBe(decision);
  const [act = '', over = '', asked] = published.challenges['consilium/1 act'];
  expect(sha256(lp('consilium/1 act', raw(root), rpId, raw(nonce), act, raw(over)))).toBe(asked);
  const [by = '', id = '', type = '', salt = '', body = '', hash] = published.challenges['consilium/1 act hash'];
  const place = ['consilium-register', raw(root), raw(root), type, raw(id), raw(by), raw(salt)];
  expect(sha256(lp('consilium/1 act hash', ...place, body))).toBe(hash);
  const [words = '', message] = published.challenges['consilium/1 recovery act'];
  expect(b64(lp('consilium/1 recovery act', raw(root), raw(words)))).toBe(message);
});

test('what an anchor signs follows from the text of the protocol alone', () => {
  const { organisation, person, kid, asOf, message, signature, anchor } = published.anchor;
  const ids = [published.challenges.root, organisation, person, kid].map((id) => Buffer.from(id, 'base64url'));
  const u32 = Buffer.alloc(4);
  u32.writeUInt32BE(asOf);
  const signed = lp('consilium/1 anchor', ...ids, u32);
  expect(b64(signed)).toBe(message);
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: anchor }, format: 'jwk' });
  expect(verifyWithNode(null, signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
});

test('every signature verifies with another implementation of Ed25519', () => {
  const [officer] = published.keys;
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: officer?.public ?? '' }, format: 'jwk' });
  const all = [...published.register.entries, ...published.room.entries].map(({ jws }) => jws);
  for (const jws of [...all, published.head, published.clearance.jws, published.join]) {
    const signature = Buffer.from(jws.split('.')[2] ?? '', 'base64url');
    expect(verifyWithNode(null, Buffer.from(signingInput(jws)), key, signature)).toBe(true);
  }
});
