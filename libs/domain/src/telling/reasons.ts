/**
 * Why somebody is told, outside every record, that something waits for them. In no signed body: the client names one of
 * them beside what it appends, the service and the screens read it, and no notice says it.
 */
export const tellingReasons = [
  'invited',
  'asked',
  'question',
  'picture',
  'message',
  'mentioned',
  'opinion',
  'asked-by-adviser',
  'answered',
  'decided',
  'member-to-confirm',
  'withdrawal',
  'owner',
  'access-cut',
  'standing',
  'new-key',
  'unread',
  'unanswered',
  'proposal',
  'renewal',
  'share-ends',
  'outcome-due',
  'outcome-said',
] as const;
export type TellingReason = (typeof tellingReasons)[number];

/** Most people one append may name: a case has no more, and a longer list is somebody's mistake. */
export const mostTold = 200;

/** One person who is told, and whether an answer is needed today. */
export interface Telling {
  readonly person: string;
  readonly reason: TellingReason;
  readonly today: boolean;
}
