/** Letters that no decomposition makes plain, as they are typed where a keyboard lacks them. */
const plain: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i', ς: 'σ' },
};

/** Without accents, case, and what only looks otherwise, for whoever looks for it: "Érythème" and "erytheme" are the same. */
export function folded(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  return bare.replace(/[ßæœøđðłþıς]/gu, (letter) => plain[letter] ?? letter);
}
