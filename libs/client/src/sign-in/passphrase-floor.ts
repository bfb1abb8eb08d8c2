import { Problem } from '@consilium/domain';

const shortest = 14;
const fewestDifferent = 7;

/** Refuses a passphrase that guessing would find, and says what is missing. */
export function requireStrong(passphrase: string): void {
  const typed = passphrase.normalize('NFKC').trim();
  const missing: string[] = [];
  if (typed.length < shortest) missing.push(`at least ${String(shortest)} characters`);
  if (new Set(typed.toLowerCase()).size < fewestDifferent) missing.push('more different characters');
  if (/^(?:\d|\s)+$/.test(typed)) missing.push('words, not only digits');
  if (missing.length === 0) return;
  throw new Problem(
    'bad-input',
    `This passphrase is too easy to guess. It needs ${missing.join(' and ')}; four unrelated words do well.`,
  );
}
