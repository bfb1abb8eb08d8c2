export { AwayHere, WhoIsAway } from './away-part';
export { backWords } from './away-words';
export { OverdueMark, OverdueNotice } from './overdue-parts';
export { UntoldNotice } from './untold-notice';
export { useCountOutside, useLookedAt, useTold } from './use-told';
