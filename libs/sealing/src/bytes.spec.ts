import * as fc from 'fast-check';
import { concat, equalBytes, fromB64, giveBack, lp, readU32, textOf, toB64, u32, utf8 } from './bytes';
import { CannotOpen } from './cannot-open';

const anyBytes = fc.uint8Array({ maxLength: 200 });
const anyPart = fc.oneof(anyBytes, fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 0xffffffff }));

describe('b64', () => {
  test('writes what Node writes as base64url, and reads it back', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(toB64(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect(equalBytes(fromB64(toB64(bytes)), bytes)).toBe(true);
      }),
    );
  });

  test('reads one spelling of any bytes: whatever it reads, it writes the same', () => {
    const letters = fc.constantFrom(...Array.from('AQgwBCDxyz019-_+/= \n'));
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 12 }), (spelling) => {
        const text = spelling.join('');
        let read: Uint8Array;
        try {
          read = fromB64(text);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(CannotOpen);
          return;
        }
        expect(toB64(read)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  test.each(['A', 'AB', 'AAB', 'AA==', 'AA=', 'A A', 'AA\n', '+A', '/A', 'AÄ', 'AAAAA'])('refuses %j', (text) => {
    expect(() => fromB64(text)).toThrow(CannotOpen);
  });
});

describe('lp', () => {
  test('gives different bytes for different lists of parts', () => {
    fc.assert(
      fc.property(fc.array(anyPart, { maxLength: 4 }), fc.array(anyPart, { maxLength: 4 }), (one, other) => {
        const raw = (parts: typeof one): string[] =>
          parts.map((part) =>
            toB64(typeof part === 'string' ? utf8(part) : typeof part === 'number' ? u32(part) : part),
          );
        expect(equalBytes(lp(...one), lp(...other))).toBe(JSON.stringify(raw(one)) === JSON.stringify(raw(other)));
      }),
    );
  });

  test('does not run two parts together', () => {
    expect(equalBytes(lp('ab', 'c'), lp('a', 'bc'))).toBe(false);
    expect(equalBytes(lp('ab', ''), lp('', 'ab'))).toBe(false);
  });

  test.each([-1, 1.5, 2 ** 32, Number.NaN])('refuses the integer %p', (value) => {
    expect(() => lp(value)).toThrow(CannotOpen);
  });

  test('refuses text with a lone surrogate, which would be encoded as other text', () => {
    expect(() => lp('a\ud800')).toThrow(CannotOpen);
    expect(lp('👩‍⚕️').length).toBeGreaterThan(4);
  });
});

test('u32 is big-endian and is read where it stands', () => {
  const bytes = concat(u32(7), u32(0x01020304));
  expect([...bytes]).toEqual([0, 0, 0, 7, 1, 2, 3, 4]);
  expect(readU32(bytes.subarray(1), 3)).toBe(0x01020304);
  expect(() => readU32(bytes, 5)).toThrow(CannotOpen);
});

test('text is read strictly and keeps a byte order mark', () => {
  expect(textOf(utf8('\ufeffa'))).toBe('\ufeffa');
  expect(() => textOf(new Uint8Array([0xff]))).toThrow(CannotOpen);
});

test('bytes that were given back are gone where the engine can let go of them, and nothing else changes where it cannot', () => {
  const bytes = new Uint8Array(8).fill(7);
  giveBack(bytes.subarray(2, 4));
  expect(bytes.length).toBe('transfer' in ArrayBuffer.prototype ? 0 : 8);
});
