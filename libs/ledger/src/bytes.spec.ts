import fc from 'fast-check';
import { refusedAs } from '@consilium/testkit/ledger';
import { concat, equalBytes, fromB64, lp, sha256, textOf, toB64 } from './bytes';

const anyBytes = fc.uint8Array({ maxLength: 200 });
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('base64url is what Node writes, and comes back as the same bytes', () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      const text = toB64(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(hex(fromB64(text))).toBe(hex(bytes));
    }),
  );
});

test('a text that is read is its own re-encoding', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('AQgwBz09-_=+/ ')), maxLength: 12 }), (text) => {
      let bytes: Uint8Array;
      try {
        bytes = fromB64(text);
      } catch (error) {
        expect(error).toMatchObject({ reason: 'spelling' });
        return;
      }
      expect(toB64(bytes)).toBe(text);
    }),
  );
});

test.each(['A', 'AB', 'AAB', 'AA=', 'AA==', '+A', '/A', ' AA', 'AA\n', 'AÄ'])(
  '%j is no spelling of any bytes',
  (text) => {
    expect(() => fromB64(text)).toThrow(refusedAs('spelling'));
  },
);

test('lp writes u32 big-endian lengths before raw bytes, text and integers', () => {
  expect(hex(lp(Uint8Array.of(1, 2), 'é', 258, ''))).toBe(
    '00000002' + '0102' + '00000002' + 'c3a9' + '00000004' + '00000102' + '00000000',
  );
});

test('no two lists of parts have the same lp', () => {
  expect(hex(lp('ab', 'c'))).not.toBe(hex(lp('a', 'bc')));
  expect(hex(lp('a'))).not.toBe(hex(lp('a', '')));
});

test('SHA-256 of "abc" is the one in FIPS 180-4', async () => {
  expect(hex(await sha256(Uint8Array.from(Buffer.from('abc'))))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

test('bytes that are not UTF-8 are refused, and a byte order mark stays in the text', () => {
  expect(() => textOf(Uint8Array.of(0xff))).toThrow(refusedAs('utf8'));
  expect(() => textOf(Uint8Array.of(0xed, 0xa0, 0x80))).toThrow(refusedAs('utf8'));
  expect(textOf(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa');
});

test('bytes are equal only in length and content', () => {
  const bytes = concat(Uint8Array.of(1), Uint8Array.of(2, 3));
  expect(equalBytes(bytes, Uint8Array.of(1, 2, 3))).toBe(true);
  expect(equalBytes(bytes, Uint8Array.of(1, 2))).toBe(false);
  expect(equalBytes(bytes, Uint8Array.of(1, 2, 4))).toBe(false);
});
