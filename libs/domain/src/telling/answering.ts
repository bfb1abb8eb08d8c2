import type { Urgency } from '../words/lists';
import type { ReadWord } from '../words/read-word';

/** When an answer to a question is needed, as far as the service is told: of what is not for these days, nothing closer. */
export const answerTimes = ['today', 'this-week', 'later'] as const;
export type AnswerBy = (typeof answerTimes)[number];

export function answerBy(urgency: ReadWord<Urgency>): AnswerBy {
  return urgency === 'today' || urgency === 'this-week' ? urgency : 'later';
}

/** What became of a question for too long; `absent`: whoever was asked is away, and nobody who stands in is in the case. */
export const overdueStates = ['absent', 'unread', 'unanswered'] as const;
export type OverdueState = (typeof overdueStates)[number];

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * Seconds from the asking until its asker is told that nobody read it, and until somebody is told that nobody answered. The
 * one place where they stand; no night and no weekend is left out of them.
 */
export const answerPolicy: Readonly<Record<AnswerBy, { readonly readIn: number; readonly answeredIn: number }>> = {
  today: { readIn: 15 * minute, answeredIn: 2 * hour },
  'this-week': { readIn: day, answeredIn: 3 * day },
  later: { readIn: 3 * day, answeredIn: 14 * day },
};

/** The entries of a case by which somebody is asked, by which a question is answered, and by which nobody waits any more. */
const asking: readonly string[] = ['form', 'invite', 'admit'];
const answering: readonly string[] = ['message', 'opinion', 'addendum'];
const ending = 'close';

type Types = readonly { readonly type: string }[];

export const asksSomebody = (entries: Types): boolean => entries.some(({ type }) => asking.includes(type));
export const isAnswer = (entries: Types): boolean => entries.some(({ type }) => answering.includes(type));
export const endsWaiting = (entries: Types): boolean => entries.some(({ type }) => type === ending);

/**
 * What is measured of questions, for those who lead: from asking until one of those asked had read it, from then until one
 * answered, of a request for advice until it was decided; and of a question whose case was closed unanswered, that it was.
 */
export const waitKinds = ['seen', 'answered', 'unanswered', 'decided'] as const;
export type WaitKind = (typeof waitKinds)[number];

/** Of fewer than these in a month nothing is told: who asked could be known by them. */
export const fewestWaits = 5;
/** Months that are told, and kept: those that are over, and the one that goes on. */
export const waitMonths = 12;
