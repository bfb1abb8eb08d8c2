export { WhoIsAway } from './away-part';
export { OverdueMark, OverdueNotice } from './overdue-parts';
export { UntoldNotice } from './untold-notice';
export { useCountInTitle, useLookedAt, useTold } from './use-told';
