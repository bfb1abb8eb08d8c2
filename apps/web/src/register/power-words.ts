import type { Mode } from '@consilium/domain';

/** What the passkey does where one officer acts alone. */
export const aloneWords = 'Your passkey confirms it.';

/** The same of an act of power that follows another one. */
export const powerWordsAgain = {
  trial: '',
  production: ', when another officer confirms it',
} as const satisfies Record<Mode, string>;

/** The same of an act of power. */
export const powerWords = {
  trial: aloneWords,
  production: 'Your passkey proposes it. It takes effect when another officer confirms it.',
} as const satisfies Record<Mode, string>;
