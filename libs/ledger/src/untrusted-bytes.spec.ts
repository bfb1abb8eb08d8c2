import { refusedAs } from '@consilium/testkit/ledger';
import { fromB64, lp, textOf, utf8 } from './untrusted-bytes';

test.each(['A', 'AB', 'AAB', 'AA=', 'AA==', '+A', '/A', ' AA', 'AA\n', 'AÄ'])(
  '%j in a signed record is no spelling of any bytes',
  (text) => {
    expect(() => fromB64(text)).toThrow(refusedAs('spelling'));
  },
);

test('bytes that are not UTF-8 are refused, and a byte order mark stays in the text', () => {
  expect(() => textOf(Uint8Array.of(0xff))).toThrow(refusedAs('utf8'));
  expect(textOf(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa');
});

test('text that would be hashed as other text, and a number that is no u32, are refused', () => {
  expect(() => utf8('a\ud800')).toThrow(refusedAs('utf8'));
  expect(() => lp('consilium/1', 'a\ud800')).toThrow(refusedAs('utf8'));
  expect(() => lp('consilium/1', -1)).toThrow(refusedAs('shape'));
});
