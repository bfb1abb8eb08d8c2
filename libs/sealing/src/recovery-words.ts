import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { randomBytes, type Bytes } from '@consilium/bytes';
import { ofLength } from './raw';

const wordCount = 24;

/** What is wrong with typed recovery words. `position` counts from 1. */
export type WordFault =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'unknown-word'; readonly position: number }
  | { readonly kind: 'checksum' };

const faultMessage = (fault: WordFault): string => {
  switch (fault.kind) {
    case 'count':
      return `There are ${String(wordCount)} recovery words; ${String(fault.count)} were typed`;
    case 'unknown-word':
      return `Word ${String(fault.position)} is not a recovery word: check how it is spelled`;
    case 'checksum':
      return 'These words do not belong together: check their order and each word';
  }
};

/** Recovery words that cannot be read. A spelling aid for the person typing, not an answer about any account. */
export class WrongWords extends Error {
  override readonly name = 'WrongWords';

  constructor(readonly fault: WordFault) {
    super(faultMessage(fault));
  }
}

/** 24 English BIP-39 words standing for 32 fresh random bytes. */
export function newRecoveryWords(): string[] {
  return wordsOf(randomBytes(32));
}

/** The 24 words of 32 bytes of entropy. */
export function wordsOf(entropy: Uint8Array): string[] {
  return entropyToMnemonic(ofLength(entropy, 32), wordlist).split(' ');
}

/** The 32 bytes behind the words, given as typed: case, accents-free spacing and line breaks do not matter. Throws `WrongWords`. */
export function entropyOf(words: string | readonly string[]): Bytes {
  const typed = (typeof words === 'string' ? words : words.join(' ')).normalize('NFKD').toLowerCase();
  const list = typed.split(/\s+/u).filter((word) => word !== '');
  const unknown = list.findIndex((word) => !wordlist.includes(word));
  if (unknown >= 0) throw new WrongWords({ kind: 'unknown-word', position: unknown + 1 });
  if (list.length !== wordCount) throw new WrongWords({ kind: 'count', count: list.length });
  try {
    return new Uint8Array(mnemonicToEntropy(list.join(' '), wordlist));
  } catch {
    throw new WrongWords({ kind: 'checksum' });
  }
}
