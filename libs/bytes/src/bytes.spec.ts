import * as fc from 'fast-check';
import { concat, digest, equalBytes, fromB64, giveBack, lp, randomBytes, sha256, textOf, toB64, u32, utf8 } from '.';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const anyBytes = fc.uint8Array({ maxLength: 200 });
const anyPart = fc.oneof(anyBytes, fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 0xffffffff }));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const unreadable = (reason: string): Error => expect.objectContaining({ name: 'Unreadable', reason }) as Error;

describe('b64', () => {
  test('writes what Node writes as base64url, and reads it back', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(toB64(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect(hex(fromB64(toB64(bytes)))).toBe(hex(bytes));
      }),
    );
  });

  // RFC 4648 section 10, without the padding; the last one shows the two letters that base64 spells otherwise.
  test.each([
    ['', ''],
    ['66', 'Zg'],
    ['666f', 'Zm8'],
    ['666f6f', 'Zm9v'],
    ['666f6f62', 'Zm9vYg'],
    ['666f6f6261', 'Zm9vYmE'],
    ['666f6f626172', 'Zm9vYmFy'],
    ['fbff', '-_8'],
  ])('%j is spelled %j', (bytes, spelling) => {
    expect(toB64(Buffer.from(bytes, 'hex'))).toBe(spelling);
    expect(hex(fromB64(spelling))).toBe(bytes);
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
          expect(thrown).toEqual(unreadable('spelling'));
          return;
        }
        expect(toB64(read)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  test('of the 64 last letters of two bytes, 16 are read, and of one byte, 4', () => {
    const isRead = (text: string): boolean => {
      try {
        return fromB64(text).length > 0;
      } catch {
        return false;
      }
    };
    const read = (start: string): number => Array.from(alphabet).filter((letter) => isRead(start + letter)).length;
    expect([read('AA'), read('A')]).toEqual([16, 4]);
  });

  test.each(['A', 'AB', 'AAB', 'AA==', 'AA=', 'A A', 'AA\n', '+A', '/A', 'AÄ', 'AAAAA', 'A\u0100', 'AA\0'])(
    'refuses %j',
    (text) => {
      expect(() => fromB64(text)).toThrow(unreadable('spelling'));
    },
  );
});

describe('lp', () => {
  test('writes u32 big-endian lengths before raw bytes, text and integers', () => {
    expect(hex(lp(Uint8Array.of(1, 2), 'é', 258, ''))).toBe(
      '00000002' + '0102' + '00000002' + 'c3a9' + '00000004' + '00000102' + '00000000',
    );
  });

  test('gives different bytes for different lists of parts', () => {
    fc.assert(
      fc.property(fc.array(anyPart, { maxLength: 4 }), fc.array(anyPart, { maxLength: 4 }), (one, other) => {
        const raw = (parts: typeof one): string[] =>
          parts.map((part) => hex(typeof part === 'string' ? utf8(part) : typeof part === 'number' ? u32(part) : part));
        expect(hex(lp(...one)) === hex(lp(...other))).toBe(JSON.stringify(raw(one)) === JSON.stringify(raw(other)));
      }),
    );
  });

  test('does not run two parts together', () => {
    expect(hex(lp('ab', 'c'))).not.toBe(hex(lp('a', 'bc')));
    expect(hex(lp('ab', ''))).not.toBe(hex(lp('', 'ab')));
    expect(hex(lp('a'))).not.toBe(hex(lp('a', '')));
  });

  test.each([-1, 1.5, 2 ** 32, Number.NaN, Number.POSITIVE_INFINITY])('refuses the integer %p', (value) => {
    expect(() => lp(value)).toThrow(unreadable('u32'));
  });

  test('refuses text with a lone surrogate, which would be encoded as other text', () => {
    expect(() => lp('a\ud800')).toThrow(unreadable('utf8'));
    expect(lp('👩‍⚕️').length).toBeGreaterThan(4);
  });
});

test.each([
  [0, '00000000'],
  [0x01020304, '01020304'],
  [0xffffffff, 'ffffffff'],
])('u32 writes %p as %s', (value, bytes) => {
  expect(hex(u32(value))).toBe(bytes);
});

test('text is read strictly and keeps a byte order mark', () => {
  expect(textOf(utf8('\ufeffa'))).toBe('\ufeffa');
  expect(() => textOf(Uint8Array.of(0xff))).toThrow(unreadable('utf8'));
  expect(() => textOf(Uint8Array.of(0xed, 0xa0, 0x80))).toThrow(unreadable('utf8'));
});

// FIPS 180-4, and the empty message.
test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
])('SHA-256 of %j is the published one, at once and off the thread', async (text, expected) => {
  expect(hex(sha256(utf8(text)))).toBe(expected);
  expect(hex(await digest(utf8(text)))).toBe(expected);
});

describe('bytes are equal', () => {
  test('only in length and content', () => {
    const bytes = concat([Uint8Array.of(1), Uint8Array.of(2, 3)]);
    expect(equalBytes(bytes, Uint8Array.of(1, 2, 3))).toBe(true);
    expect(equalBytes(bytes, Uint8Array.of(1, 2))).toBe(false);
    expect(equalBytes(bytes, Uint8Array.of(1, 2, 3, 0))).toBe(false);
    expect(equalBytes(new Uint8Array(0), new Uint8Array(0))).toBe(true);
  });

  test('and no single bit of difference is overlooked', () => {
    const bytes = Uint8Array.from({ length: 33 }, (_, i) => i * 11);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = new Uint8Array(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(equalBytes(bytes, changed)).toBe(false);
      expect(equalBytes(changed, bytes)).toBe(false);
    }
    expect(equalBytes(bytes, new Uint8Array(bytes))).toBe(true);
  });

  test('after every byte was looked at, wherever the first difference is', () => {
    const seen: number[] = [];
    const watched = new Proxy(new Uint8Array(8), {
      get: (target, name) => {
        if (typeof name === 'string' && /^\d+$/u.test(name)) seen.push(Number(name));
        return Reflect.get(target, name, target) as unknown;
      },
    });
    expect(equalBytes(watched, new Uint8Array(8).fill(1))).toBe(false);
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});

test('random bytes are of the length asked for and not the same twice', () => {
  expect(randomBytes(32)).toHaveLength(32);
  expect(hex(randomBytes(32))).not.toBe(hex(randomBytes(32)));
});

test('bytes that were given back are gone where the engine can let go of them, and nothing else changes where it cannot', () => {
  const bytes = new Uint8Array(8).fill(7);
  giveBack(bytes.subarray(2, 4));
  expect(bytes.length).toBe('transfer' in ArrayBuffer.prototype ? 0 : 8);
});
