const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether a text, or a word of it and what follows, begins so; accents and capitals are passed over. */
export const begins = (text: string, letters: string): boolean => ` ${plain(text)}`.includes(` ${plain(letters)}`);

/** Whether each word that is looked for begins a word of one of the texts, in any order. */
export const saysAll = (texts: readonly string[], words: string): boolean =>
  words
    .trim()
    .split(/\s+/u)
    .every((word) => texts.some((text) => begins(text, word)));
