// The insides that attacks and benches reach for: what an honest doctor's own client keeps to itself.
export type { Desk } from './desk';
export { KeyedDesk } from './keyed-desk';
export { grantDraft, newGeneration, type KeyOf } from './keys/generation';
export { ThreadKeys } from './keys/thread-keys';
export { outgoing, type OutgoingObject } from './pictures/outgoing';
export { sendPicture } from './pictures/send-picture';
export { actDraft, confirmedByGesture } from './vault/acts';
export type { Room } from './replicas/room';
export {
  currentKey,
  grantingIn,
  newThread,
  nextOf,
  rotateDraft,
  textDraft,
  wrapping,
  wrappingFor,
} from './replicas/sealing-content';
export type { Act, Input, Noun, Output } from './service/calls';
export { Sessions } from './sign-in/door';
export { Vault } from './vault/vault';
export { append, begin, sealedHere, type Author } from './ledgers/append';
export { FollowedRegister } from './ledgers/followed-register';
export { Log } from './ledgers/log';
export { FollowedList, type ListPage } from './ledgers/followed-list';
