import { isKnown, type Purpose, type Urgency } from '@consilium/domain';
import type { RoomView, ShareDraft } from '../vault/door';

/** What the form holds so far: a request of which urgency and purpose may still have to be said. */
export type ShareAnswers = Omit<ShareDraft, 'urgency' | 'purpose'> & { urgency: Urgency | ''; purpose: Purpose | '' };

/** How urgent the case says it is; "" where it does not say, or not in a word this version knows. */
export function urgencyIn({ form }: RoomView): Urgency | '' {
  const urgency = form?.value?.urgency ?? 'not-said';
  return isKnown(urgency) ? urgency : '';
}

/** Nothing is assumed of what the case does not say. */
export const unwritten = (view: RoomView): ShareAnswers => ({
  room: view.room,
  threads: [],
  recipient: '',
  purpose: view.purpose,
  brief: '',
  reasons: '',
  alternatives: '',
  flags: [],
  urgency: urgencyIn(view),
  notIdentifiers: [],
});

export const isWhole = (answers: ShareAnswers): answers is ShareAnswers & ShareDraft =>
  answers.urgency !== '' && answers.purpose !== '';
