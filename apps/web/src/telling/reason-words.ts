import type { Role, TellingReason } from '@consilium/domain';

/** What somebody may be told of, as they choose it. No notice says it. */
export const reasonWords: Readonly<Record<TellingReason, string>> = {
  invited: 'I am invited to a case',
  asked: 'A request for advice waits for me',
  question: 'The question of a case changed',
  picture: 'A picture was posted',
  message: 'Somebody wrote',
  mentioned: 'Somebody wrote and named me',
  opinion: 'An opinion was filed, or added to',
  'asked-by-adviser': 'An adviser asks me something',
  answered: 'My question or invitation was answered',
  decided: 'My defence organisation decided',
  'member-to-confirm': 'A member waits to be confirmed',
  withdrawal: 'Consent to a picture was withdrawn',
  owner: 'A case was handed over, or taken over',
  'access-cut': 'My access to a case ended',
  standing: 'My place in the register changed',
  'new-key': 'My account got a new passkey or key',
  unread: 'Nobody reads what I asked',
  unanswered: 'Nobody answers what I asked',
  proposal: 'Another officer proposed something',
  renewal: 'My registration ends soon',
  'share-ends': 'A share with a colleague outside ends soon',
  'outcome-due': 'I am asked what became of an opinion in my case',
  'outcome-said': 'Somebody said what became of my opinion',
};

/** Which of them can happen to whom. */
export const reasonsFor: Readonly<Record<Role, readonly TellingReason[]>> = {
  clinician: [
    ...([
      'invited',
      'message',
      'mentioned',
      'picture',
      'question',
      'opinion',
      'answered',
      'asked-by-adviser',
      'decided',
    ] as const),
    ...(['unread', 'unanswered', 'withdrawal', 'owner', 'share-ends', 'access-cut'] as const),
    ...(['outcome-due', 'outcome-said'] as const),
    ...(['standing', 'renewal', 'new-key'] as const),
  ],
  adviser: ['asked', 'answered', 'decided', 'member-to-confirm', 'standing', 'renewal', 'new-key'],
  officer: ['proposal', 'standing', 'renewal', 'new-key'],
};
