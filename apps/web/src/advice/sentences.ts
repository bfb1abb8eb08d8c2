import type { Outcome } from '@consilium/domain';

/**
 * Sentences an adviser may begin with, in the field they stand in and changed there as any other. `reviewedBy`: the defence
 * organisation that read all of them; "" while none has, which is said where they are offered.
 */
interface Sentences {
  readonly reviewedBy: string;
  readonly texts: readonly string[];
}

const unreviewed = (...texts: string[]): Sentences => ({ reviewedBy: '', texts });

export const reasonsFor = {
  'no-objection': unreviewed(
    'The agreement that is recorded covers showing these pictures to a named colleague outside.',
    'The question is about this patient’s own care, and the pictures go no further than it.',
    'The patient, or whoever decides for them, knows to whom the pictures are shown.',
  ),
  'no-objection-with-conditions': unreviewed(
    'On the facts supplied there is no objection while the conditions are kept.',
    'The agreement that is recorded covers this colleague; the conditions keep it to the question asked.',
  ),
  'advised-against': unreviewed(
    'The agreement that is recorded does not cover showing these pictures outside.',
    'The pictures show more of the patient than the question needs.',
    'On the facts supplied a colleague inside your organisation can answer this.',
    'It is not clear from the facts that the patient, or whoever decides for them, knows of it.',
  ),
} as const satisfies Record<Outcome, Sentences>;

export const conditions = unreviewed(
  'Only the pictures named in the request are shown.',
  'The colleague is told that they advise, and that the treating team decides.',
  'Nothing that names or describes the patient further is written under these pictures.',
  'The opinion is copied into the patient’s record.',
);

export const questions = unreviewed(
  'Does the patient know that these pictures would be shown to a colleague of another organisation?',
  'Who inside your organisation was asked, and what did they say?',
  'Can the question be answered with fewer pictures, or with part of one?',
  'Is there anything in the pictures that the question does not need, such as a tattoo or a name?',
);

/** What stands in a field once a sentence is added to it: after a space, or on a line of its own. */
export function withSentence(written: string, sentence: string, between: ' ' | '\n'): string {
  const before = written.trimEnd();
  return before === '' ? sentence : `${before}${between}${sentence}`;
}

/** Whether it stands there already, unchanged. */
export const isThere = (written: string, sentence: string): boolean => written.includes(sentence);
