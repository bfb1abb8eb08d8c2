/** What is only of use with open keys, in one piece: it is fetched once, while its owner is still at the passkey. */
export { Desk } from './desk';
export { FollowedRegister } from './ledgers/followed-register';
export { organisationName } from './register/person-view';
export { roomsDoor } from './rooms/door';
export { draftsDoor } from './drafts/door';
export { sharesOf } from './advice/shares-of';
