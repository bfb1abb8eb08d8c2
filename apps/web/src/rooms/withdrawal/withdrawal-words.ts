import type { DeletionAnswer, DestructionAnswer, DestructionReason, PictureUse, Withdrawal } from '@consilium/domain';

/** Withdrawal has two meanings, and each its own consequences (GMC Confidentiality, para 30; GMC recordings, para 15). */
export const whatWords = {
  sharing: 'Sharing outside: nobody outside this organisation may see it any more',
  capture: 'The picture itself: they no longer agree to it having been made and kept',
} as const satisfies Record<Withdrawal, string>;

export const usedWords = {
  'seen-or-relied-on': 'Seen or relied on',
  'not-yet-seen': 'Not yet seen by anybody else',
} as const satisfies Record<PictureUse, string>;

/** What a picture says of itself once something was withdrawn. */
export const afterwards = {
  sharing:
    'Sharing withdrawn: nobody outside this organisation can open this picture. It stays sealed here; it is not in the patient’s record until you file it there.',
  capture:
    'This picture was withdrawn: it is closed to everybody but the owner of the case, and nothing is written under it. Nothing is destroyed.',
} as const satisfies Record<Withdrawal, string>;

export const saidWords = {
  'none-kept': 'I kept no copy',
  deleted: 'I had a copy and deleted every one, also from “recently deleted” and from backups I control',
  'kept-in-record': 'A copy is in a record of my organisation and has to stay there',
} as const satisfies Record<DeletionAnswer, string>;

/** The same as others read it: what was said, not what is so. */
export const saysWords = {
  'none-kept': 'says that they kept no copy',
  deleted: 'says that they deleted every copy',
  'kept-in-record': 'says that a copy stays in a record of their organisation',
} as const satisfies Record<DeletionAnswer, string>;

export const reasonWords = {
  'patient-asks': 'The patient asks for it',
  'made-without-agreement': 'It was made without agreement',
  'no-use-for-care': 'It is of no use to their care',
} as const satisfies Record<DestructionReason, string>;

export const answerWords = {
  confirmed: 'It may be destroyed',
  kept: 'It is kept',
} as const satisfies Record<DestructionAnswer, string>;

interface Chosen {
  readonly what: Withdrawal;
  readonly used: PictureUse | '';
  /** Names of the outside colleagues who can open the picture now. */
  readonly outside: readonly string[];
}

function accessEnds(outside: readonly string[]): string {
  return outside.length === 0
    ? 'Nobody outside can open this picture now, and nobody can be given it from now on.'
    : `${outside.join(' and ')} can no longer open this picture, within a minute, and its key is changed. They are asked to state within 48 hours what became of their copies. Copies already seen cannot be recalled.`;
}

const closes =
  'The picture closes to everybody but the owner of the case: nobody writes under it, gives an opinion on it or shares it.';
const staysSealed =
  'The picture stays sealed for the colleagues named in its thread. It is not in the patient’s record until it is filed there.';

/** What the service does, and what it leaves to the doctor. */
export function stepsOf({ what, used, outside }: Chosen): {
  readonly happens: readonly string[];
  readonly todo: readonly string[];
} {
  const happens = [
    accessEnds(outside),
    'A decision of your defence organisation that names this picture lets nobody in to it any more.',
    what === 'sharing' ? staysSealed : closes,
  ];
  if (what === 'sharing') return { happens, todo: ['Note in the patient’s record that sharing ended.'] };
  const kept = 'Nothing is destroyed: a picture made for care is part of the medical record, seen or not.';
  const away =
    'A colleague’s device that has no connection does not know of it, and can show what was written about the picture, not the picture, for at most 24 hours.';
  const told =
    used === 'not-yet-seen'
      ? 'Tell the patient that it is closed. The owner can propose to your Caldicott guardian that it is destroyed.'
      : 'Tell the patient that it is closed and kept, since their care may rest on it. The owner can ask your Caldicott guardian whether it may be destroyed.';
  return {
    happens: [...happens, kept, away],
    todo: [told, 'Note in the patient’s record what was withdrawn, and when.'],
  };
}
