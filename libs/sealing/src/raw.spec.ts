import { CannotOpen } from './cannot-open';
import { fromB64, lp, ofLength, rawOf, readU32, textOf, u32, utf8 } from './raw';

test.each([
  ['another spelling', () => fromB64('AB')],
  ['bytes that are no text', () => textOf(Uint8Array.of(0xff))],
  ['half a character', () => utf8('\ud800')],
  ['half a character among parts', () => lp('consilium/1', '\ud800')],
  ['a number below 0', () => u32(-1)],
  ['a number above 32 bits among parts', () => lp(2 ** 32)],
  ['an id of another length', () => rawOf('AAAA', 4)],
  ['a key of another length', () => ofLength(new Uint8Array(31), 32)],
  ['a number that the bytes end within', () => readU32(new Uint8Array(8), 5)],
])('%s cannot be opened', (_, read) => {
  expect(read).toThrow(CannotOpen);
});

test('a u32 is read where it stands', () => {
  const bytes = Uint8Array.of(9, 0, 0, 0, 7, 1, 2, 3, 4);
  expect(readU32(bytes.subarray(2), 3)).toBe(0x01020304);
  expect(rawOf('AAAA', 3)).toEqual(new Uint8Array(3));
});
