import type { Explanation } from '@consilium/domain';

/** One matter as a patient reads it: plain, true of this service today, and asking for nothing. */
export interface CardText {
  readonly title: string;
  readonly words: readonly string[];
  /** Who looked at these words, beside whoever wrote them, and when; "": nobody has yet. */
  readonly reviewedBy: string;
}

/** Everything that the card says, in the order in which it is turned. A changed text is reviewed anew. */
export const cardTexts = {
  why: {
    title: 'Why we ask',
    words: [
      'We would like to take or keep a picture of you, or of the person you speak for.',
      'With a picture we can see later how something has changed, and ask a colleague what they think.',
      'You can say no. You are looked after just as well.',
    ],
    reviewedBy: '',
  },
  form: {
    title: 'What the picture is',
    words: [
      'It is a still picture. It is not a film, and there is no sound.',
      'It shows no more than is needed. If your face can be seen, or anything people could know you by, ask us why.',
    ],
    reviewedBy: '',
  },
  storage: {
    title: 'How it is kept',
    words: [
      'Before it is sent, the picture is locked on this device, so that only the people we choose can open it.',
      'The people who run the computers cannot look at it.',
      'What the camera adds by itself, such as where it was taken, is removed from it.',
    ],
    reviewedBy: '',
  },
  'who-sees': {
    title: 'Who can see it',
    words: [
      'The colleagues here who help with your care and are let in for that.',
      'If you agree to it: also a colleague in another place, whose name we know. An adviser checks that first, and is not shown the picture.',
      'Nobody else can open it here.',
    ],
    reviewedBy: '',
  },
  'how-long': {
    title: 'How long it is kept',
    words: [
      'A picture made for your care is part of your medical record. It is kept as long as the record is.',
      'This service can close a picture, so that it is no longer shown. It cannot destroy one yet.',
    ],
    reviewedBy: '',
  },
  'this-service': {
    title: 'What this service is',
    words: [
      'It is called Consilium. With it, clinicians ask each other about a picture.',
      'Everybody who uses it was checked before they were let in.',
      'It writes down who did what, and when. That cannot be changed afterwards.',
    ],
    reviewedBy: '',
  },
  withdrawal: {
    title: 'If you change your mind',
    words: [
      'You can say stop at any time. You need not say why. Tell anybody who looks after you.',
      'Then a colleague in another place can no longer open the picture here, and is asked what became of any copies. You can also ask that the picture is closed: then only one clinician here can still open it.',
      'What somebody has already seen, we cannot take back.',
    ],
    reviewedBy: '',
  },
  'secondary-use': {
    title: 'Other uses',
    words: [
      'Your picture is for your care.',
      'Teaching, research, or checking how well care is given: each of these only if you say yes to it.',
      'You can say no to all of them, and yes to the picture.',
    ],
    reviewedBy: '',
  },
} as const satisfies Record<Explanation, CardText>;

/** In the order in which they are turned. */
export const cardTopics = Object.keys(cardTexts) as readonly Explanation[];

/** What stands around the matters. */
export const cardFrame = {
  first: 'Take your time. Nothing you press here is an answer: you tell your clinician yes or no.',
  lastTitle: 'That is all',
  last: ['Ask anything you would like to know.', 'You do not have to answer now.', 'Please hand this device back.'],
  withInterpreter: 'Somebody interprets for you. Tell them to stop whenever something is not clear.',
} as const;

const texts: readonly CardText[] = Object.values(cardTexts);

/** Who reviewed these words, as the clinician is told. */
export function reviewWords(all: readonly Pick<CardText, 'reviewedBy'>[] = texts): string {
  const by = [...new Set(all.map(({ reviewedBy }) => reviewedBy).filter((who) => who !== ''))];
  const open = all.filter(({ reviewedBy }) => reviewedBy === '').length;
  if (open === all.length) return 'Its words were not reviewed yet: read them yourself first.';
  const reviewed = `Its words were reviewed by ${by.join('; ')}`;
  return open === 0 ? `${reviewed}.` : `${reviewed}; ${String(open)} of ${String(all.length)} were not reviewed yet.`;
}
