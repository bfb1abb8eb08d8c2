import * as fc from 'fast-check';
import { equalBytes, toB64 } from '@consilium/bytes';
import { recoverySignInSeed, recoveryWrapKey } from './recovery-keys';
import { entropyOf, newRecoveryWords, wordsOf, WrongWords, type WordFault } from './recovery-words';

const faultOf = (words: string | readonly string[]): WordFault | undefined => {
  try {
    entropyOf(words);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof WrongWords) return thrown.fault;
    throw thrown;
  }
};

test('any 32 bytes become 24 words and come back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (entropy) => {
      const words = wordsOf(entropy);
      expect(words).toHaveLength(24);
      expect(equalBytes(entropyOf(words), entropy)).toBe(true);
    }),
  );
});

test('words may be typed in any case, with any spaces and line breaks', () => {
  const words = newRecoveryWords();
  const typed = `  ${words.map((word, i) => (i % 2 === 0 ? word.toUpperCase() : word)).join(' \n\t ')}\n`;
  expect(toB64(entropyOf(typed))).toBe(toB64(entropyOf(words)));
});

test('a misspelled word is named by its number', () => {
  const words = newRecoveryWords();
  expect(faultOf(words.with(6, 'wrogn'))).toEqual({ kind: 'unknown-word', position: 7 });
  expect(faultOf(words.with(0, 'wrogn'))).toEqual({ kind: 'unknown-word', position: 1 });
  expect(() => entropyOf(words.with(23, 'wrogn'))).toThrow('Word 24 is not a recovery word');
});

test('too few, too many and no words are counted', () => {
  const words = newRecoveryWords();
  expect(faultOf(words.slice(1))).toEqual({ kind: 'count', count: 23 });
  expect(faultOf([...words, 'zoo'])).toEqual({ kind: 'count', count: 25 });
  expect(faultOf('')).toEqual({ kind: 'count', count: 0 });
  expect(() => entropyOf('zoo')).toThrow('There are 24 recovery words; 1 were typed');
});

test('known words that do not belong together are refused', () => {
  const words = Array.from({ length: 24 }, () => 'abandon');
  expect(faultOf(words)).toEqual({ kind: 'checksum' });
  expect(() => entropyOf(words)).toThrow('do not belong together');
});

test('two people never get the same words', () => {
  expect(new Set(Array.from({ length: 50 }, () => newRecoveryWords().join(' '))).size).toBe(50);
});

test('sign-in and wrapping use different keys', () => {
  const entropy = entropyOf(newRecoveryWords());
  expect(toB64(recoverySignInSeed(entropy))).not.toBe(toB64(recoveryWrapKey(entropy)));
});
