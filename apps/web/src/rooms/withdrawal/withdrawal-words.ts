import type { Withdrawal } from '@consilium/domain';

/** Withdrawal has two meanings, and each its own consequences (GMC Confidentiality, para 30; GMC recordings, para 15). */
export const whatWords = {
  sharing: 'Sharing outside: nobody outside this organisation may see it any more',
  capture: 'The picture itself: they no longer agree to it having been made and kept',
} as const satisfies Record<Withdrawal, string>;

export const usedWords = {
  used: 'Seen or relied on',
  'not-used': 'Not yet seen by anybody else',
} as const;
export type Used = keyof typeof usedWords;

/** What a picture says of itself once something was withdrawn. */
export const afterwards = {
  sharing:
    'Sharing withdrawn: nobody outside this organisation can open this picture. It stays sealed here; it is not in the patient’s record until you file it there.',
  capture:
    'Withdrawal of the picture recorded: nobody outside this organisation can open it. Colleagues named above can still open it and write here. Ask them not to.',
} as const satisfies Record<Withdrawal, string>;

interface Chosen {
  readonly what: Withdrawal;
  readonly used: Used | '';
  /** Names of the outside colleagues who can open the picture now. */
  readonly outside: readonly string[];
}

function accessEnds(outside: readonly string[]): string {
  return outside.length === 0
    ? 'Nobody outside can open this picture now, and nobody can be given it from now on.'
    : `${outside.join(' and ')} can no longer open this picture, within a minute, and its key is changed. Copies already seen cannot be recalled.`;
}

const keptForCare =
  'The picture stays sealed for the colleagues named in its thread. It is not in the patient’s record until it is filed there.';
const keptUntilDecided =
  'The picture stays sealed for the colleagues named in its thread: this version of the service destroys no picture.';

/** What the service does, and what it leaves to the doctor. */
export function stepsOf({ what, used, outside }: Chosen): {
  readonly happens: readonly string[];
  readonly todo: readonly string[];
} {
  const happens = [
    accessEnds(outside),
    'A decision of your defence organisation that names this picture lets nobody in to it any more.',
    what === 'sharing' || used === 'used' ? keptForCare : keptUntilDecided,
  ];
  const deletion =
    outside.length === 0 ? [] : [`Ask ${outside.join(' and ')} to state that no copy was kept, and note the answer.`];
  if (what === 'sharing') return { happens, todo: [...deletion, 'Note in the patient’s record that sharing ended.'] };
  const referral =
    used === 'used'
      ? 'Tell the patient that it is kept because their care relied on it, and refer the request to your Caldicott guardian.'
      : 'Ask your Caldicott guardian whether it may be destroyed, and tell the patient what they answer.';
  return { happens, todo: [...deletion, referral, 'Note in the patient’s record what was withdrawn, and when.'] };
}
