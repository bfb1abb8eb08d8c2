import type { KeyNewsView } from '../vault/door';

/** What became of somebody's own passkeys or keys, as a sentence without its end. */
export const keyWords: Readonly<Record<KeyNewsView['what'], string>> = {
  'passkey-added': 'A new passkey was added',
  'passkey-removed': 'A passkey was removed',
  'keys-changed': 'Your keys were changed',
};

/** What to do at once if it was not oneself. */
export const notYou: Readonly<Record<KeyNewsView['what'], string>> = {
  'passkey-added': 'Not you? Remove it now under Settings, “Your devices”, and tell your registration officer.',
  'passkey-removed':
    'Not you? Look under Settings, “Your devices”, which passkeys are left and tell your registration officer.',
  'keys-changed': 'Not you? Tell your registration officer now; they can stop these keys.',
};
