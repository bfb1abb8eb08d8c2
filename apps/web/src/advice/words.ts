import type { AdviceStage, Outcome } from '@consilium/domain';

/** Advisers advise; they do not license. */
export const outcomeWords = {
  'no-objection': 'No medico-legal objection',
  'no-objection-with-conditions': 'No medico-legal objection, provided that',
  'advised-against': 'Advised against: sharing stays locked',
} as const satisfies Record<Outcome, string>;

export const stageWords = {
  draft: 'Not sent yet',
  submitted: 'Waiting for an adviser',
  assigned: 'With an adviser',
  questioned: 'The adviser asks',
  proposed: 'Waits for a second adviser',
  decided: 'Decided',
  suspended: 'Suspended',
  withdrawn: 'Withdrawn',
  revoked: 'Ended',
  expired: 'Expired',
} as const satisfies Record<AdviceStage, string>;

export const purposeWords = {
  'direct-care': 'Second opinion for this patient’s care',
  'peer-learning': 'Learning among peers',
} as const;

/** Stands under every decision, before and after it is signed. */
export const adviceLimits =
  'Advice on the facts supplied. You remain responsible. Not confirmation of indemnity, and not clinical approval.';
