/** What one may say in a thread. */
export type SaidAs = 'message' | 'opinion';

/** What is being written, and where: the room and thread, the opinion or the request it belongs to. */
export type DraftPlace =
  | readonly ['case']
  /** Whom this person asked last, by id, newest first. */
  | readonly ['asked']
  | readonly [of: SaidAs, room: string, thread: string]
  /** What the message being written in a thread answers, by its entry; whom it names. */
  | readonly [of: 'answered' | 'mentioned', room: string, thread: string]
  | readonly [of: 'share' | 'check', room: string]
  | readonly [of: 'agreement', room: string, thread: string]
  | readonly [of: 'addendum', opinion: string]
  | readonly [of: 'question' | 'answer' | 'decision', advice: string];

/** The name a draft is kept under on its owner's shelf. */
export const draftName = (place: DraftPlace): string => place.join(' ');
